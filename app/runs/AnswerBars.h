// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"

#include <vector>

namespace knockback::runs {

// Answers over time as bars of equal width. When there would be too many, two become one: as many bars as fit a small
// chart, however long it takes.
class AnswerBars {
public:
    static constexpr std::size_t most = 120;
    enum class Kind { Ok, Blocked, Other };
    struct Bar {
        int ok = 0;
        int blocked = 0;
        int other = 0;
        [[nodiscard]] int sum() const { return ok + blocked + other; }
        bool operator==(const Bar&) const = default;
    };

    // `after` = since the run began; earlier ones may come later.
    void add(base::Nanoseconds after, Kind kind, int count = 1);

    [[nodiscard]] const std::vector<Bar>& bars() const { return m_bars; }
    [[nodiscard]] base::Nanoseconds width() const { return m_width; }
    [[nodiscard]] int highest() const;

private:
    void halve();

    base::Nanoseconds m_width = std::chrono::milliseconds(250);
    std::vector<Bar> m_bars;
};

} // namespace knockback::runs
