// SPDX-License-Identifier: GPL-3.0-or-later
// What one decision of the tracker costs with a thousand buckets: no allocation, and a printed figure.
#include "app/ratelimit/QuotaTracker.h"

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

namespace knockback::ratelimit {

using namespace std::chrono_literals;

TEST(DecisionCost, aThousandBucketsAndNoAllocation) {
    constexpr base::SteadyTime start{1h};
    QuotaTracker tracker;
    std::vector<RouteKey> routes;
    for (int i = 0; i < 1000; ++i) {
        const QByteArray host = "api" + QByteArray::number(i) + ".example";
        routes.push_back({"provider" + QByteArray::number(i), host, "key", "GET /items/*"});
        QuotaReading reading;
        QuotaWindow window;
        window.bucket = QStringLiteral("default");
        window.limit = 100;
        window.remaining = 50;
        window.resetSeconds = 60;
        window.windowSeconds = 60;
        reading.windows.push_back(window);
        tracker.started(routes.back(), start);
        tracker.finished(routes.back());
        tracker.observe(routes.back(), reading, false, start);
    }
#if KNOCKBACK_COUNTS_ALLOCATIONS
    const qint64 before = allocations;
#endif
    constexpr int decisions = 100'000;
    double spent = 0;
    const auto begin = base::systemClock().steadyNow();
    for (int i = 0; i < decisions; ++i) {
        const RouteKey& route = routes[static_cast<std::size_t>(i * 7919) % routes.size()];
        const auto now = start + 1s + i * 1us;
        if (tracker.quotaOf(route, now).notBefore <= now) {
            tracker.started(route, now);
            spent += 1;
        }
        tracker.finished(route);
    }
    const auto took = base::systemClock().steadyNow() - begin;
#if KNOCKBACK_COUNTS_ALLOCATIONS
    EXPECT_EQ(allocations - before, 0);
#endif
    EXPECT_EQ(spent, decisions);
    const double each = std::chrono::duration<double, std::nano>(took).count() / decisions;
    RecordProperty("nanoseconds_per_decision", static_cast<int>(each));
    std::printf("decision, start and finish with 1,000 buckets: %.0f ns (goal: under 2,000)\n", each);
}

} // namespace knockback::ratelimit
