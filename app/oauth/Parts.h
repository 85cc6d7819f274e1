// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/BootTime.h"
#include "app/base/RandomSource.h"
#include "app/base/Scheduler.h"
#include "app/http/Transport.h"
#include "app/oauth/Dpop.h"
#include "app/vault/Vault.h"

#include <functional>

namespace knockback::oauth {

// What the flows are made with. Outlives them; engine thread.
struct Parts {
    http::Transport& transport;
    vault::Vault& vault;
    base::Scheduler& scheduler;
    base::RandomSource& random;
    // Every exchange with an endpoint, for the journal; to be redacted there.
    std::function<void(const QByteArray& credential, const http::Attempt&)> observed = {};
    // Beside the vault file, for locks between processes; empty = the vault is this process's own.
    QString lockFile = {};
    std::function<base::SteadyTime()> bootTime = base::bootTime;
    DpopNonces nonces = {};

    [[nodiscard]] base::WallTime wallNow() const { return scheduler.clock().wallNow(); }
};

} // namespace knockback::oauth
