// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/diagnosis/Pattern.h"

#include <QByteArrayView>

#include <map>
#include <memory>
#include <vector>

namespace knockback::diagnosis {

// Many patterns looked for in one pass over a text. Filled first, then read from any thread; compiled on the first use.
class PatternSet {
public:
    PatternSet();
    ~PatternSet();
    PatternSet(PatternSet&&) noexcept;
    PatternSet& operator=(PatternSet&&) noexcept;

    // The slot under which the pattern's answer will stand; equal expressions share one.
    [[nodiscard]] int add(const Pattern& pattern);

    // Which slots match; as long as the number of slots.
    [[nodiscard]] std::vector<bool> match(QByteArrayView text) const;

private:
    struct Private;
    std::unique_ptr<Private> d;
    std::map<QByteArray, int> m_slots;
};

} // namespace knockback::diagnosis
