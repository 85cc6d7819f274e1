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
    const auto it = m_due.find(id);
    if (it == m_due.end())
        return;
    m_waiting.erase(Key{it->second, id});
    m_due.erase(it);
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
