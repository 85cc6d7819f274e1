// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "app/ratelimit/QuotaWindow.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <tuple>
#include <vector>

namespace knockback::ratelimit {

// What a limit counts: provider + name + partition.
struct BucketKey {
    QByteArray provider; // catalogue id, or the host when the provider is not known
    QString name;        // "core", "default"
    QString partition;   // partition key, route or credential name; may be empty
    bool operator==(const BucketKey&) const = default;
    friend bool operator<(const BucketKey& a, const BucketKey& b) {
        return std::tie(a.provider, a.name, a.partition) < std::tie(b.provider, b.name, b.partition);
    }
};

// When a quota runs out at the present pace, and between which bounds that is likely.
struct Exhaustion {
    base::SteadyTime at{};
    base::SteadyTime earliest{};
    base::SteadyTime latest{}; // the end of time when use may as well have stopped
    bool operator==(const Exhaustion&) const = default;
};

// One bucket as known now: a copy for gauges, forecast and pacing.
struct BucketState {
    BucketKey key;
    QString label; // "core", "search"
    QByteArray host;
    QuotaWindow window; // the latest reading
    base::SteadyTime readAt{};
    std::optional<base::SteadyTime> resetAt;
    struct Sample {
        base::SteadyTime at;
        double remaining;
    };
    std::vector<Sample> samples;                 // newest last, bounded
    std::optional<base::SteadyTime> exhaustedAt; // forecast from the burn rate, when that is before the reset
    std::optional<Exhaustion> exhaustion;        // the same with its bounds
    int inFlight = 0;
    bool learned = false; // no server said it: the limit is what blocks taught
    bool blocked = false; // the latest answer of this bucket was a rate-limit block that is not over yet
    std::optional<base::SteadyTime> notBefore; // Retry-After or the reset of an exhausted window
};

} // namespace knockback::ratelimit
