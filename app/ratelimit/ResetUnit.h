// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "app/ratelimit/QuotaWindow.h"

namespace knockback::ratelimit {

// Finds out in what unit a server writes a reset that only a guess could read: from one answer to the next a delta in
// seconds falls by as many as have passed, one in milliseconds by a thousand times that. Taken as seconds until two
// answers of one window have shown otherwise. One object a bucket.
class ResetUnit {
public:
    // Corrects a reset that was guessed to be in seconds, where it is known to be in milliseconds.
    void correct(QuotaWindow& window, base::SteadyTime now);

private:
    struct Seen {
        double number;
        base::SteadyTime at;
    };
    std::optional<Seen> m_seen;
    bool m_milliseconds = false;
};

} // namespace knockback::ratelimit
