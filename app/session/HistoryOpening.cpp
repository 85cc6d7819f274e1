// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/HistoryOpening.h"

namespace knockback::session {

HistoryOpening::HistoryOpening(QString path, journal::Journal& journal, history::Retention retention)
    : m_future(std::async(std::launch::async, [path = std::move(path), &journal, retention] {
        auto opened = history::HistoryStore::open(path, journal);
        if (opened)
            (*opened)->prune(retention);
        return opened;
    })) {}

HistoryOpening::Opened& HistoryOpening::opened() {
    const std::lock_guard lock(m_mutex);
    if (!m_opened)
        m_opened = m_future.get();
    return *m_opened;
}

history::HistoryStore* HistoryOpening::store() {
    auto& result = opened();
    return result ? result->get() : nullptr;
}

QString HistoryOpening::problem() {
    auto& result = opened();
    return result ? QString() : result.error().sentence;
}

} // namespace knockback::session
