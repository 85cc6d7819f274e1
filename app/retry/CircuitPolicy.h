// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"

#include <optional>

namespace knockback::retry {

// What one circuit stands for: a host; or, finer, what quotas are counted by while nobody knows the bucket: host,
// endpoint and credential.
enum class CircuitScope { Host, Bucket };

// When a circuit opens, and how it closes again.
struct CircuitPolicy {
    bool enabled = true;
    int window = 10;                          // looks at this many latest outcomes …
    std::optional<base::Milliseconds> span{}; // … of this time at most, when it is set
    int minimum = 5;                          // … once there are at least these
    double failureShare = 0.5;                // opens at this share of failures
    std::optional<base::Milliseconds> slow{}; // an answer that takes longer is slow …
    double slowShare = 1;                     // … and it opens at this share of those
    base::Milliseconds openFor{30'000};
    int probes = 1; // let through when the open time is over; it closes when all of them are answered
    CircuitScope scope = CircuitScope::Host;
    bool operator==(const CircuitPolicy&) const = default;
};

} // namespace knockback::retry
