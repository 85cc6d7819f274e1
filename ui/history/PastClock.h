// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/journal/Journal.h"

namespace knockback::ui {

// Tells the time of the event that is being written down once more.
class PastClock final : public base::Clock {
public:
    void set(const journal::Event& event) {
        m_steady = event.at;
        m_wall = event.wall;
    }
    [[nodiscard]] base::SteadyTime steadyNow() const override { return m_steady; }
    [[nodiscard]] base::WallTime wallNow() const override { return m_wall; }

private:
    base::SteadyTime m_steady{};
    base::WallTime m_wall{};
};

} // namespace knockback::ui
