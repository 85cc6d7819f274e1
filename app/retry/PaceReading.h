// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "app/ratelimit/QuotaWindow.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace knockback::retry {

// What one answer says about one bucket, in numbers only. Unknown is empty, never 0.
struct PaceReading {
    std::uint64_t bucket = 0; // which one: a hash of its name and partition
    std::optional<double> limit{};
    std::optional<double> remaining{};
    std::optional<base::Nanoseconds> window{}; // its length
    std::optional<base::Nanoseconds> reset{};  // from now
    std::optional<double> refillPerSecond{};   // what is used trickles back
    bool byClock = false;    // the reset was given as a time of day in whole seconds, the window's length was not
    bool requests = true;    // false: tokens, points or bytes, of which a request takes so many
    bool concurrent = false; // the limit is of requests in flight
};

// What came back for a request that the pacer had let go.
struct PaceAnswer {
    bool answered = true; // false: cancelled, or the network failed; the server may have counted it all the same
    bool blocked = false; // turned away for being too much: a rate limit, or overload
    std::optional<base::Nanoseconds> retryAfter{};
    std::span<const PaceReading> readings{};
    base::Nanoseconds age{0};       // since its head came: what it says was true then
    base::Nanoseconds roundTrip{0}; // of the network alone, as setting up its connection took; 0 = not known
};

// What a gate is told of an answer besides the readings.
struct PaceEcho {
    base::SteadyTime sentAt{};
    base::SteadyTime headAt{};
    bool blocked = false;
    base::Nanoseconds roundTrip{0}; // the shortest of the network: so much sooner than a reset may a request leave
    base::Nanoseconds spread{0};    // so much do round trips differ
    // About when the server counted.
    [[nodiscard]] base::SteadyTime countedAt() const { return sentAt + (headAt - sentAt) / 2; }
};

// The readings of one response; `retryAfter` is the other half of what it says.
[[nodiscard]] std::vector<PaceReading> paceReadings(const ratelimit::QuotaReading& quota);

// Seconds as a server writes them, without overflow: what is beyond ten years is ten years; NaN and past times are 0.
[[nodiscard]] base::Nanoseconds serverSeconds(double seconds);

} // namespace knockback::retry
