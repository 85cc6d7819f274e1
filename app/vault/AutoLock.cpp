// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/AutoLock.h"

#include <algorithm>

namespace knockback::vault {

AutoLock::AutoLock(base::Scheduler& scheduler, std::function<void()> lock)
    : m_scheduler(scheduler)
    , m_lock(std::move(lock))
    , m_touchedAt(scheduler.clock().steadyNow())
    , m_touchedAtWall(scheduler.clock().wallNow()) {}

void AutoLock::setIdle(std::optional<std::chrono::minutes> idle) {
    m_idle = idle;
    m_timer.cancel();
    if (m_idle)
        look();
}

void AutoLock::touch() {
    // The machine may have slept through the end of the time: then this touch comes too late.
    if (m_idle && idleFor() >= *m_idle)
        m_lock();
    m_touchedAt = m_scheduler.clock().steadyNow();
    m_touchedAtWall = m_scheduler.clock().wallNow();
}

base::Nanoseconds AutoLock::idleFor() const {
    const base::Nanoseconds slept = m_scheduler.clock().wallNow() - m_touchedAtWall;
    return std::max(m_scheduler.clock().steadyNow() - m_touchedAt, slept);
}

// One timer for any number of touches: when it ends, it is set for what is left.
void AutoLock::look() {
    const auto left = *m_idle - idleFor();
    if (left <= base::Nanoseconds(0)) {
        m_lock();
        m_timer = m_scheduler.after(*m_idle, [this] { look(); });
    } else {
        m_timer = m_scheduler.after(left, [this] { look(); });
    }
}

} // namespace knockback::vault
