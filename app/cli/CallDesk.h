// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/Interrupt.h"
#include "app/session/Services.h"

#include <memory>
#include <optional>
#include <set>

namespace knockback::cli {

// Hands calls to the engine and waits for their results, without an event loop. When the user interrupts, everything
// that still runs is cancelled and its results come as usual. Main thread.
class CallDesk {
public:
    explicit CallDesk(session::Services& services);
    ~CallDesk();

    // `tag` comes back with the result.
    void start(std::size_t tag, session::CallSpec spec);
    [[nodiscard]] std::size_t running() const { return m_running.size(); }

    struct Finished {
        std::size_t tag = 0;
        session::CallResult result;
    };
    // Blocks until a call is finished; nothing when none runs.
    [[nodiscard]] std::optional<Finished> next();
    [[nodiscard]] bool interrupted() const { return m_interrupted; }

private:
    struct Inbox;
    void cancelAll();

    session::Services& m_services;
    Interrupt m_interrupt;
    std::shared_ptr<Inbox> m_inbox;
    std::set<base::CallId> m_running;
    bool m_interrupted = false;
};

} // namespace knockback::cli
