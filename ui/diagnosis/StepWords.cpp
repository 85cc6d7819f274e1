// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagnosis/StepWords.h"

namespace knockback::ui {

using diagnosis::Cause;
using diagnosis::NextAction;

QString buttonText(NextAction action) {
    switch (action) {
    case NextAction::None:
        return {};
    case NextAction::Wait:
        return QStringLiteral("Wait and send again");
    case NextAction::Rotate:
        return QStringLiteral("Renew the credential");
    case NextAction::SignIn:
        return QStringLiteral("Sign in again");
    case NextAction::SetUserAgent:
        return QStringLiteral("Set a User-Agent");
    case NextAction::SlowDown:
        return QStringLiteral("Slow down to the quota");
    case NextAction::OpenDocs:
        return QStringLiteral("Open the documentation");
    case NextAction::Rehearse:
        return QStringLiteral("Rehearse in the lab");
    case NextAction::Escalate:
        return QStringLiteral("Escalate…");
    }
    return {};
}

QByteArray scenarioFor(Cause cause) {
    switch (cause) {
    case Cause::RateLimit:
        return "fixed-window";
    case Cause::SuspiciousPattern:
        return "waf-user-agent";
    case Cause::GeoLock:
        return "geo-lock";
    case Cause::Credential:
        return "token-expiry";
    default:
        return {};
    }
}

} // namespace knockback::ui
