// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/journal/Journal.h"

namespace knockback::journal {

Journal::Journal(const base::Clock& clock, std::size_t capacity) : m_clock(clock), m_capacity(capacity) {}

std::uint64_t Journal::append(EventBody body) {
    std::uint64_t sequence = 0;
    std::vector<std::function<void()>> listeners;
    {
        const std::lock_guard lock(m_mutex);
        sequence = ++m_last;
        m_events.push_back({sequence, m_clock.steadyNow(), m_clock.wallNow(), std::move(body)});
        if (m_events.size() > m_capacity)
            m_events.pop_front();
        listeners = m_listeners;
    }
    for (const auto& listener : listeners)
        listener();
    return sequence;
}

std::vector<Event> Journal::since(std::uint64_t sequence, std::size_t most) const {
    const std::lock_guard lock(m_mutex);
    if (m_events.empty() || sequence >= m_last)
        return {};
    // Sequence numbers have no gaps, so the place of an event is arithmetic.
    const std::uint64_t first = m_events.front().sequence;
    const std::size_t from = sequence < first ? 0 : static_cast<std::size_t>(sequence - first + 1);
    const std::size_t count = std::min(most, m_events.size() - from);
    const auto begin = m_events.begin() + static_cast<std::ptrdiff_t>(from);
    return {begin, begin + static_cast<std::ptrdiff_t>(count)};
}

std::uint64_t Journal::lastSequence() const {
    const std::lock_guard lock(m_mutex);
    return m_last;
}

void Journal::onAppended(std::function<void()> appended) {
    const std::lock_guard lock(m_mutex);
    m_listeners.push_back(std::move(appended));
}

} // namespace knockback::journal
