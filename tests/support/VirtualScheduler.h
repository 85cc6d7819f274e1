// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Scheduler.h"

#include <deque>

namespace knockback::test {

// A clock that only moves when told to.
class FakeClock final : public base::Clock {
public:
    [[nodiscard]] base::SteadyTime steadyNow() const override { return m_steady; }
    [[nodiscard]] base::WallTime wallNow() const override { return m_wall; }
    void advance(base::Nanoseconds by);
    void setWall(base::WallTime wall) { m_wall = wall; }

private:
    base::SteadyTime m_steady{std::chrono::hours(1)};
    base::WallTime m_wall{std::chrono::seconds(1'795'255'200)}; // 2026-11-21T10:00:00Z
};

// A Scheduler in virtual time: posted work and due waits run inside advance() and runPosted(), in order.
class VirtualScheduler final : public base::Scheduler {
public:
    [[nodiscard]] const base::Clock& clock() const override { return m_clock; }
    [[nodiscard]] base::TimerHandle at(base::SteadyTime due, std::function<void()> callback) override;
    void post(std::function<void()> callback) override;

    FakeClock& fakeClock() { return m_clock; }
    // Lets `by` pass, running everything that becomes due at its own time.
    void advance(base::Nanoseconds by);
    // Runs what was posted and what is due now.
    void runPosted();
    // Jumps from wait to wait until nothing is left, at most `most` of them.
    void runAll(int most = 100'000);
    [[nodiscard]] std::size_t waiting() const { return m_timers->size(); }

private:
    FakeClock m_clock;
    std::shared_ptr<base::TimerQueue> m_timers = std::make_shared<base::TimerQueue>();
    std::deque<std::function<void()>> m_posted;
};

} // namespace knockback::test
