// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "app/base/TimerQueue.h"

#include <functional>
#include <memory>

namespace knockback::base {

// A pending wait. Destroying or cancelling it means the callback never runs. Movable; belongs to the Scheduler's
// thread. May outlive the Scheduler.
class TimerHandle {
public:
    TimerHandle() = default;
    TimerHandle(std::weak_ptr<TimerQueue> queue, TimerQueue::Id id);
    TimerHandle(TimerHandle&& other) noexcept;
    TimerHandle& operator=(TimerHandle&& other) noexcept;
    TimerHandle(const TimerHandle&) = delete;
    TimerHandle& operator=(const TimerHandle&) = delete;
    ~TimerHandle();

    void cancel();

private:
    std::weak_ptr<TimerQueue> m_queue;
    TimerQueue::Id m_id = 0;
};

// The only way to wait. One per thread that waits: EpollLoop in the engine, QtScheduler in the window, a virtual one in
// tests. Callbacks run on that thread, never early, never from inside at() or after().
class Scheduler {
public:
    virtual ~Scheduler() = default;

    [[nodiscard]] virtual const Clock& clock() const = 0;

    // Runs `callback` at `due` (at once, but still later, when that is past). Thread: the scheduler's own.
    [[nodiscard]] virtual TimerHandle at(SteadyTime due, std::function<void()> callback) = 0;

    // The same, `delay` from now; a delay beyond the clock's range waits until the end of time instead of overflowing.
    [[nodiscard]] TimerHandle after(Nanoseconds delay, std::function<void()> callback);

    // Runs `callback` on the scheduler's thread soon. Safe from any thread; the order of posts from one thread is kept.
    virtual void post(std::function<void()> callback) = 0;
};

} // namespace knockback::base
