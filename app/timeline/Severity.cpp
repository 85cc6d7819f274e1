// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/Severity.h"

namespace knockback::timeline {

using diagnosis::Cause;

Severity severityOf(Cause cause) {
    switch (cause) {
    case Cause::None:
        return Severity::Ok;
    case Cause::ClientError:
        return Severity::ClientError;
    case Cause::Network:
        return Severity::Network;
    case Cause::Overload:
        return Severity::Overload;
    case Cause::RateLimit:
        return Severity::RateLimit;
    case Cause::Credential:
        return Severity::Credential;
    case Cause::GeoLock:
        return Severity::GeoLock;
    case Cause::SuspiciousPattern:
        return Severity::SuspiciousPattern;
    }
    return Severity::Ok;
}

Cause causeOf(Severity severity) {
    switch (severity) {
    case Severity::Nothing:
    case Severity::Wait:
    case Severity::Ok:
        return Cause::None;
    case Severity::ClientError:
        return Cause::ClientError;
    case Severity::Network:
        return Cause::Network;
    case Severity::Overload:
        return Cause::Overload;
    case Severity::RateLimit:
        return Cause::RateLimit;
    case Severity::Credential:
        return Cause::Credential;
    case Severity::GeoLock:
        return Cause::GeoLock;
    case Severity::SuspiciousPattern:
        return Cause::SuspiciousPattern;
    }
    return Cause::None;
}

} // namespace knockback::timeline
