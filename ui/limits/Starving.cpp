// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/limits/Starving.h"

namespace knockback::ui {

// A lane is named after the scarcest bucket of its route, or after the host while none is known.
int waitingFor(const ratelimit::BucketState& bucket, const std::vector<WaitingLane>& waiting) {
    const QString host = QString::fromUtf8(bucket.host);
    int calls = 0;
    for (const WaitingLane& one : waiting)
        if ((one.host.isEmpty() || one.host == host) && (one.lane == bucket.label || one.lane == host))
            calls += one.calls;
    return calls;
}

bool starves(BucketMood mood, int waiting) {
    return mood == BucketMood::Starving || (mood > BucketMood::Starving && waiting > 0);
}

} // namespace knockback::ui
