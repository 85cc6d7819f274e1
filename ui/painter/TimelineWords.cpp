// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/painter/TimelineWords.h"

#include "app/retry/DurationText.h"
#include "app/timeline/TickLadder.h"

#include <QCoreApplication>

namespace knockback::ui {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("Timeline", text);
}

} // namespace

QString reasonWords(journal::WaitReason reason) {
    switch (reason) {
    case journal::WaitReason::Backoff:
        return tr("backoff");
    case journal::WaitReason::RetryAfter:
        return tr("Retry-After");
    case journal::WaitReason::QuotaReset:
        return tr("quota reset");
    case journal::WaitReason::Pacing:
        return tr("pacing");
    case journal::WaitReason::OpenCircuit:
        return tr("circuit open");
    case journal::WaitReason::Rotation:
        return tr("token rotation");
    }
    return {};
}

QString waitWords(const timeline::Bar& wait) {
    if (wait.duration() == base::Nanoseconds(0)) // nobody knows when it ends
        return reasonWords(wait.reason());
    return reasonWords(wait.reason()) + QLatin1Char(' ') + retry::durationText(wait.duration());
}

QString circuitWords(const timeline::CircuitSpan& circuit) {
    if (circuit.byHand && !circuit.halfOpen)
        return tr("circuit open by hand: no requests sent");
    if (!circuit.sentence.isEmpty())
        return circuit.sentence;
    return circuit.halfOpen ? tr("half-open: a probe decides") : tr("circuit open: no requests sent");
}

QString laneWords(const timeline::LaneState& state, const timeline::LocalClock& clock,
                  std::optional<base::SteadyTime> now) {
    if (state.circuit == journal::CircuitState::Open)
        return state.circuitByHand ? tr("circuit open by hand") : tr("circuit open");
    if (state.circuit == journal::CircuitState::HalfOpen)
        return tr("circuit half-open");
    if (state.remaining && state.reset && now && *now >= *state.reset)
        return tr("has reset");
    if (state.remaining)
        return tr("%1 left").arg(QString::number(*state.remaining, 'g', 12));
    if (state.rotatedAt)
        return tr("rotated %1").arg(timeline::timeLabel(clock.local(*state.rotatedAt), std::chrono::minutes(1)));
    if (diagnosis::isBlock(state.lastCause))
        return tr("blocked");
    return {};
}

QString causeWords(diagnosis::Cause cause) {
    switch (cause) {
    case diagnosis::Cause::None:
        return tr("ok");
    case diagnosis::Cause::RateLimit:
        return tr("rate limit");
    case diagnosis::Cause::SuspiciousPattern:
        return tr("WAF");
    case diagnosis::Cause::GeoLock:
        return tr("geo");
    case diagnosis::Cause::Credential:
        return tr("credential");
    case diagnosis::Cause::Overload:
        return tr("overload");
    case diagnosis::Cause::Network:
        return tr("network");
    case diagnosis::Cause::ClientError:
        return tr("client error");
    }
    return {};
}

} // namespace knockback::ui
