// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>

#include <algorithm>
#include <unordered_map>

namespace knockback::ratelimit {

// A limiter's memory of its keys. Keys whose state says nothing any more are dropped when the map has doubled since the
// last look, so that a million one-time clients cost no more than those that are still counted.
template <typename State>
class PerKey {
public:
    // The state of `key`, made when it is new. `isStale(state)` says that a state equals a new one.
    template <typename IsStale>
    State& at(const QByteArray& key, IsStale isStale) {
        if (m_states.size() >= m_sweepAt) {
            std::erase_if(m_states, [&](const auto& entry) { return isStale(entry.second); });
            m_sweepAt = std::max(std::size_t{1024}, 2 * m_states.size());
        }
        return m_states[key];
    }

    [[nodiscard]] std::size_t size() const { return m_states.size(); }

private:
    std::unordered_map<QByteArray, State> m_states;
    std::size_t m_sweepAt = 1024;
};

} // namespace knockback::ratelimit
