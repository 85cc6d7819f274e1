// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/oauth/RenewalFlight.h"

#include "app/oauth/TokenRequest.h"

namespace knockback::oauth {

namespace {
using base::Failure;
using vault::SecretRole;
using vault::VaultErrorKind;

constexpr base::Milliseconds lockStep(50);
// Longer than another process may need: two tries of 15 s each, and its saves.
constexpr base::Seconds lockPatience(40);
// Each is an edit of the same credential just then.
constexpr int mostTries = 10;

Renewal byAnother() {
    return {true, QStringLiteral("Renewed by another Knockback; its token is used.")};
}

vault::Secrets secretsOf(const TokenResponse& tokens) {
    vault::Secrets secrets;
    if (!tokens.accessToken.isEmpty())
        secrets.emplace(SecretRole::Value, tokens.accessToken.clone());
    if (!tokens.refreshToken.isEmpty())
        secrets.emplace(SecretRole::RefreshToken, tokens.refreshToken.clone());
    return secrets;
}

vault::Secrets cloned(const vault::Secrets& secrets) {
    vault::Secrets copy;
    for (const auto& [role, secret] : secrets)
        copy.emplace(role, secret.clone());
    return copy;
}
} // namespace

RenewalFlight::RenewalFlight(Parts& parts, ExpiryWatch& expiry, DiscoveryDesk& discovery, QByteArray credential,
                             std::uint64_t seenGeneration, RenewalReason reason, Finished finished)
    : m_parts(parts)
    , m_expiry(expiry)
    , m_discovery(discovery)
    , m_name(std::move(credential))
    , m_seenGeneration(seenGeneration)
    , m_reason(reason)
    , m_finished(std::move(finished)) {}

void RenewalFlight::start(const std::optional<RefreshError>& pausedBy) {
    if (pausedBy) {
        m_record = m_parts.vault.find(m_name).value_or(vault::Credential{});
        if (m_record.generation > m_seenGeneration)
            return finish(Renewal{});
        return finish(conceded(*pausedBy));
    }
    m_giveUpAt = m_parts.scheduler.clock().steadyNow() + lockPatience;
    takeLock();
}

void RenewalFlight::takeLock() {
    if (m_parts.lockFile.isEmpty())
        return look();
    m_lock = std::make_unique<RenewalLock>(m_parts.lockFile, m_name);
    if (m_lock->state() == RenewalLock::State::Held)
        return look();
    const bool busy = m_lock->state() == RenewalLock::State::Busy;
    m_lock.reset();
    const QString name = QString::fromUtf8(m_name);
    if (!busy)
        return fail(RefreshErrorKind::VaultFailed,
                    QStringLiteral("“%1” was not renewed: %2 cannot be opened for locking. Let Knockback "
                                   "write to that folder.")
                        .arg(name, m_parts.lockFile));
    if (m_parts.scheduler.clock().steadyNow() >= m_giveUpAt)
        return fail(RefreshErrorKind::TemporaryFailure,
                    QStringLiteral("“%1” was not renewed: another Knockback has been at it for more than %2 "
                                   "s, or could not save what it got. Look there.")
                        .arg(name)
                        .arg(lockPatience.count()));
    m_timer = m_parts.scheduler.after(lockStep, [this] { takeLock(); });
}

// Under the lock: what is on disk now is the truth.
void RenewalFlight::look() {
    if (m_parts.vault.isLocked())
        return fail(RefreshErrorKind::VaultFailed,
                    QStringLiteral("“%1” was not renewed: the vault is locked. Unlock it and send again.")
                        .arg(QString::fromUtf8(m_name)));
    const auto known = m_parts.vault.find(m_name);
    // A vault that cannot be read could not take the new token either.
    if (const auto reloaded = m_parts.vault.reload(); !reloaded)
        return fail(RefreshErrorKind::VaultFailed, reloaded.error().sentence);
    const auto found = m_parts.vault.find(m_name);
    if (!found)
        return fail(RefreshErrorKind::NotRotatable,
                    QStringLiteral("There is no credential “%1” in the vault.").arg(QString::fromUtf8(m_name)));
    m_record = *found;
    if (m_record.generation > m_seenGeneration)
        return finish(known && known->generation < m_record.generation ? byAnother() : Renewal{});
    if (m_record.refusedGeneration == m_record.generation)
        return fail(RefreshErrorKind::NeedsSignIn, m_record.lastProblem);
    if (waitsAfterInterruption(m_record, m_reason, remaining()))
        return finish(Renewal{false, storedTokenSentence(m_record, interruptedSentence(m_record), remaining())});
    if (m_record.tokenUrl.isEmpty() && !m_record.issuer.isEmpty() && vault::canRotate(m_record.kind))
        return discover();
    begin();
}

void RenewalFlight::discover() {
    m_asking = m_discovery.ask(m_record, [this](const DiscoveryDesk::Answer& answer) {
        if (!answer)
            return concede({RefreshErrorKind::TemporaryFailure, answer.error()});
        adopt(*answer);
    });
}

// Into the record as it is now: what was edited while the issuer was asked stays edited.
void RenewalFlight::adopt(const ServerMetadata& metadata) {
    if (const auto reloaded = m_parts.vault.reload(); !reloaded)
        return fail(RefreshErrorKind::VaultFailed, reloaded.error().sentence);
    auto known = m_parts.vault.find(m_name);
    if (!known || known->generation != m_record.generation || known->issuer != m_record.issuer)
        return look(); // the answer is for another one
    adoptEndpoints(*known, metadata);
    if (const auto stored = m_parts.vault.update(*known); !stored)
        return fail(RefreshErrorKind::VaultFailed, stored.error().sentence);
    m_record = std::move(*known);
    begin();
}

// Nothing goes out before the vault has proven that it can be written: a refresh token may be good for one request
// only.
void RenewalFlight::begin() {
    const auto refreshToken = m_parts.vault.reveal(m_name, SecretRole::RefreshToken);
    if (needsUser(m_record.kind) && (!refreshToken || refreshToken->isEmpty()))
        return finish(Failure(onlySignInHelps(m_record, m_parts.wallNow())));
    if (const auto ready = tokenRequest(m_parts, m_record); !ready)
        return fail(RefreshErrorKind::NotRotatable, ready.error());
    auto key = proofKey();
    if (!key)
        return fail(RefreshErrorKind::NotRotatable, key.error());
    m_proofKey = std::move(*key);
    if (!isService()) {
        const auto noted = m_parts.vault.beginRenewal(m_name, m_record.generation);
        if (!noted && noted.error().kind == VaultErrorKind::Stale)
            return look();
        if (!noted)
            return fail(RefreshErrorKind::VaultFailed, noted.error().sentence);
    }
    send();
}

base::Result<std::optional<SigningKey>, QString> RenewalFlight::proofKey() {
    if (!settingsOf(m_record).dpop)
        return std::optional<SigningKey>();
    const auto pem = secretFor(m_parts, m_record, SecretRole::ProofKey, m_record.tokenUrl);
    if (!pem)
        return Failure(pem.error());
    m_proofKeyIsNew = pem->isEmpty() && isService();
    return m_proofKeyIsNew ? std::optional(SigningKey::generateP256()) : SigningKey::fromPem(*pem);
}

void RenewalFlight::send() {
    ++m_sent;
    m_sentAt = m_parts.wallNow();
    m_sentAtBoot = m_parts.bootTime();
    m_call = std::make_unique<TokenCall>(
        m_parts, m_name, m_proofKey, [this] { return request(); },
        [this](const http::Attempt& attempt) { answered(attempt); });
    if (const auto sent = m_call->start(); !sent)
        fail(RefreshErrorKind::NotRotatable, sent.error());
}

// Notes for each try what it sends: that token is spent when tokens come back.
base::Result<http::Request, QString> RenewalFlight::request() {
    auto refreshToken = m_parts.vault.reveal(m_name, SecretRole::RefreshToken);
    m_sentToken = refreshToken ? std::move(*refreshToken) : base::Secret();
    return tokenRequest(m_parts, m_record);
}

void RenewalFlight::answered(const http::Attempt& attempt) {
    const auto judged = judge(attempt, m_record, m_parts.wallNow());
    if (!judged.error)
        return keepTokens(judged);
    if (judged.fate == AnswerFate::Lost && judged.error->kind != RefreshErrorKind::Cancelled && !isService())
        return lost(judged);
    if (judged.error->kind == RefreshErrorKind::NeedsSignIn)
        return endGrant(*judged.error);
    failed(judged);
}

// The vault first: what comes after this may use the new token.
void RenewalFlight::keepTokens(const Judgement& judged) {
    auto secrets = secretsOf(judged.tokens);
    if (m_proofKeyIsNew)
        secrets.emplace(SecretRole::ProofKey, m_proofKey->toPem());
    const auto expiresAt = expiryOf(judged.tokens, m_sentAt);
    const auto stored = store(secrets, expiresAt);
    if (!stored && stored.error().kind == VaultErrorKind::Stale) // somebody else's newer token serves as well
        return finish(byAnother());
    // The vault has them in memory: after a full disk, where they are as good for a request as on disk and would not be
    // safer unused, and when it was locked meanwhile.
    const bool diskRefused = !stored && stored.error().kind == VaultErrorKind::Storage;
    m_unsaved = diskRefused || (!stored && stored.error().kind == VaultErrorKind::Locked);
    if (!stored && !diskRefused)
        return fail(RefreshErrorKind::VaultFailed, stored.error().sentence);
    if (const auto renewed = m_parts.vault.find(m_name); renewed && expiresAt)
        m_expiry.remember(*renewed, m_sentAtBoot, *expiresAt - m_sentAt);
    finish(Renewal{true, diskRefused        ? stored.error().sentence
                         : judged.clockSkew ? QStringLiteral("New token stored. ") + skewSentence(*judged.clockSkew)
                                            : QString()});
}

// A record that has got another generation meanwhile has not been renewed if the refresh token in it is still the one
// that was sent: what was changed is something else, and the spent token's successor must not be lost for that.
base::Outcome<vault::VaultError> RenewalFlight::store(const vault::Secrets& fresh,
                                                      std::optional<base::WallTime> expiresAt) {
    for (int tries = 1;; ++tries) {
        auto stored = m_parts.vault.rotate(m_name, m_record.generation, cloned(fresh), expiresAt);
        const bool stale = !stored && stored.error().kind == VaultErrorKind::Stale;
        if (!stale || tries == mostTries || !fresh.contains(SecretRole::RefreshToken))
            return stored;
        const auto generation = generationOfSentToken();
        if (!generation)
            return stored;
        m_record.generation = *generation;
    }
}

// The present one, unless there is another refresh token by now.
std::optional<std::uint64_t> RenewalFlight::generationOfSentToken() {
    // What cannot be read now is judged by what was read before.
    static_cast<void>(m_parts.vault.reload());
    const auto now = m_parts.vault.find(m_name); // before the token: a change in between makes this one stale again
    const auto present = m_parts.vault.reveal(m_name, SecretRole::RefreshToken);
    if (!now || !present || m_sentToken.isEmpty() || !(*present == m_sentToken))
        return std::nullopt;
    return now->generation;
}

// The note on disk stays: until a retry is answered nobody knows whether the server has acted.
void RenewalFlight::lost(const Judgement& judged) {
    m_record.renewingSince = m_sentAt;
    const auto next = afterLoss(m_reason, remaining(), m_sent);
    if (next == AfterLoss::Retry)
        return send();
    m_passingFailure = judged.error;
    if (next == AfterLoss::UseStored)
        return finish(Renewal{false, storedTokenSentence(m_record, judged.error->sentence, remaining())});
    finish(Failure(*judged.error));
}

// `invalid_grant` right after another Knockback's success is the race, not the end.
void RenewalFlight::endGrant(const RefreshError& error) {
    if (m_parts.vault.reload())
        if (m_parts.vault.generationOf(m_name) > m_record.generation)
            return finish(byAnother());
    // The failure is what the caller must hear; that it could not be noted down as well adds nothing.
    static_cast<void>(m_parts.vault.endRenewal(m_name, m_record.generation, error.sentence, true));
    finish(Failure(error));
}

void RenewalFlight::failed(const Judgement& judged) {
    bool kept = false;
    if (!judged.tokens.refreshToken.isEmpty()) {
        vault::Secrets successor;
        successor.emplace(SecretRole::RefreshToken, judged.tokens.refreshToken.clone());
        if (const auto stored = store(successor, m_record.expiresAt); !stored)
            return fail(RefreshErrorKind::VaultFailed, stored.error().sentence);
        kept = true;
    }
    const auto generation = m_record.generation + (kept ? 1 : 0);
    static_cast<void>(m_parts.vault.endRenewal(m_name, generation, judged.error->sentence, false));
    m_pause = judged.pause;
    concede(*judged.error);
}

void RenewalFlight::concede(const RefreshError& error) {
    if (error.kind == RefreshErrorKind::TemporaryFailure)
        m_passingFailure = error;
    finish(conceded(error));
}

RenewalOutcome RenewalFlight::conceded(const RefreshError& error) const {
    if (error.kind == RefreshErrorKind::TemporaryFailure && storedTokenServes(m_reason, remaining()))
        return Renewal{false, storedTokenSentence(m_record, error.sentence, remaining())};
    return Failure(error);
}

void RenewalFlight::finish(RenewalOutcome outcome) {
    if (!m_unsaved)
        m_lock.reset();
    m_timer = m_parts.scheduler.after({}, [this, outcome = std::move(outcome)] {
        const auto finished = std::move(m_finished);
        finished({outcome, m_passingFailure, m_pause, m_unsaved, std::move(m_lock)});
    });
}

} // namespace knockback::oauth
