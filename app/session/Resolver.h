// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"
#include "app/http/Request.h"
#include "app/session/CallRunner.h"
#include "app/session/DraftAuth.h"
#include "app/session/Hop.h"
#include "app/session/ResolveProblem.h"
#include "app/vault/Vault.h"

#include <QByteArray>

#include <map>
#include <optional>
#include <vector>

namespace knockback::session {

// A draft with every variable and secret in its place.
struct ResolvedRequest {
    http::Request request;
    std::vector<QByteArray> credentials; // whose secrets it holds, the Auth tab's last
    std::uint64_t generation = 0;        // of that one, when its secret was read
    std::optional<DigestLogin> digest;   // for the server's challenge
};

// CallSpec -> Request: environment variables first, then {{vault:name}} toward allowed hosts only, the automatic
// headers, the Auth tab, the settings. `hop` is where a redirect has led to: secrets do not follow it to another
// origin. `system` is the process environment, for the system's proxy. Any thread.
[[nodiscard]] base::Result<ResolvedRequest, ResolveProblem> resolve(const CallSpec& spec, const std::optional<Hop>& hop,
                                                                    const std::map<QByteArray, QByteArray>& system,
                                                                    vault::Vault& vault);

} // namespace knockback::session
