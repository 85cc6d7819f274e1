// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/KeyRotator.h"

#include "app/http/RetryAfter.h"
#include "app/session/AttemptReview.h"
#include "app/session/EngineParts.h"
#include "app/session/Rotator.h"
#include "app/vault/AuthApplier.h"
#include "app/vault/KeyRecipeSettings.h"
#include "app/vault/MemoryStore.h"

#include <algorithm>
#include <cmath>

namespace knockback::session {

namespace {
using vault::KeyRotation;
using vault::SecretRole;
using Deed = KeyRotation::Deed;
using Stage = KeyRotation::Stage;

constexpr std::chrono::minutes lookEvery{1};
constexpr double longestFloor = 24.0 * 3600; // s, of what a server may ask for

QString requestName(Stage stage, const QString& credential) {
    switch (stage) {
    case Stage::Verify:
        return QStringLiteral("Trying the new key of %1").arg(credential);
    case Stage::Revoke:
        return QStringLiteral("Revoking the old key of %1").arg(credential);
    default:
        return QStringLiteral("New key for %1").arg(credential);
    }
}

// As if the new key were in use already, for the one request that tries it.
base::Outcome<vault::VaultError> applyNewKey(http::Request& request, const vault::Credential& credential,
                                             const base::Secret& key, EngineParts& parts) {
    vault::Vault candidate(std::make_unique<vault::MemoryStore>(), vault::VaultMode::MemoryOnly,
                           parts.scheduler.clock());
    vault::Secrets secrets;
    secrets.emplace(SecretRole::Value, key.clone());
    if (auto opened = candidate.open(); !opened)
        return opened;
    if (auto added = candidate.add(credential, std::move(secrets)); !added)
        return added;
    return vault::applyCredential(request, credential, candidate, parts.random);
}
} // namespace

struct KeyRotator::Flight {
    QByteArray name;
    std::vector<Finished> finished = {};
    vault::Credential credential = {};
    std::optional<KeyRotation> rotation = {};
    bool keptBefore = false; // the new key is one that an earlier rotation made
    bool cancelled = false;
    int attempts = 0;
    QString sending = {}; // what the request that is under way does
    bool onlyOwed = false;
    std::unique_ptr<oauth::RenewalLock> lock = {};
    std::unique_ptr<oauth::EndpointCall> call = {};

