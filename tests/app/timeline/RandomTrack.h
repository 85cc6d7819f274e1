// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/timeline/Track.h"
#include "tests/support/SeededRandom.h"

namespace knockback::test {

// Bursts and pauses over many decades, attempts and waits, one in ten a failure.
inline void appendRandom(timeline::Track& track, SeededRandom& random) {
    using namespace timeline;
    const auto pause = base::Microseconds(1LL << (random.next() % 24));
    const auto start =
        (track.bars().empty() ? base::SteadyTime(base::Seconds(1)) : track.end()) +
        base::Microseconds(random.next() % 3 == 0 ? 0 : random.next() % static_cast<std::uint64_t>(pause.count()));
    const auto length = base::Microseconds(random.next() % (std::uint64_t{1} << (random.next() % 20)));
    if (random.next() % 5 == 0) {
        track.append(Bar::wait({start, start + length}, journal::WaitReason::Backoff, 0));
        return;
    }
    constexpr auto worst = static_cast<std::uint64_t>(Severity::SuspiciousPattern);
    constexpr auto firstBad = static_cast<std::uint64_t>(Severity::ClientError);
    const auto severity = random.next() % 10 == 0
                              ? static_cast<Severity>(firstBad + random.next() % (worst - firstBad + 1))
                              : Severity::Ok;
    http::Timing timing;
    timing.total = length;
    track.append(Bar::attempt(start, timing, severity, isFailure(severity) ? 429 : 200,
                              static_cast<std::uint32_t>(track.bars().size())));
}

inline timeline::Track randomTrack(int bars, SeededRandom& random) {
    timeline::Track track;
    for (int i = 0; i < bars; ++i)
        appendRandom(track, random);
    return track;
}

} // namespace knockback::test
