// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/oauth/RenewalFlight.h"

namespace knockback::oauth {

// Renews the tokens of credentials. One renewal at a time per credential, in this process and beside all others that
// use the same vault file: callers that come while it runs share its result. The new token is in the vault before
// anyone hears of it. Engine thread only.
class TokenRefresher {
public:
    using Finished = std::function<void(const RenewalOutcome&)>;

    explicit TokenRefresher(Parts& parts);
    ~TokenRefresher();

    // Renews `credential` unless its generation is past `seenGeneration` already, here or on disk. `finished` is called
    // once, later, never from inside, and not at all when this is destroyed first. A renewal that is merely due ends
    // well with the stored token when that is still good and a new one cannot be had now. After a passing failure
    // nothing is sent for a while: at once only when the user asks and the server did not ask for a pause.
    void refresh(const QByteArray& credential, std::uint64_t seenGeneration, RenewalReason reason, Finished finished);

    // Whether the token should be renewed before the next request (see RenewalRules.h). False while the last failure
    // counsels a pause and the token is still good.
    [[nodiscard]] bool isDue(const QByteArray& credential) const;

    // After a sign-in: the pause that earlier failures have earned is over.
    void forgetFailures(const QByteArray& credential) { m_pauses.erase(credential); }

    // Tries to save what the vault holds in memory only, until it succeeds.
    void keepSaving(const QByteArray& credential);
    // New tokens that the disk refused and that only this process has.
    [[nodiscard]] std::vector<QByteArray> unsaved() const;

    [[nodiscard]] DiscoveryDesk& discovery() { return m_discovery; }

private:
    struct Waiter {
        std::uint64_t seenGeneration;
        RenewalReason reason;
        Finished finished;
    };
    struct Flight {
        std::unique_ptr<RenewalFlight> renewal;
        std::vector<Waiter> waiters;
    };
    // After a passing failure.
    struct Pause {
        int failures = 0;
        base::SteadyTime until{};
        base::SteadyTime askedUntil{}; // by the server; the user may cut the rest short
        RefreshError error{};
    };
    struct Unsaved {
        std::unique_ptr<RenewalLock> lock;
        int tries = 0;
        base::TimerHandle timer{};
    };

    [[nodiscard]] std::optional<RefreshError> pausedBy(const QByteArray& name, RenewalReason reason) const;
    void landed(const QByteArray& name, RenewalFlight::Result result);
    void notePause(const QByteArray& name, const RenewalFlight::Result& result);

    Parts& m_parts;
    ExpiryWatch m_expiry;
    DiscoveryDesk m_discovery;
    std::map<QByteArray, Flight> m_flights;
    std::map<QByteArray, Pause> m_pauses;
    std::map<QByteArray, Unsaved> m_unsaved;
    std::shared_ptr<int> m_alive = std::make_shared<int>();
};

} // namespace knockback::oauth
