// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/history/HistoryStore.h"

#include <future>
#include <mutex>
#include <optional>

namespace knockback::session {

// Opens the history store on a thread of its own, because no call has to wait for that: what happens meanwhile is in
// the journal, from which the store takes it. Any thread; its journal outlives it.
class HistoryOpening {
public:
    HistoryOpening(QString path, journal::Journal& journal, history::Retention retention);

    // Both wait until the store is open. Null when it cannot be, and then problem() says why.
    [[nodiscard]] history::HistoryStore* store();
    [[nodiscard]] QString problem();

private:
    using Opened = base::Result<std::unique_ptr<history::HistoryStore>, history::HistoryError>;
    Opened& opened();

    std::mutex m_mutex;
    std::future<Opened> m_future;
    std::optional<Opened> m_opened;
};

} // namespace knockback::session
