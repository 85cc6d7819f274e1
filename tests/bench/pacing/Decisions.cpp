// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/retry/Pacer.h"
#include "tests/bench/pacing/Scenario.h"
#include "tests/bench/support/Figures.h"
#include "tests/bench/support/Usage.h"

#include <cstdlib>
#include <new>

namespace {
long long allocations = 0;
}

// Counts what the whole program allocates; the pacer is looked at between two readings.
void* operator new(std::size_t size) {
    ++allocations;
    if (void* memory = std::malloc(size > 0 ? size : 1))
        return memory;
    throw std::bad_alloc();
}
void operator delete(void* memory) noexcept {
    std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
    std::free(memory);
}

namespace knockback::bench {

namespace {

constexpr int buckets = 1'000;
constexpr int decisions = 100'000;

// A request through the pacer: it joins, is let go, and its answer announces what is left.
void decide(retry::Pacer& pacer, retry::Pacer::Lane lane, const QByteArray& path, std::uint64_t order,
            base::SteadyTime now) {
    retry::PaceReading reading;
    reading.bucket = 1;
    reading.limit = 1'000'000;
    reading.remaining = 1'000'000 - double(order);
    reading.reset = std::chrono::hours(1);
    const auto joined = pacer.enqueue(lane, path, order, retry::PaceMode::Burst);
    const auto ticket = pacer.takeNext(lane, now);
    if (ticket != joined)
        qFatal("the pacer holds back what fits");
    static_cast<void>(pacer.opensAt(lane, now));
    retry::PaceAnswer answer;
    answer.readings = std::span(&reading, 1);
    pacer.answered(*ticket, answer, now);
}

} // namespace

void benchDecisions() {
    heading("The pacer's decisions: 1,000 buckets, 100,000 requests let go and answered");
    retry::Pacer pacer;
    std::vector<ratelimit::RouteKey> routes;
    for (int i = 0; i < buckets; ++i)
        routes.push_back({"provider", "host", QByteArray::number(i)});
    const QByteArray path = "/items/";
    base::SteadyTime now{std::chrono::hours(1)};
    for (const auto& route : routes)
        decide(pacer, pacer.lane(route), path, 1, now);
    const double from = wallSeconds();
    const long long before = allocations;
    for (int i = 0; i < decisions; ++i) {
        now += std::chrono::microseconds(10);
        decide(pacer, pacer.lane(routes[static_cast<std::size_t>(i % buckets)]), path,
               static_cast<std::uint64_t>(i) + 2, now);
    }
    const double took = wallSeconds() - from;
    figure("a decision", took / decisions * 1e6, "us", atMost(2));
    figure("allocations a decision", double(allocations - before) / decisions, "", atMost(0));
}

} // namespace knockback::bench
