// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/oauth/ClientSettings.h"
#include "app/oauth/Discovery.h"
#include "app/oauth/ExpiryWatch.h"
#include "app/oauth/RefreshRules.h"
#include "app/oauth/RenewalLock.h"
#include "app/oauth/RenewalRules.h"
#include "app/oauth/TokenCall.h"

namespace knockback::oauth {

// One renewal of one credential: take the lock, read what others have done, note on disk that it begins, send, judge,
// store, tell. Destroying it ends it; what it noted on disk then says that it was cut off.
class RenewalFlight {
public:
    struct Result {
        RenewalOutcome outcome;
        std::optional<RefreshError> passingFailure; // also beside an outcome that is well for now
        std::optional<base::Nanoseconds> pause;     // with that: what the server asked for
        bool unsaved = false;                       // the new tokens are in memory only
        std::unique_ptr<RenewalLock> lock; // with tokens that could not be saved: nobody else may renew meanwhile
    };
    using Finished = std::function<void(Result)>;

    RenewalFlight(Parts& parts, ExpiryWatch& expiry, DiscoveryDesk& discovery, QByteArray credential,
                  std::uint64_t seenGeneration, RenewalReason reason, Finished finished);

    // `finished` is called once, later, never from inside; it may destroy this. With `pausedBy`, why nothing may be
    // sent now, it ends with the stored token where that serves, else with that error.
    void start(const std::optional<RefreshError>& pausedBy = {});

private:
    void takeLock();
    void look();
    void discover();
    void adopt(const ServerMetadata& metadata);
    void begin();
    void send();
    [[nodiscard]] base::Result<http::Request, QString> request();
    void answered(const http::Attempt& attempt);
    void keepTokens(const Judgement& judged);
    base::Outcome<vault::VaultError> store(const vault::Secrets& fresh, std::optional<base::WallTime> expiresAt);
    [[nodiscard]] std::optional<std::uint64_t> generationOfSentToken();
    void lost(const Judgement& judged);
    void endGrant(const RefreshError& error);
    void failed(const Judgement& judged);
    // The stored token where it serves, else the error.
    void concede(const RefreshError& error);
    [[nodiscard]] RenewalOutcome conceded(const RefreshError& error) const;

    [[nodiscard]] Remaining remaining() const { return m_expiry.remaining(m_record); }
    [[nodiscard]] bool isService() const { return m_record.kind == vault::CredentialKind::ClientCredentials; }
    [[nodiscard]] base::Result<std::optional<SigningKey>, QString> proofKey();
    void finish(RenewalOutcome outcome);
    void fail(RefreshErrorKind kind, const QString& sentence) { finish(base::Failure(RefreshError{kind, sentence})); }

    Parts& m_parts;
    ExpiryWatch& m_expiry;
    DiscoveryDesk& m_discovery;
    const QByteArray m_name;
    const std::uint64_t m_seenGeneration;
    const RenewalReason m_reason;
    Finished m_finished;

    vault::Credential m_record; // as it was when the request went out
    std::unique_ptr<RenewalLock> m_lock;
    base::SteadyTime m_giveUpAt{};
    base::TimerHandle m_timer;
    DiscoveryDesk::Ticket m_asking = DiscoveryDesk::noTicket();
    std::optional<SigningKey> m_proofKey;
    bool m_proofKeyIsNew = false;
    int m_sent = 0;
    base::WallTime m_sentAt{};
    base::SteadyTime m_sentAtBoot{};
    base::Secret m_sentToken; // the refresh token of the latest try
    std::unique_ptr<TokenCall> m_call;
    bool m_unsaved = false;
    std::optional<RefreshError> m_passingFailure;
    std::optional<base::Nanoseconds> m_pause;
};

} // namespace knockback::oauth
