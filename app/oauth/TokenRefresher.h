// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"
#include "app/base/Scheduler.h"
#include "app/http/Transport.h"
#include "app/vault/Vault.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <map>
#include <memory>
#include <optional>

namespace knockback::oauth {

enum class RefreshErrorKind { NotRotatable, NeedsSignIn, TemporaryFailure, BadAnswer, VaultFailed, Cancelled };
struct RefreshError {
    RefreshErrorKind kind = RefreshErrorKind::TemporaryFailure;
    QString sentence;
};

// Fetches new tokens for credentials: client credentials and refresh token grants (RFC 6749 4.4, 6). One request at a
// time per credential: callers that come while it runs share its result. The new token is in the vault before anyone
// hears of it. Engine thread only.
class TokenRefresher {
public:
    using Finished = std::function<void(base::Outcome<RefreshError>)>;
    // Every exchange with the token endpoint, for the journal.
    using Observed = std::function<void(const QByteArray& credential, const http::Attempt&)>;

    TokenRefresher(http::Transport& transport, vault::Vault& vault, base::Scheduler& scheduler, Observed observed);
    ~TokenRefresher();

    // Renews `credential` unless its generation is past `seenGeneration` already, here or on disk (then it is done at
    // once, but later). `finished` is called once, never from inside, and not at all when this is destroyed first.
    void refresh(const QByteArray& credential, std::uint64_t seenGeneration, Finished finished);

private:
    struct Waiter {
        std::uint64_t seenGeneration;
        Finished finished;
    };
    struct Flight;
    using Outcome = base::Outcome<RefreshError>;

    // Sent, or why it was not, or already done.
    [[nodiscard]] std::optional<Outcome> launch(const QByteArray& name, std::uint64_t seenGeneration);
    void answered(const QByteArray& name, const http::Attempt& attempt);
    [[nodiscard]] Outcome settle(const QByteArray& name, const Flight& flight, const http::Attempt& attempt);
    [[nodiscard]] Outcome endGrant(const QByteArray& name, const Flight& flight, const RefreshError& error);
    void later(Finished finished, Outcome outcome);

    http::Transport& m_transport;
    vault::Vault& m_vault;
    base::Scheduler& m_scheduler;
    Observed m_observed;
    std::map<QByteArray, std::unique_ptr<Flight>> m_flights;
    // Grants that the server has ended, by the generation it refused: never sent again.
    struct Ended {
        std::uint64_t generation;
        RefreshError error;
    };
    std::map<QByteArray, Ended> m_ended;
    std::shared_ptr<int> m_alive = std::make_shared<int>();
};

} // namespace knockback::oauth
