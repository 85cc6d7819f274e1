// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/oauth/TokenRefresher.h"

#include "app/oauth/RefreshRules.h"
#include "app/oauth/TokenRequest.h"

namespace knockback::oauth {

namespace {
using base::Failure;
using vault::SecretRole;
using vault::VaultErrorKind;

RefreshError vaultFailed(const vault::VaultError& error) {
    return {RefreshErrorKind::VaultFailed, error.sentence};
}

vault::Secrets secretsOf(const TokenResponse& tokens) {
    vault::Secrets secrets;
    if (!tokens.accessToken.isEmpty())
        secrets.emplace(SecretRole::Value, tokens.accessToken.clone());
    if (!tokens.refreshToken.isEmpty())
        secrets.emplace(SecretRole::RefreshToken, tokens.refreshToken.clone());
    return secrets;
}
} // namespace

struct TokenRefresher::Flight {
    vault::Credential credential; // as it was when the request went out
    base::WallTime sentAt{};
    std::vector<Waiter> waiters;
    std::unique_ptr<http::PendingAttempt> pending;
};

TokenRefresher::TokenRefresher(http::Transport& transport, vault::Vault& vault, base::Scheduler& scheduler,
                               Observed observed)
    : m_transport(transport)
    , m_vault(vault)
    , m_scheduler(scheduler)
    , m_observed(std::move(observed)) {}

TokenRefresher::~TokenRefresher() = default;

void TokenRefresher::refresh(const QByteArray& credential, std::uint64_t seenGeneration, Finished finished) {
    if (!m_flights.contains(credential))
        if (auto outcome = launch(credential, seenGeneration))
            return later(std::move(finished), std::move(*outcome));
    m_flights[credential]->waiters.push_back({seenGeneration, std::move(finished)});
}

void TokenRefresher::later(Finished finished, Outcome outcome) {
    m_scheduler.post([alive = std::weak_ptr(m_alive), finished = std::move(finished), outcome = std::move(outcome)] {
        if (!alive.expired())
            finished(outcome);
    });
}

std::optional<TokenRefresher::Outcome> TokenRefresher::launch(const QByteArray& name, std::uint64_t seenGeneration) {
    // Another Knockback may have renewed it; and a vault that cannot be read could not take the new token either.
    if (const auto reloaded = m_vault.reload(); !reloaded)
        return Failure(vaultFailed(reloaded.error()));
    const auto credential = m_vault.find(name);
    if (!credential)
        return Failure(
            RefreshError{RefreshErrorKind::NotRotatable,
                         QStringLiteral("There is no credential “%1” in the vault.").arg(QString::fromUtf8(name))});
    if (credential->generation > seenGeneration)
        return base::Done{};
    if (const auto ended = m_ended.find(name);
        ended != m_ended.end() && ended->second.generation == credential->generation)
        return Failure(ended->second.error);
    const auto request = tokenRequest(*credential, m_vault);
    if (!request)
        return Failure(RefreshError{RefreshErrorKind::NotRotatable, request.error()});

    auto flight = std::make_unique<Flight>();
    flight->credential = *credential;
    flight->sentAt = m_scheduler.clock().wallNow();
    flight->pending =
        m_transport.send(*request, [this, name](const http::Attempt& attempt) { answered(name, attempt); });
    m_flights[name] = std::move(flight);
    return std::nullopt;
}

void TokenRefresher::answered(const QByteArray& name, const http::Attempt& attempt) {
    const auto flight = std::move(m_flights.extract(name).mapped());
    const Outcome outcome = settle(name, *flight, attempt);
    const std::weak_ptr<int> alive = m_alive; // those who are told may drop this object
    if (m_observed)
        m_observed(name, attempt);
    const auto now = alive.expired() ? std::nullopt : m_vault.find(name);
    for (auto& waiter : flight->waiters) {
        if (alive.expired())
            return;
        if (outcome && now && now->generation <= waiter.seenGeneration)
            refresh(name, waiter.seenGeneration, std::move(waiter.finished)); // it has seen this very token fail
        else
            waiter.finished(outcome);
    }
}

// The vault first: what comes after this may use the new token.
TokenRefresher::Outcome TokenRefresher::settle(const QByteArray& name, const Flight& flight,
                                               const http::Attempt& attempt) {
    const auto judged = judge(attempt, flight.credential, m_scheduler.clock().wallNow());
    const auto generation = flight.credential.generation;
    if (!judged.error) {
        const auto stored =
            m_vault.rotate(name, generation, secretsOf(judged.tokens), expiryOf(judged.tokens, flight.sentAt));
        if (stored || stored.error().kind == VaultErrorKind::Stale) // somebody else's newer token serves as well
            return base::Done{};
        return Failure(vaultFailed(stored.error()));
    }
    if (judged.error->kind == RefreshErrorKind::NeedsSignIn)
        return endGrant(name, flight, *judged.error);
    if (!judged.tokens.refreshToken.isEmpty()) {
        vault::Secrets kept;
        kept.emplace(SecretRole::RefreshToken, judged.tokens.refreshToken.clone());
        if (const auto stored = m_vault.rotate(name, generation, std::move(kept), flight.credential.expiresAt); !stored)
            return Failure(vaultFailed(stored.error()));
    }
    // The failure is what the caller must hear; that it could not be noted down as well adds nothing.
    static_cast<void>(m_vault.recordProblem(name, judged.error->sentence));
    return Failure(*judged.error);
}

// `invalid_grant` right after another Knockback's success is the race, not the end.
TokenRefresher::Outcome TokenRefresher::endGrant(const QByteArray& name, const Flight& flight,
                                                 const RefreshError& error) {
    const auto generation = flight.credential.generation;
    if (m_vault.reload())
        if (const auto now = m_vault.find(name); now && now->generation > generation)
            return base::Done{};
    m_ended.insert_or_assign(name, Ended{generation, error});
    static_cast<void>(m_vault.recordProblem(name, error.sentence));
    return Failure(error);
}

} // namespace knockback::oauth
