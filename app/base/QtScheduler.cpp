// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/QtScheduler.h"

#include <algorithm>

namespace knockback::base {

QtScheduler::QtScheduler(const Clock& clock, QObject* parent) : QObject(parent), m_clock(clock), m_timer(this) {
    m_timer.setSingleShot(true);
    // Qt's default timer type fires up to 5 % early.
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &QtScheduler::fire);
}

TimerHandle QtScheduler::at(SteadyTime due, std::function<void()> callback) {
    const auto earliest = m_timers->nextDue();
    TimerHandle handle(m_timers, m_timers->add(due, std::move(callback)));
    if (!m_timer.isActive() || !earliest || due < *earliest)
        arm();
    return handle;
}

void QtScheduler::post(std::function<void()> callback) {
    QMetaObject::invokeMethod(this, std::move(callback), Qt::QueuedConnection);
}

void QtScheduler::arm() {
    const auto due = m_timers->nextDue();
    if (!due)
        return;
    // Waits beyond the timer's range are taken in days.
    constexpr Milliseconds longest = std::chrono::hours(24);
    const auto now = m_clock.steadyNow();
    const auto left =
        *due <= now ? Milliseconds(0) : std::min<Milliseconds>(longest, std::chrono::ceil<Milliseconds>(*due - now));
    m_timer.start(left);
}

void QtScheduler::fire() {
    m_timers->runDue(m_clock.steadyNow());
    arm();
}

} // namespace knockback::base
