// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/oauth/TokenRefresher.h"

namespace knockback::oauth {

TokenRefresher::TokenRefresher(Parts& parts) : m_parts(parts), m_expiry(parts), m_discovery(parts) {}

TokenRefresher::~TokenRefresher() = default;

void TokenRefresher::refresh(const QByteArray& credential, std::uint64_t seenGeneration, RenewalReason reason,
                             Finished finished) {
    auto& flight = m_flights[credential];
    flight.waiters.push_back({seenGeneration, reason, std::move(finished)});
    if (flight.renewal)
        return;
    flight.renewal = std::make_unique<RenewalFlight>(
        m_parts, m_expiry, m_discovery, credential, seenGeneration, reason,
        [this, credential](RenewalFlight::Result result) { landed(credential, std::move(result)); });
    flight.renewal->start(pausedBy(credential, reason));
}

bool TokenRefresher::isDue(const QByteArray& credential) const {
    const auto known = m_parts.vault.find(credential);
    if (!known)
        return false;
    const auto remaining = m_expiry.remaining(*known);
    const auto pause = m_pauses.find(credential);
    const bool pausing = pause != m_pauses.end() && pause->second.until > m_parts.scheduler.clock().steadyNow();
    if (pausing && storedTokenServes(RenewalReason::Due, remaining))
        return false;
    return oauth::isDue(*known, remaining);
}

std::vector<QByteArray> TokenRefresher::unsaved() const {
    std::vector<QByteArray> names;
    for (const auto& [name, unsaved] : m_unsaved)
        names.push_back(name);
    return names;
}

// What is known already while a pause lasts.
std::optional<RefreshError> TokenRefresher::pausedBy(const QByteArray& name, RenewalReason reason) const {
    const auto pause = m_pauses.find(name);
    if (pause == m_pauses.end())
        return std::nullopt;
    const auto until = reason == RenewalReason::Asked ? pause->second.askedUntil : pause->second.until;
    const auto left = until - m_parts.scheduler.clock().steadyNow();
    if (left.count() <= 0)
        return std::nullopt;
    const QString wait =
        QStringLiteral("Nothing is sent for %1 s more.").arg(std::chrono::ceil<base::Seconds>(left).count());
    return RefreshError{pause->second.error.kind, pause->second.error.sentence + u' ' + wait};
}

void TokenRefresher::landed(const QByteArray& name, RenewalFlight::Result result) {
    auto flight = std::move(m_flights.extract(name).mapped());
    notePause(name, result);
    if (result.unsaved) {
        m_unsaved[name].lock = std::move(result.lock);
        keepSaving(name);
    }
    const std::weak_ptr<int> alive = m_alive; // those who are told may drop this object
    const auto now = m_parts.vault.find(name);
    const bool fresh = result.outcome && result.outcome->fresh;
    for (auto& waiter : flight.waiters) {
        if (alive.expired())
            return;
        // It has seen this very token fail, or will not be served by the old one.
        const bool notForIt = (fresh && now && now->generation <= waiter.seenGeneration) ||
                              (result.outcome && !fresh && waiter.reason != RenewalReason::Due);
        if (notForIt)
            refresh(name, waiter.seenGeneration, waiter.reason, std::move(waiter.finished));
        else
            waiter.finished(result.outcome);
    }
}

void TokenRefresher::notePause(const QByteArray& name, const RenewalFlight::Result& result) {
    if (!result.passingFailure) {
        if (result.outcome && result.outcome->fresh)
            m_pauses.erase(name);
        return;
    }
    auto& pause = m_pauses[name];
    pause.error = *result.passingFailure;
    const auto now = m_parts.scheduler.clock().steadyNow();
    pause.askedUntil = now + result.pause.value_or(base::Nanoseconds(0));
    pause.until = now + pauseAfter(++pause.failures, result.pause, m_parts.random);
}

// The vault holds them in memory and writes them with any change; one that changes nothing will do.
void TokenRefresher::keepSaving(const QByteArray& credential) {
    auto& unsaved = m_unsaved[credential];
    unsaved.timer = m_parts.scheduler.after(pauseAfter(++unsaved.tries, {}, m_parts.random), [this, name = credential] {
        const auto record = m_parts.vault.find(name);
        if (record && !m_parts.vault.update(*record))
            return keepSaving(name);
        m_unsaved.erase(name);
    });
}

} // namespace knockback::oauth
