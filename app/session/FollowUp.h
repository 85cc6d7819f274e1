// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/Attempt.h"
#include "app/http/DigestAuth.h"
#include "app/session/CallRunner.h"
#include "app/session/Hop.h"
#include "app/session/Resolver.h"

#include <QString>

#include <optional>

namespace knockback::session {

// What an answer asks the client to do that is no retry: go elsewhere (RFC 9110 15.4), or answer a challenge
// (RFC 7616).
struct FollowUp {
    enum class Kind { None, Redirect, Challenge, Stop };
    Kind kind = Kind::None;
    std::optional<Hop> hop;                         // with Redirect
    std::optional<http::DigestChallenge> challenge; // with Challenge
    QString sentence;                               // with all but None: what is done or why not; holds no URL
};

// `hop` is where the call is now, `challenged` how often this URL was answered with credentials already. Pure.
[[nodiscard]] FollowUp followUp(const CallSpec& spec, const ResolvedRequest& resolved, const std::optional<Hop>& hop,
                                const http::Attempt& attempt, int challenged);

} // namespace knockback::session
