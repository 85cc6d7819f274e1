// SPDX-License-Identifier: GPL-3.0-or-later
// The pacer against every kind of limiter, near and far, with few and many calls at once, announced and silent: how
// long 300 requests take as a multiple of the least possible, and how many are blocked.
#include "tests/app/retry/PaceRig.h"
#include "tests/app/retry/SlidingCounter.h"

#include <cstdio>
#include <set>

namespace knockback::retry {

namespace {

using ratelimit::FixedWindow;
using ratelimit::SlidingWindow;
using ratelimit::TokenBucket;
using Reset = RigLimit::Reset;

constexpr int count = 300;

struct Bound {
    double ratio;
    int blocked;
};

struct Server {
    const char* name;
    std::function<std::unique_ptr<ratelimit::Limiter>()> make;
    base::Nanoseconds window; // as announced; 0 = not
    Reset reset;
    std::optional<Bound> announced{}; // nothing: not measured
    std::optional<Bound> silent{};    // where it announces nothing, and blocks say nothing …
    std::optional<Bound> told{};      // … or say when to come back
    base::Nanoseconds delayEach{};
};

std::vector<Server> servers() {
    const auto tokens = [] { return std::make_unique<TokenBucket>(50, 100ms); };
    return {
        {"FixedWindow",
         [] { return std::make_unique<FixedWindow>(50, 5s); },
         5s,
         Reset::RoundedUp,
         {{1.03, 0}},
         {{1.4, 80}},
         {{1.45, 65}}},
        {"FixedWindowByClock",
         [] { return std::make_unique<FixedWindow>(50, 5s); },
         0s,
         Reset::ByClock,
         {{1.03, 0}},
         {},
         {}},
        {"SlidingLog",
         [] { return std::make_unique<SlidingWindow>(50, 5s); },
         5s,
         Reset::RoundedUp,
         {{1.05, 1}},
         {{1.5, 80}},
         {{1.6, 60}}},
        {"SlidingCounter",
         [] { return std::make_unique<SlidingCounter>(50, 5s); },
         5s,
         Reset::RoundedUp,
         {{1.3, 40}},
         {{1.15, 70}},
         {{1.45, 60}}},
        {"TokensUntilFull", tokens, 5s, Reset::RoundedUp, {{1.03, 2}}, {{1.1, 85}}, {{1.1, 80}}},
        {"TokensUntilNext", tokens, 0s, Reset::NextToken, {{1.05, 60}}, {}, {}},
        {"TokensWithoutReset", tokens, 0s, Reset::Unsaid, {{1.06, 0}}, {}, {}},
        {"Gcra",
         [] { return std::make_unique<TokenBucket>(10, 100ms); },
         0s,
         Reset::Exact,
         {{1.04, 2}},
         {{1.05, 45}},
         {{1.2, 35}}},
        {"NginxBurst",
         [] { return std::make_unique<TokenBucket>(21, 100ms); },
         0s,
         Reset::Unsaid,
         {},
         {{1.05, 25}},
         {{1.05, 20}},
         100ms},
        {"Nginx",
         [] { return std::make_unique<TokenBucket>(1, 100ms); },
         0s,
         Reset::Unsaid,
         {},
         {{1.9, 30}},
         {{2.4, 15}}},
    };
}

struct Path {
    base::Nanoseconds roundTrip;
    int concurrency;
};
constexpr std::array<Path, 9> paths{
    {{1ms, 1}, {1ms, 10}, {1ms, 300}, {50ms, 1}, {50ms, 10}, {50ms, 300}, {300ms, 1}, {300ms, 10}, {300ms, 300}}};

// How long it takes somebody who knows the limiter: every request leaves so that it just passes.
double leastSeconds(const Server& server, const Path& path) {
    const auto limiter = server.make();
    constexpr base::SteadyTime from{1h};
    std::multiset<base::SteadyTime> back;
    auto now = from;
    for (int sent = 0; sent < count; now += 500us) {
        back.erase(back.begin(), back.upper_bound(now));
        while (sent < count && static_cast<int>(back.size()) < path.concurrency) {
            const auto verdict = limiter->take(now + path.roundTrip / 2, "client");
            if (!verdict.allowed)
                break;
            const auto queued = server.delayEach > 0ns ? verdict.resetAfter - server.delayEach : 0ns;
            back.insert(now + path.roundTrip + 10ms + std::max<base::Nanoseconds>(queued, 0ns));
            ++sent;
        }
    }
    return std::chrono::duration<double>(*back.rbegin() - from).count();
}

enum class Says { Limits, Nothing, RetryAfter };

Bound measure(const Server& server, const Path& path, Says says, double least) {
    PaceRig rig(7);
    rig.concurrency = path.concurrency;
    rig.saysRetryAfter = says == Says::RetryAfter;
    rig.latencyLeast = path.roundTrip * 4 / 10;
    rig.latencyMost = path.roundTrip * 6 / 10;
    rig.limits.push_back({server.make(), server.reset, says == Says::Limits, server.window, server.delayEach});
    const auto took = rig.run(count);
    EXPECT_EQ(rig.done, count);
    return {std::chrono::duration<double>(took).count() / least, rig.blocked};
}

} // namespace

class PaceMatrix : public testing::TestWithParam<Server> {};
INSTANTIATE_TEST_SUITE_P(Servers, PaceMatrix, testing::ValuesIn(servers()),
                         [](const auto& server) { return server.param.name; });

TEST_P(PaceMatrix, takesLittleLongerThanTheLeastAndWastesLittle) {
    const Server& server = GetParam();
    const std::array bounds{server.announced, server.silent, server.told};
    const std::array names{"announced", "silent", "told when"};
    for (const Path& path : paths) {
        const double least = leastSeconds(server, path);
        for (std::size_t says = 0; says < bounds.size(); ++says) {
            if (!bounds[says])
                continue;
            const Bound was = measure(server, path, static_cast<Says>(says), least);
            const auto where = QByteArray(names[says]) + ", round trip " +
                               QByteArray::number(qint64(path.roundTrip / 1ms)) + " ms, " +
                               QByteArray::number(path.concurrency) + " at once";
            std::printf("%-18s %-38s %5.2fx %3d blocked\n", server.name, where.constData(), was.ratio, was.blocked);
            EXPECT_LE(was.ratio, bounds[says]->ratio) << where.constData();
            EXPECT_LE(was.blocked, bounds[says]->blocked) << where.constData();
        }
    }
}

} // namespace knockback::retry
