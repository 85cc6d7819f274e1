// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/Scheduler.h"

#include <utility>

namespace knockback::base {

TimerHandle::TimerHandle(std::weak_ptr<TimerQueue> queue, TimerQueue::Id id) : m_queue(std::move(queue)), m_id(id) {}

TimerHandle::TimerHandle(TimerHandle&& other) noexcept : m_queue(std::move(other.m_queue)), m_id(other.m_id) {
    other.m_queue.reset();
}

TimerHandle& TimerHandle::operator=(TimerHandle&& other) noexcept {
    if (this != &other) {
        cancel();
        m_queue = std::move(other.m_queue);
        m_id = other.m_id;
        other.m_queue.reset();
    }
    return *this;
}

TimerHandle::~TimerHandle() {
    cancel();
}

void TimerHandle::cancel() {
    // Forgotten first: cancelling destroys the callback, and that may own this handle.
    if (const auto queue = std::exchange(m_queue, {}).lock())
        queue->cancel(m_id);
}

TimerHandle Scheduler::after(Nanoseconds delay, std::function<void()> callback) {
    const SteadyTime now = clock().steadyNow();
    const bool beyond = delay > SteadyTime::max() - now;
    return at(beyond ? SteadyTime::max() : now + delay, std::move(callback));
}

} // namespace knockback::base
