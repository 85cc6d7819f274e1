// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/limits/CircuitWords.h"

#include "app/retry/DurationText.h"
#include "ui/widgets/Countdown.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace knockback::ui {

using retry::BreakerState;

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("Circuits", text);
}

QString percent(double share) {
    return tr("%1 %").arg(share * 100, 0, 'f', 0);
}

QString probeWords(const retry::CircuitView& circuit) {
    if (circuit.probesOut == 0 && circuit.probesAnswered == 0)
        return tr("the next request is a probe");
    if (circuit.probesWanted == 1)
        return tr("a probe is on its way");
    return tr("%1 of %2 probes answered, %3 on the way")
        .arg(circuit.probesAnswered)
        .arg(circuit.probesWanted)
        .arg(circuit.probesOut);
}

} // namespace

QString circuitState(const retry::CircuitView& circuit) {
    if (circuit.byHand && circuit.state != BreakerState::Closed)
        return tr("open by hand");
    switch (circuit.state) {
    case BreakerState::Open:
        return tr("open");
    case BreakerState::HalfOpen:
        return tr("half-open");
    case BreakerState::Closed:
        break;
    }
    return tr("closed");
}

QString circuitWords(const retry::CircuitView& circuit, base::SteadyTime now) {
    if (circuit.byHand && circuit.state != BreakerState::Closed)
        return tr("nothing is sent until it is closed");
    const auto blocked = std::count(circuit.recent.begin(), circuit.recent.end(), false);
    QStringList words;
    if (circuit.recent.empty())
        words << tr("no answers yet");
    else if (blocked == 0)
        words << (circuit.recent.size() == 1 ? tr("the last one answered")
                                             : tr("all of last %1 answered").arg(circuit.recent.size()));
    else
        words << tr("%1 of last %2 blocked").arg(blocked).arg(circuit.recent.size());
    if (circuit.state == BreakerState::Open && circuit.openUntil > now)
        words << tr("next probe in %1").arg(countdownText(circuit.openUntil - now));
    else if (circuit.state != BreakerState::Closed)
        words << probeWords(circuit);
    return words.join(QStringLiteral(" · "));
}

QString failureWords(const retry::CircuitView& circuit) {
    const QString limit = tr("opens at %1").arg(percent(circuit.failureShare));
    if (!circuit.failureRate)
        return limit;
    if (circuit.outcomes < circuit.minimum)
        return tr("%1 of %2 failed · %3 from %4 on")
            .arg(circuit.failures)
            .arg(circuit.outcomes)
            .arg(limit)
            .arg(circuit.minimum);
    return tr("%1 of %2 failed · %3").arg(percent(*circuit.failureRate)).arg(circuit.outcomes).arg(limit);
}

QString slowWords(const retry::CircuitView& circuit) {
    if (!circuit.slowShare)
        return {};
    return tr("%1 slow · opens at %2").arg(percent(circuit.slowRate.value_or(0)), percent(*circuit.slowShare));
}

QString circuitWaiting(const retry::CircuitView& circuit) {
    if (circuit.waiting <= 0)
        return {};
    return circuit.waiting == 1 ? tr("1 call waits") : tr("%1 calls wait").arg(circuit.waiting);
}

QString circuitDetails(const retry::CircuitView& circuit, base::SteadyTime now) {
    QStringList lines{tr("Circuit %1: %2").arg(circuit.lane, circuitState(circuit)), circuitWords(circuit, now)};
    if (!circuit.reason.isEmpty())
        lines << circuit.reason;
    if (circuit.openedAt && circuit.state != BreakerState::Closed)
        lines << tr("Open for %1.").arg(retry::durationText(now - *circuit.openedAt));
    lines << failureWords(circuit);
    if (const QString slow = slowWords(circuit); !slow.isEmpty())
        lines << slow;
    if (!circuit.policy.isEmpty())
        lines << circuit.policy;
    return lines.join(QLatin1Char('\n'));
}

bool isCalm(const retry::CircuitView& circuit) {
    return circuit.state == BreakerState::Closed && circuit.failures == 0 && circuit.slow == 0 &&
           std::find(circuit.recent.begin(), circuit.recent.end(), false) == circuit.recent.end();
}

} // namespace knockback::ui
