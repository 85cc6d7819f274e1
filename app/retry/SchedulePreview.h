// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/retry/RetryPolicy.h"

#include <vector>

namespace knockback::retry {

// How long something takes in many tries: the middle one, and what 90 of 100 lie between.
struct Spread {
    base::Nanoseconds p5{0};
    base::Nanoseconds median{0};
    base::Nanoseconds p95{0};
};

// One attempt of a call whose attempts all fail, without a word of the server.
struct PreviewedAttempt {
    int number = 1;
    Spread wait;      // before it
    Spread start;     // from the first attempt; an attempt itself is taken to last no time
    double share = 1; // of all calls that get so far within the policy's time limit
};

// What a policy comes to, from so many samples; the first attempt is in it. At most `most` attempts are looked at.
[[nodiscard]] std::vector<PreviewedAttempt> previewSchedule(const RetryPolicy& policy, base::RandomSource& random,
                                                            int samples = 1000, int most = 12);

} // namespace knockback::retry