    [[nodiscard]] QString title() const { return QString::fromUtf8(name); }
};

KeyRotator::KeyRotator(EngineParts& parts, Rotator& rotator) : m_parts(parts), m_rotator(rotator) {}

KeyRotator::~KeyRotator() = default;

void KeyRotator::rotate(const QByteArray& credential, Finished finished) {
    auto& flight = m_flights[credential];
    if (flight) {
        flight->finished.push_back(std::move(finished));
        return;
    }
    flight = std::make_unique<Flight>(Flight{credential});
    flight->finished.push_back(std::move(finished));
    begin(*flight);
}

// Only what is owed: nobody asked for another key.
void KeyRotator::revokeOwed(const QByteArray& credential) {
    auto& flight = m_flights[credential];
    if (flight)
        return;
    flight = std::make_unique<Flight>(Flight{credential});
    flight->onlyOwed = true;
    begin(*flight);
}

// Under the lock: what is on disk now is the truth.
void KeyRotator::begin(Flight& flight) {
    if (!m_parts.renewalLocks.isEmpty()) {
        flight.lock = std::make_unique<oauth::RenewalLock>(m_parts.renewalLocks, flight.name);
        if (flight.lock->state() != oauth::RenewalLock::State::Held)
            return cannotBegin(
                flight,
                QStringLiteral("“%1” was not rotated: another Knockback is at it, or %2 cannot be locked. Try again.")
                    .arg(flight.title(), m_parts.renewalLocks));
    }
    auto& vault = m_parts.vault;
    if (vault.isLocked())
        return cannotBegin(
            flight,
            QStringLiteral("“%1” was not rotated: the vault is locked. Unlock it and try again.").arg(flight.title()));
    if (const auto reloaded = vault.reload(); !reloaded)
        return cannotBegin(flight, reloaded.error().sentence);
    const auto found = vault.find(flight.name);
    if (!found)
        return cannotBegin(flight, QStringLiteral("There is no credential “%1” in the vault.").arg(flight.title()));
    flight.credential = *found;
    const auto now = m_parts.scheduler.clock().wallNow();
    const auto owed = vault::owedRevocation(*found);
    if (flight.onlyOwed && (!owed || owed->due > now)) // another window, or a terminal, was faster
        return drop(flight);
    auto recipe = vault::recipeOf(*found);
    if (!recipe)
        return owed ? giveUpRevoking(flight, recipe.error()) : end(flight, false, recipe.error());
    const auto setting = [&](const QByteArray& name) {
        const auto value = found->settings.find(name);
        return value == found->settings.end() ? QByteArray() : value->second;
    };
    if (owed) {
        if (owed->due > now && owed->tries == 0) // the overlap; what failed is tried whenever somebody asks
            return end(flight, false,
                       QStringLiteral("“%1” was not rotated. %2 Rotate again then.")
                           .arg(flight.title(), vault::owedText(*owed)));
        flight.rotation.emplace(std::move(*recipe), owed->oldId, now);
        if (!flight.rotation->willRevoke())
            return giveUpRevoking(flight, QStringLiteral("“%1” does not say any more how.").arg(flight.title()));
        flight.rotation->goOnRevoking(setting(vault::keyIdSetting));
        return step(flight);
    }
    flight.rotation.emplace(std::move(*recipe), setting(vault::keyIdSetting), now);
    flight.keptBefore = flight.rotation->goOnWithKept(vault, flight.name);
    if (flight.keptBefore)
        return step(flight);
    if (found->renewingSince)
        return fail(flight,
                    QStringLiteral("An earlier rotation of “%1” was cut off before its new key was kept. One may "
                                   "have been made; look at the provider, then rotate again.")
                        .arg(flight.title()));
    if (const auto begun = vault.beginRenewal(flight.name, found->generation); !begun)
        return end(flight, false, begun.error().sentence);
    step(flight);
}

void KeyRotator::step(Flight& flight) {
    const auto next = flight.rotation->next();
    switch (next.deed) {
    case Deed::Send:
        return send(flight, next);
    case Deed::Switch:
        return switchOver(flight);
    case Deed::Wait:
        return end(flight, true,
                   QStringLiteral("The new key is in use. ") +
                       vault::owedText(vault::owedRevocation(flight.credential).value_or(vault::OwedRevocation{})));
    case Deed::Done:
        return end(flight, true, next.sentence.isEmpty() ? QStringLiteral("The new key is in use.") : next.sentence);
    case Deed::Failed:
        return fail(flight, next.sentence);
    }
}

void KeyRotator::send(Flight& flight, const KeyRotation::Next& next) {
    http::Request request = next.request;
    flight.sending = requestName(flight.rotation->stage(), flight.title());
    const bool trying = flight.rotation->stage() == Stage::Verify;
    const auto applied = trying ? applyNewKey(request, flight.credential, flight.rotation->newKey(), m_parts)
                                : vault::applyCredential(request, flight.credential, m_parts.vault, m_parts.random);
    if (!applied && flight.rotation->stage() == Stage::Revoke)
        return giveUpRevoking(flight, applied.error().sentence);
    if (!applied)
        return fail(flight, applied.error().sentence);
    flight.call = std::make_unique<oauth::EndpointCall>(
        m_rotator.oauthParts(), request, [this, &flight](const http::Attempt& attempt) { answered(flight, attempt); });
}

void KeyRotator::answered(Flight& flight, const http::Attempt& attempt) {
    const auto call = std::move(flight.call); // which this came from: it lives until the end of this
    auto& rotation = *flight.rotation;
    const Stage stage = rotation.stage();
    const int status = attempt.response ? attempt.response->head.status : 0;
    rotation.answered(status, attempt.response ? QByteArrayView(attempt.response->body.bytes()) : QByteArrayView());
    http::Attempt shown = attempt;
    QString problem;
    if (stage == Stage::Create && !rotation.newKey().isEmpty())
        problem = keepNewKey(flight);
    else if (stage == Stage::Create && status >= 200 && status < 300)
        shown.response->body = QByteArray(); // a key may be in it that nobody could find
    record(flight, shown);
    if (!problem.isEmpty())
        return end(flight, false, problem);
    if (stage == Stage::Revoke)
        return revoked(flight, attempt);
    if (flight.cancelled && !rotation.newKey().isEmpty())
        return cancelled(flight);
    if (rotation.stage() == Stage::Failed && stage == Stage::Verify)
        return refusedAgain(flight, status);
    step(flight);
}

// Before it is used, and before anything of the answer is shown.
QString KeyRotator::keepNewKey(Flight& flight) {
    const auto& rotation = *flight.rotation;
    m_parts.m_redactor.addSecret(flight.name, rotation.newKey().clone());
    const auto keep = [&] {
        vault::Secrets kept;
        kept.emplace(SecretRole::NextValue, rotation.newKey().clone());
        if (!rotation.newId().isEmpty())
            kept.emplace(SecretRole::NextId, base::Secret::copyOf(rotation.newId()));
        return m_parts.vault.rotate(flight.name, flight.credential.generation, std::move(kept),
                                    flight.credential.expiresAt);
    };
    auto stored = keep();
    if (!stored && stored.error().kind == vault::VaultErrorKind::Stale && m_parts.vault.reload()) {
        // Edited meanwhile; what is kept for later overwrites nothing.
        flight.credential = m_parts.vault.find(flight.name).value_or(flight.credential);
        stored = keep();
    }
    if (!stored)
        return stored.error().sentence +
               QStringLiteral(" A new key%1 was made and is not kept: remove it at the "
                              "provider.")
                   .arg(rotation.newId().isEmpty() ? QString()
                                                   : QStringLiteral(" (%1)").arg(QString::fromUtf8(rotation.newId())));
    ++flight.credential.generation;
    return {};
}

void KeyRotator::switchOver(Flight& flight) {
    const auto recipe = vault::recipeOf(flight.credential);
    const auto now = m_parts.scheduler.clock().wallNow();
    std::optional<base::WallTime> revokeAt;
    if (recipe && flight.rotation->willRevoke())
        revokeAt = now + recipe->overlap;
    const auto switched = m_parts.vault.switchToNext(flight.name, flight.credential.generation, revokeAt);
    flight.rotation->switched(switched ? QString() : switched.error().sentence, now);
    if (switched)
        flight.credential = m_parts.vault.find(flight.name).value_or(flight.credential);
    step(flight);
}

// A new key may need a moment until it works everywhere, so the first refusal does not end it. The second one does: the
// next rotation makes another.
void KeyRotator::refusedAgain(Flight& flight, int status) {
    if (!flight.keptBefore || (status != 401 && status != 403))
        return step(flight);
    const auto dropped = m_parts.vault.dropNext(flight.name, flight.credential.generation);
    const QByteArray& id = flight.rotation->newId();
    fail(flight, !dropped ? dropped.error().sentence
                          : QStringLiteral("The new key%1 was refused again (%2) and is given up: remove it at the "
                                           "provider. The old one is still in use.")
                                .arg(id.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(QString::fromUtf8(id)))
                                .arg(status));
}

void KeyRotator::revoked(Flight& flight, const http::Attempt& attempt) {
    auto credential = m_parts.vault.find(flight.name).value_or(flight.credential);
    QString sentence = flight.rotation->next().sentence;
    auto owed = vault::owedRevocation(credential).value_or(vault::OwedRevocation{});
    const auto now = m_parts.scheduler.clock().wallNow();
    const auto pause = vault::nextRevocation(attempt.response ? attempt.status() : 0, ++owed.tries);
    if (sentence.isEmpty() || !pause) {
        sentence += sentence.isEmpty() ? QString() : QStringLiteral(" It still works: revoke it at the provider.");
        vault::setOwedRevocation(credential, {});
    } else {
        const auto asked =
            attempt.response ? http::readRetryAfter(attempt.response->headers(), now).seconds : std::nullopt;
        const base::Seconds floor(
            static_cast<std::int64_t>(std::ceil(std::clamp(asked.value_or(0), 0.0, longestFloor))));
        owed.due = now + std::max<base::Seconds>(*pause, floor);
        vault::setOwedRevocation(credential, owed);
        sentence += u' ' + vault::owedText(owed);
    }
    credential.lastProblem = sentence;
    // Not written down: it is revoked once more, which harms nobody.
    const auto written = m_parts.vault.update(credential);
    const QString problem = !sentence.isEmpty() || written ? sentence : written.error().sentence;
    end(flight, problem.isEmpty(),
        problem.isEmpty() ? QStringLiteral("The new key is in use, and the old one is revoked.") : problem);
}

// What cannot even be asked for will not be possible later, and must not stand in the way of the next key.
void KeyRotator::giveUpRevoking(Flight& flight, const QString& why) {
    auto credential = m_parts.vault.find(flight.name).value_or(flight.credential);
    const auto owed = vault::owedRevocation(credential).value_or(vault::OwedRevocation{});
    credential.lastProblem = QStringLiteral("The key before this one (%1) was not revoked: %2 It still works: revoke "
                                            "it at the provider.")
                                 .arg(QString::fromUtf8(owed.oldId), why);
    vault::setOwedRevocation(credential, {});
    const auto written = m_parts.vault.update(credential);
    end(flight, false, written ? credential.lastProblem : written.error().sentence);
}

void KeyRotator::cancel(const QByteArray& credential) {
    const auto found = m_flights.find(credential);
    if (found == m_flights.end())
        return;
    auto& flight = *found->second;
    flight.cancelled = true;
    if (flight.call && flight.rotation->stage() != Stage::Create)
        cancelled(flight);
}

void KeyRotator::cancelled(Flight& flight) {
    const auto owed = vault::owedRevocation(flight.credential);
    const QByteArray& id = flight.rotation->newId();
    const QString state = owed
                              ? vault::owedText(*owed)
                              : QStringLiteral("The old key is in use; the new one%1 is kept, and rotating again tries "
                                               "it.")
                                    .arg(id.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(QString::fromUtf8(id)));
    end(flight, false, QStringLiteral("Rotating “%1” was cancelled. ").arg(flight.title()) + state);
}

void KeyRotator::record(Flight& flight, const http::Attempt& attempt) {
    const auto record = review(m_parts, attempt, m_parts.scheduler.clock().wallNow());
    record->id = m_parts.nextAttemptId();
    record->number = ++flight.attempts;
    record->lane = QStringLiteral("%1 · key").arg(flight.title());
    record->requestName = flight.sending;
    record->tokenRequest = true;
    m_parts.journal.append(journal::AttemptFinished{record});
}

void KeyRotator::fail(Flight& flight, const QString& sentence) {
    const auto known = m_parts.vault.find(flight.name);
    if (known && known->generation == flight.credential.generation)
        static_cast<void>(m_parts.vault.endRenewal(flight.name, known->generation, sentence, false));
    end(flight, false, sentence);
}

void KeyRotator::end(Flight& flight, bool ok, const QString& sentence) {
    const auto ended = m_flights.extract(flight.name);
    m_parts.journal.append(journal::CredentialRotated{ended.key(), ok, sentence, {}, {}});
    ended.mapped()->lock.reset();
    for (const auto& finished : ended.mapped()->finished)
        finished(ok ? QString() : sentence);
}

void KeyRotator::cannotBegin(Flight& flight, const QString& sentence) {
    flight.onlyOwed ? drop(flight) : end(flight, false, sentence);
}

// Without a word: nothing was done, and the next look comes.
void KeyRotator::drop(Flight& flight) {
    const auto ended = m_flights.extract(flight.name);
    for (const auto& finished : ended.mapped()->finished)
        finished({});
}

void KeyRotator::watch() {
    lookForOldKeys();
    m_look = m_parts.scheduler.after(lookEvery, [this] { watch(); });
}

void KeyRotator::lookForOldKeys() {
    if (m_parts.vault.isLocked())
        return;
    const auto now = m_parts.scheduler.clock().wallNow();
    for (const auto& credential : m_parts.vault.list()) {
        const auto owed = vault::owedRevocation(credential);
        if (owed && owed->due <= now && vault::hasRecipe(credential))
            revokeOwed(credential.name);
    }
}

} // namespace knockback::session
