// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/TimerQueue.h"

namespace knockback::base {

TimerQueue::Id TimerQueue::add(SteadyTime due, std::function<void()> callback) {
    const Id id = ++m_last;
    m_waiting.emplace(Key{due, id}, std::move(callback));
    m_due.emplace(id, due);
    return id;
}

void TimerQueue::cancel(Id id) {
    const auto due = m_due.extract(id);
    if (due.empty())
        return;
    // The callback dies last: what it holds may cancel waits of its own, this one too.
    const auto callback = m_waiting.extract(Key{due.mapped(), id});
}

std::optional<SteadyTime> TimerQueue::nextDue() const {
    if (m_waiting.empty())
        return std::nullopt;
    return m_waiting.begin()->first.first;
}

void TimerQueue::runDue(SteadyTime now) {
    while (!m_waiting.empty() && m_waiting.begin()->first.first <= now) {
        auto entry = m_waiting.extract(m_waiting.begin());
        m_due.erase(entry.key().second);
        entry.mapped()();
    }
}

} // namespace knockback::base
