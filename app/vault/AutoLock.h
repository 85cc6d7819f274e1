// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Scheduler.h"

#include <chrono>
#include <functional>
#include <optional>

namespace knockback::vault {

// When a vault locks by itself.
struct LockPolicy {
    std::optional<std::chrono::minutes> idle = std::chrono::minutes(10); // nothing = never
    bool onScreenLock = true;
    bool onSuspend = true;
    bool operator==(const LockPolicy&) const = default;
};

// Tells when nobody has touched the program for so long. The wall clock is asked as well, because the steady one may
// stand still while the machine sleeps. On the scheduler's thread.
class AutoLock {
public:
    AutoLock(base::Scheduler& scheduler, std::function<void()> lock);

    void setIdle(std::optional<std::chrono::minutes> idle);
    // The user did something. Cheap: for every key and every move of the mouse.
    void touch();

private:
    [[nodiscard]] base::Nanoseconds idleFor() const;
    void look();

    base::Scheduler& m_scheduler;
    std::function<void()> m_lock;
    std::optional<std::chrono::minutes> m_idle;
    base::SteadyTime m_touchedAt;
    base::WallTime m_touchedAtWall;
    base::TimerHandle m_timer;
};

} // namespace knockback::vault
