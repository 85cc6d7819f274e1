// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace knockback::diagnosis {

// Why an attempt was turned away. The names (causeName) are a contract of the command line.
enum class Cause { None, RateLimit, SuspiciousPattern, GeoLock, Credential, Overload, Network, ClientError };

// "none", "rate_limit" … and back.
[[nodiscard]] QByteArray causeName(Cause cause);
[[nodiscard]] std::optional<Cause> causeFromName(QByteArrayView name);

// Whether the request was turned away by somebody's defence or by trouble on the way (anything but None and
// ClientError).
[[nodiscard]] bool isBlock(Cause cause);

// One thing that was seen, and where.
struct Evidence {
    QString where;    // "status", "header Retry-After", "body at 120", "request header User-Agent", "failure"
    QString sentence; // what it says, for people
    double weight = 0;
};

struct ReferenceId {
    QString name; // "CF-RAY", "x-github-request-id", "Reference"
    QString value;
};

// What to do next. `action` is what the window's button does; empty = advice only.
enum class NextAction { None, Wait, Rotate, SignIn, SetUserAgent, SlowDown, OpenDocs, Rehearse, Escalate };
struct NextStep {
    NextAction action = NextAction::None;
    QString text;
};

struct Diagnosis {
    Cause cause = Cause::None;
    QByteArray subcause;   // "per_ip", "token_expired", "dns_nxdomain" … empty = not known
    QByteArray vendor;     // who decided: "cloudflare", "github" …; empty = not known
    double confidence = 0; // 0 … 1
    std::optional<bool> retryable;
    std::optional<double> retryAfterSeconds;
    std::vector<ReferenceId> referenceIds;
    std::vector<Evidence> evidence; // strongest first
    std::vector<NextStep> nextSteps;
    QString title; // "Rate limited by GitHub: secondary limit"
    QString docsUrl;
    QString supportUrl;
};

} // namespace knockback::diagnosis
