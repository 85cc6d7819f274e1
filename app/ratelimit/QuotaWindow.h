// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"

#include <QString>

#include <optional>

namespace knockback::ratelimit {

// What a server announced about one bucket in one response. Unknown is empty, never 0.
struct QuotaWindow {
    QString bucket; // the policy or resource name the server gave; "default" when it gave none
    std::optional<double> limit;
    std::optional<double> remaining;
    QString unit = QStringLiteral("requests"); // "requests", "tokens", "points", "content-bytes" …
    std::optional<double> windowSeconds;
    std::optional<double> resetSeconds;    // from when the response was made
    std::optional<base::WallTime> resetAt; // on our clock, corrected by the server's Date
    QString partitionKey;
    QString source; // the fields it was read from: "RateLimit, RateLimit-Policy"
    bool operator==(const QuotaWindow&) const = default;
};

// All that one response says about limits.
struct QuotaReading {
    std::vector<QuotaWindow> windows;
    std::optional<double> retryAfterSeconds;    // Retry-After in all its forms, corrected by Date; >= 0
    std::optional<base::Nanoseconds> clockSkew; // server minus ours, when the response has a Date
    std::vector<QString> problems; // fields that could not be read, each a sentence; nothing is guessed from them
};

} // namespace knockback::ratelimit
