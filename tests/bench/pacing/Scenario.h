// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <vector>

namespace knockback::bench {

// So many requests to a server with a limit, and what would be perfect.
struct Scenario {
    const char* name;
    QByteArray url; // or its path, before the server runs
    int count;
    int concurrency;
    double leastSeconds;
    double mostRatio;          // the goal: of the time to the least
    double mostBlocked;        // the goal: share of the requests that were sent
    QByteArray perSecond = {}; // what bottleneck is told, instead of 50 in 5 s
};

struct Outcome {
    int ok = 0;
    int blocked = 0;
    double seconds = 0;
};

// `knockback run`, as a user would.
[[nodiscard]] Outcome runKnockback(const Scenario& scenario);
// Another client, by its name in peers.js.
[[nodiscard]] Outcome runPeer(const char* library, const Scenario& scenario);

// 1,000 buckets and 100,000 decisions of the pacer: their time, and what they allocated.
void benchDecisions();

} // namespace knockback::bench
