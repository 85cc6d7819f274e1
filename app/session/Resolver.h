// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"
#include "app/http/Request.h"
#include "app/session/CallRunner.h"
#include "app/vault/Vault.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace knockback::session {

// A draft with every variable and secret in its place.
struct ResolvedRequest {
    http::Request request;
    std::vector<QByteArray> credentials; // whose secrets it holds, the Auth tab's last
};

// Why a draft cannot be sent; nothing went out.
struct ResolveProblem {
    QString sentence; // what, where, what to do
    bool credential = false;
    bool vaultLocked = false;
    QByteArray renew = {}; // the credential has no token yet, but one can be fetched
};

// RequestDraft -> Request: environment variables first, then {{vault:name}} toward allowed hosts only, then the Auth
// tab's credential. Any thread.
[[nodiscard]] base::Result<ResolvedRequest, ResolveProblem> resolve(const CallSpec& spec, vault::Vault& vault);

} // namespace knockback::session
