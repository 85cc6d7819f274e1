// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/retry/CircuitText.h"

#include "app/retry/DurationText.h"

#include <cmath>

namespace knockback::retry {

namespace {
QString percent(double share) {
    return QStringLiteral("%1 %").arg(std::llround(share * 100));
}
} // namespace

QString circuitPolicyText(const CircuitPolicy& policy) {
    if (!policy.enabled)
        return QStringLiteral("The policy opens no circuit.");
    QString seen = QStringLiteral("the last %1 answers").arg(policy.window);
    if (policy.span)
        seen += QStringLiteral(" of %1").arg(durationText(*policy.span));
    QString text = QStringLiteral("Opens when %1 of %2 are failures").arg(percent(policy.failureShare), seen);
    if (policy.slow)
        text += QStringLiteral(" or %1 take longer than %2").arg(percent(policy.slowShare), durationText(*policy.slow));
    text += QStringLiteral(" (at least %1); after %2 ").arg(policy.minimum).arg(durationText(policy.openFor));
    return text + (policy.probes <= 1 ? QStringLiteral("a probe decides.")
                                      : QStringLiteral("%1 probes decide.").arg(policy.probes));
}

} // namespace knockback::retry
