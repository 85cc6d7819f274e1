// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/CallRunner.h"

#include <deque>

namespace knockback::ui {

// What the window has sent lately, as it was asked for: the journal's records have their secrets hidden and cannot be
// sent again. Keeps the newest two hundred.
class SentCalls {
public:
    struct Call {
        base::CallId id;
        session::CallSpec spec;
    };
    void add(base::CallId id, session::CallSpec spec);
    // Null when it is too long ago.
    [[nodiscard]] const session::CallSpec* find(base::CallId id) const;
    // Oldest first.
    [[nodiscard]] const std::deque<Call>& all() const { return m_calls; }

private:
    std::deque<Call> m_calls;
};

} // namespace knockback::ui
