// SPDX-License-Identifier: GPL-3.0-or-later
// A thousand random runs against announced windows: near and far, few and many at once, resets told in every form.
#include "tests/app/retry/PaceRig.h"

#include <array>

namespace knockback::retry {

TEST(PaceFlows, announcedWindowsNeverBlock) {
    using Reset = RigLimit::Reset;
    for (std::uint64_t seed = 1; seed <= 1000; ++seed) {
        test::SeededRandom random(seed * 7919);
        const auto pick = [&random](int least, int most) {
            return least + static_cast<int>(random.next() % static_cast<std::uint64_t>(most - least + 1));
        };
        PaceRig rig(seed);
        const base::Milliseconds roundTrip(pick(0, 3) == 0 ? pick(100, 300) : pick(1, 60));
        rig.concurrency = std::array{1, 3, 10, 300}[static_cast<std::size_t>(pick(0, 3))];
        rig.latencyLeast = base::Nanoseconds(roundTrip) * 4 / 10;
        rig.latencyMost = base::Nanoseconds(roundTrip) * 6 / 10;
        rig.clockPhase = base::Milliseconds(pick(0, 999));
        rig.saysRetryAfter = pick(0, 1) == 1;
        const int limit = pick(5, 50);
        const base::Seconds window(pick(2, 5));
        // Half of them are the hardest: a time of day in whole seconds, without the window's length.
        const auto reset = std::array{Reset::ByClock, Reset::ByClock, Reset::RoundedUp,
                                      Reset::Exact}[static_cast<std::size_t>(pick(0, 3))];
        rig.add(std::make_unique<ratelimit::FixedWindow>(limit, window), window, reset);
        static_cast<void>(rig.run(limit * 5));
        EXPECT_EQ(rig.done, limit * 5) << "seed " << seed;
        EXPECT_EQ(rig.blocked, 0) << "seed " << seed << ", round trip " << roundTrip.count() << " ms, "
                                  << rig.concurrency << " at once, " << limit << " in " << window.count() << " s";
    }
}

} // namespace knockback::retry
