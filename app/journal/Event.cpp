// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/journal/Event.h"

namespace knockback::journal {

QByteArray outcomeName(CallOutcome outcome) {
    switch (outcome) {
    case CallOutcome::Ok:
        return "ok";
    case CallOutcome::Blocked:
        return "blocked";
    case CallOutcome::Failed:
        return "failed";
    case CallOutcome::Fallback:
        return "fallback";
    case CallOutcome::Cancelled:
        return "cancelled";
    }
    return {};
}

QByteArray waitReasonName(WaitReason reason) {
    switch (reason) {
    case WaitReason::Backoff:
        return "backoff";
    case WaitReason::RetryAfter:
        return "retry_after";
    case WaitReason::QuotaReset:
        return "quota_reset";
    case WaitReason::Pacing:
        return "pacing";
    case WaitReason::OpenCircuit:
        return "open_circuit";
    case WaitReason::Rotation:
        return "rotation";
    }
    return {};
}

} // namespace knockback::journal
