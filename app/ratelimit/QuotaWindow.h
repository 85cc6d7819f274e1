// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"

#include <QString>

#include <optional>
#include <vector>

namespace knockback::ratelimit {

// What a bucket tells apart besides its name, where the provider's data says so.
enum class QuotaScope {
    Credential, // every credential has its own; anonymous calls are counted per address
    Address,    // whoever calls from here shares it
    Endpoint,   // every endpoint has its own
};

// What a server announced about one bucket in one response. Unknown is empty, never 0.
struct QuotaWindow {
    QString bucket; // the policy or resource name the server gave; "default" when it gave none
    std::optional<double> limit;
    std::optional<double> remaining;
    std::optional<double> used;                // where that is announced, also when no limit is
    QString unit = QStringLiteral("requests"); // "requests", "tokens", "points", "content-bytes" …
    std::optional<double> windowSeconds;
    std::optional<double> resetSeconds;    // from when the response was made
    std::optional<base::WallTime> resetAt; // on our clock, corrected by the server's Date
    std::optional<double> refillPerSecond; // what is used trickles back; then the reset is when all of it is there
    std::optional<double> resetNumber;     // a reset that was read as a delta in seconds, before any correction
    bool resetByClock = false;             // it was given as a time of day, so it is as exact as two clocks' seconds
    QString partitionKey;
    QuotaScope scope = QuotaScope::Credential;
    QString conflict; // what the same answer says otherwise of this bucket: "X-RateLimit-Remaining says 3"; else empty
    QString source;   // the fields it was read from: "RateLimit, RateLimit-Policy"
    bool operator==(const QuotaWindow&) const = default;
};

// All that one response says about limits.
struct QuotaReading {
    std::vector<QuotaWindow> windows;
    std::optional<double> retryAfterSeconds;    // Retry-After in all its forms, corrected by Date; >= 0
    QString retryAfterSource;                   // where that stands: "Retry-After", "X-Retry-In", "body: retry_after"
    std::optional<double> blockSeconds;         // what the provider asks to wait after a block that names no time
    std::optional<base::Nanoseconds> clockSkew; // server minus ours, when the response has a Date
    std::vector<QString> problems; // fields that could not be read, each a sentence; nothing is guessed from them
};

} // namespace knockback::ratelimit
