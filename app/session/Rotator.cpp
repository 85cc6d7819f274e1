// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/Rotator.h"

#include "app/oauth/ResourceProof.h"
#include "app/session/AttemptReview.h"
#include "app/session/EngineParts.h"

namespace knockback::session {

namespace {
// Under a clock of a test's own, time that passes during suspend passes there too.
std::function<base::SteadyTime()> bootTimeOf(const base::Clock& clock) {
    if (&clock == &base::systemClock())
        return base::bootTime;
    return [&clock] { return clock.steadyNow(); };
}
} // namespace

Rotator::Rotator(EngineParts& parts)
    : m_parts(parts)
    , m_oauth{parts.transport,
              parts.vault,
              parts.scheduler,
              parts.random,
              [this](const QByteArray& credential, const http::Attempt& attempt) { observed(credential, attempt); },
              parts.renewalLocks,
              bootTimeOf(parts.scheduler.clock())}
    , m_refresher(m_oauth) {}

Rotator::~Rotator() = default;

void Rotator::rotate(const QByteArray& credential, std::uint64_t seenGeneration, const Asker& asker,
                     std::function<void(QString problem)> finished) {
    using oauth::RenewalReason;
    const auto reason = asker.reason.value_or(asker.call.isNull() ? RenewalReason::Asked : RenewalReason::Refused);
    const bool first = m_flights.try_emplace(credential, Flight{asker}).second;
    m_refresher.refresh(credential, seenGeneration, reason,
                        [this, credential, first, alive = std::weak_ptr(m_alive),
                         finished = std::move(finished)](const oauth::RenewalOutcome& done) {
                            const QString problem = done ? QString() : done.error().sentence;
                            if (first && alive.lock())
                                tell(m_flights.extract(credential).mapped().asker, credential, done);
                            finished(problem);
                        });
}

void Rotator::tell(const Asker& asker, const QByteArray& credential, const oauth::RenewalOutcome& done) {
    const QString sentence = !done                  ? done.error().sentence
                             : done->note.isEmpty() ? QStringLiteral("New token stored.")
                                                    : done->note;
    m_parts.journal.append(
        journal::CredentialRotated{credential, done && done->fresh, sentence, asker.call, asker.lane});
}

void Rotator::prove(http::Request& request, const QByteArray& credential) {
    oauth::proveRequest(m_oauth, credential, request);
}

void Rotator::learn(const http::Attempt& attempt) {
    if (attempt.response)
        m_oauth.nonces.learn(attempt.request.url, *attempt.response);
}

void Rotator::observed(const QByteArray& credential, const http::Attempt& attempt) {
    const auto flight = m_flights.find(credential);
    const auto record = review(m_parts, attempt, m_parts.scheduler.clock().wallNow());
    record->id = m_parts.nextAttemptId();
    if (flight != m_flights.end()) {
        record->call = flight->second.asker.call;
        record->number = ++flight->second.attempts;
    }
    record->lane = QStringLiteral("%1 · token").arg(QString::fromUtf8(credential));
    record->requestName = QStringLiteral("New token for %1").arg(QString::fromUtf8(credential));
    record->tokenRequest = true;
    m_parts.journal.append(journal::AttemptFinished{record});
}

} // namespace knockback::session
