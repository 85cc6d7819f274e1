// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/minimize/Verdict.h"

namespace knockback::minimize {

using diagnosis::Cause;

Signature signatureOf(const diagnosis::Diagnosis& diagnosis, int status) {
    const bool vague = diagnosis.subcause.isEmpty() && diagnosis.vendor.isEmpty();
    return {diagnosis.cause, diagnosis.subcause, diagnosis.vendor, vague ? status : 0};
}

Verdict judge(const Signature& blocked, const diagnosis::Diagnosis& diagnosis, int status) {
    if (signatureOf(diagnosis, status) == blocked)
        return Verdict::Same;
    switch (diagnosis.cause) {
    case Cause::None:
        return status == 0 ? Verdict::Unclear : Verdict::Passed;
    case Cause::RateLimit:
    case Cause::Overload:
    case Cause::Network:
        return Verdict::Unclear;
    default:
        return Verdict::Otherwise;
    }
}

} // namespace knockback::minimize
