// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/oauth/Parts.h"

namespace knockback::oauth {

// One exchange with an endpoint, of whose answer at most 1 MiB is taken: then it is cut off, and the attempt says so
// (FailureKind::TooLarge). Destroying it cancels silently.
class EndpointCall {
public:
    using Finished = std::function<void(const http::Attempt&)>;

    // `finished` is called once, later; it may destroy this.
    EndpointCall(Parts& parts, const http::Request& request, Finished finished);

private:
    void watch();
    void cutOff();
    void finish(const http::Attempt& attempt);

    Parts& m_parts;
    http::Request m_request;
    base::WallTime m_startedAt;
    Finished m_finished;
    bool m_announcedTooMuch = false;
    std::optional<http::Body> m_body; // as far as it has come
    base::TimerHandle m_timer;
    std::unique_ptr<http::PendingAttempt> m_pending;
};

} // namespace knockback::oauth
