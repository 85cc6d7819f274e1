// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/VirtualScheduler.h"

namespace knockback::test {

void FakeClock::advance(base::Nanoseconds by) {
    m_steady += by;
    m_wall += std::chrono::duration_cast<base::Microseconds>(by);
}

base::TimerHandle VirtualScheduler::at(base::SteadyTime due, std::function<void()> callback) {
    return {m_timers, m_timers->add(due, std::move(callback))};
}

void VirtualScheduler::post(std::function<void()> callback) {
    m_posted.push_back(std::move(callback));
}

void VirtualScheduler::runPosted() {
    m_timers->runDue(m_clock.steadyNow());
    while (!m_posted.empty()) {
        auto callback = std::move(m_posted.front());
        m_posted.pop_front();
        callback();
        m_timers->runDue(m_clock.steadyNow());
    }
}

void VirtualScheduler::advance(base::Nanoseconds by) {
    const auto end = m_clock.steadyNow() + by;
    runPosted();
    for (auto due = m_timers->nextDue(); due && *due <= end; due = m_timers->nextDue()) {
        if (*due > m_clock.steadyNow())
            m_clock.advance(*due - m_clock.steadyNow());
        runPosted();
    }
    m_clock.advance(end - m_clock.steadyNow());
}

void VirtualScheduler::runAll(int most) {
    runPosted();
    for (int i = 0; i < most; ++i) {
        const auto due = m_timers->nextDue();
        if (!due)
            return;
        advance(*due > m_clock.steadyNow() ? *due - m_clock.steadyNow() : base::Nanoseconds(0));
    }
}

} // namespace knockback::test
