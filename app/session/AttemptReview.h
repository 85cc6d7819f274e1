// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/journal/Event.h"
#include "app/session/EngineParts.h"

namespace knockback::session {

// What an answer says, read once: limits, diagnosis, provider; and the record of it with every secret hidden.
// `before` is what was known of earlier attempts when this one went out; `route` is the one whose quota the answer
// tells of, if it is any's.
[[nodiscard]] std::shared_ptr<journal::AttemptRecord> review(EngineParts& parts, const http::Attempt& attempt,
                                                             base::WallTime receivedAt,
                                                             const diagnosis::History& before = {},
                                                             const ratelimit::RouteKey* route = nullptr);

// What the next attempts are told of this one.
[[nodiscard]] Ending endingOf(const journal::AttemptRecord& record);

// How long the server wants us to stay away, from all it said: Retry-After in any form, else the reset of a used-up
// window, else what the provider documents for a block that names no time.
struct ServerWait {
    std::optional<double> seconds;
    bool isReset = false;
    QString source = {}; // where it stands, empty = Retry-After
};
[[nodiscard]] ServerWait serverWait(const journal::AttemptRecord& record);

// Whether the failure proves that the server never acted on the request.
[[nodiscard]] bool neverProcessed(const http::Attempt& attempt);

} // namespace knockback::session
