// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/diagnosis/Diagnosis.h"

#include <cstdint>

namespace knockback::timeline {

// What a stretch of a lane shows when it must be one thing: the greatest wins, so that a failure is never hidden behind
// a success, nor a success behind a wait.
enum class Severity : std::uint8_t {
    Nothing,
    Wait,
    Ok,
    ClientError,
    Network,
    Overload,
    RateLimit,
    Credential,
    GeoLock,
    SuspiciousPattern
};

[[nodiscard]] Severity severityOf(diagnosis::Cause cause);
// None for Nothing, Wait and Ok.
[[nodiscard]] diagnosis::Cause causeOf(Severity severity);
[[nodiscard]] constexpr bool isFailure(Severity severity) {
    return severity > Severity::Ok;
}

} // namespace knockback::timeline
