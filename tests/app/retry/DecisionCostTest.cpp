// SPDX-License-Identifier: GPL-3.0-or-later
// What one decision of the pacer costs with a thousand buckets: no allocation, and a printed figure.
#include "app/retry/Pacer.h"

#include <atomic>
#include <cstdio>
#include <cstdlib>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || !defined(__GLIBC__)
#define KNOCKBACK_COUNTS_ALLOCATIONS 0
#else
#define KNOCKBACK_COUNTS_ALLOCATIONS 1
static std::atomic<qint64> allocations{0};
extern "C" void* __libc_malloc(size_t);
// Everything that Qt and the standard library allocate comes through here.
extern "C" void* malloc(size_t size) {
    allocations.fetch_add(1, std::memory_order_relaxed);
    return __libc_malloc(size);
}
#endif

namespace knockback::retry {

using namespace std::chrono_literals;

TEST(DecisionCost, aThousandBucketsAndNoAllocation) {
    constexpr std::size_t buckets = 1000;
    constexpr int decisions = 100'000;
    Pacer pacer;
    base::SteadyTime now{1h};
    std::vector<Pacer::Lane> lanes;
    const QByteArray path("/items");
    PaceReading reading{.bucket = 1, .limit = 1e9, .window = 1h, .reset = 1h};
    const auto pass = [&](Pacer::Lane lane, int number) {
        now += 10us;
        const auto ticket = pacer.enqueue(lane, path, static_cast<std::uint64_t>(number), PaceMode::Burst);
        const bool passes = pacer.takeNext(lane, now) == ticket;
        static_cast<void>(pacer.opensAt(lane, now));
        reading.remaining = 1e9 - number;
        pacer.answered(ticket, {.readings = std::span(&reading, 1)}, now);
        return passes;
    };
    for (std::size_t i = 0; i < buckets; ++i) {
        lanes.push_back(pacer.lane({"provider", "host", QByteArray::number(i)}));
        ASSERT_TRUE(pass(lanes.back(), 1));
    }
#if KNOCKBACK_COUNTS_ALLOCATIONS
    const qint64 before = allocations;
#endif
    const auto begin = base::systemClock().steadyNow();
    int passed = 0;
    for (int i = 0; i < decisions; ++i)
        passed += pass(lanes[static_cast<std::size_t>(i) * 7919 % buckets], 2 + i) ? 1 : 0;
    const auto took = base::systemClock().steadyNow() - begin;
#if KNOCKBACK_COUNTS_ALLOCATIONS
    EXPECT_EQ(allocations - before, 0);
#endif
    EXPECT_EQ(passed, decisions);
    const double each = std::chrono::duration<double, std::nano>(took).count() / decisions;
    RecordProperty("nanoseconds_per_decision", static_cast<int>(each));
    std::printf("a decision and its answer with 1,000 buckets: %.0f ns (goal: under 2,000)\n", each);
}

} // namespace knockback::retry
