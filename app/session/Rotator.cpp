// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/Rotator.h"

#include "app/session/AttemptReview.h"
#include "app/session/EngineParts.h"

namespace knockback::session {

Rotator::Rotator(EngineParts& parts)
    : m_parts(parts)
    , m_refresher(
          parts.transport, parts.vault, parts.scheduler,
          [this](const QByteArray& credential, const http::Attempt& attempt) { observed(credential, attempt); }) {}

Rotator::~Rotator() = default;

void Rotator::rotate(const QByteArray& credential, std::uint64_t seenGeneration, Asker asker,
                     std::function<void(QString problem)> finished) {
    const bool first = m_flights.try_emplace(credential, Flight{asker}).second;
    m_refresher.refresh(credential, seenGeneration,
                        [this, credential, first, alive = std::weak_ptr(m_alive),
                         finished = std::move(finished)](const base::Outcome<oauth::RefreshError>& done) {
                            const QString problem = done ? QString() : done.error().sentence;
                            if (first && alive.lock()) {
                                const auto flight = m_flights.extract(credential).mapped();
                                m_parts.journal.append(journal::CredentialRotated{
                                    credential, done.ok(), done ? QStringLiteral("New token stored.") : problem,
                                    flight.asker.call, flight.asker.lane});
                            }
                            finished(problem);
                        });
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
