// SPDX-License-Identifier: GPL-3.0-or-later
// Announced windows that are not ours alone, do not last, or are told by servers that disagree.
#include "app/http/HttpDate.h"
#include "app/http/Response.h"
#include "app/providers/Catalogue.h"
#include "app/ratelimit/QuotaReader.h"
#include "tests/app/retry/PaceRig.h"

namespace knockback::retry {

using ratelimit::FixedWindow;

namespace {

double inSeconds(base::Nanoseconds span) {
    return std::chrono::duration<double>(span).count();
}

// Several servers behind one name, each with windows of its own.
class Nodes final : public ratelimit::Limiter {
public:
    Nodes(std::size_t count, qint64 limit, base::Nanoseconds window) {
        for (std::size_t i = 0; i < count; ++i)
            m_nodes.push_back(std::make_unique<FixedWindow>(limit, window));
    }
    ratelimit::Verdict take(base::SteadyTime now, const QByteArray& key) override {
        return m_nodes[m_random.next() % m_nodes.size()]->take(now, key);
    }

private:
    std::vector<std::unique_ptr<FixedWindow>> m_nodes;
    test::SeededRandom m_random{3};
};

} // namespace

TEST(PaceMishap, somebodyElseTakesHalfOfIt) {
    for (const auto roundTrip : {1ms, 50ms, 300ms})
        for (const int concurrency : {1, 10, 300})
            for (const bool retryAfter : {true, false}) {
                PaceRig rig(5);
                rig.concurrency = concurrency;
                rig.saysRetryAfter = retryAfter;
                rig.latencyLeast = base::Nanoseconds(roundTrip) * 4 / 10;
                rig.latencyMost = base::Nanoseconds(roundTrip) * 6 / 10;
                rig.foreignEvery = 200ms; // 25 of 50 in 5 s
                rig.add(std::make_unique<FixedWindow>(50, 5s), 5s);
                const auto took = rig.run(300);
                EXPECT_EQ(rig.done, 300);
                // All 50 are spent as a window opens, before the other one comes: only those who ask one by one share.
                EXPECT_LE(inSeconds(took), concurrency == 1 ? 97 : 38) << roundTrip.count() << ' ' << concurrency;
                EXPECT_LE(rig.blocked, 18) << "two or three each window, round trip " << roundTrip.count() << " ms, "
                                           << concurrency << " at once";
            }
}

TEST(PaceMishap, aLimitIsLoweredMidway) {
    for (const int concurrency : {10, 300}) {
        PaceRig rig;
        rig.concurrency = concurrency;
        rig.add(std::make_unique<FixedWindow>(50, 5s), 5s);
        const auto change =
            rig.scheduler.after(12s, [&] { rig.limits[0].limiter = std::make_unique<FixedWindow>(20, 5s); });
        const auto took = rig.run(300);
        EXPECT_LE(rig.blocked, 50) << "what the old window had left";
        EXPECT_LE(inSeconds(took), 12 + 8 * 5 + 6);
    }
}

TEST(PaceMishap, aLimitIsRaisedMidway) {
    for (const int concurrency : {10, 300}) {
        PaceRig rig;
        rig.concurrency = concurrency;
        rig.add(std::make_unique<FixedWindow>(20, 5s), 5s);
        const auto change =
            rig.scheduler.after(12s, [&] { rig.limits[0].limiter = std::make_unique<FixedWindow>(50, 5s); });
        const auto took = rig.run(300);
        EXPECT_EQ(rig.blocked, 0);
        EXPECT_LE(inSeconds(took), 15 + 4 * 5 + 6);
    }
}

TEST(PaceMishap, serversThatCountApartAreNotOverrun) {
    for (const auto roundTrip : {1ms, 50ms, 300ms})
        for (const int concurrency : {1, 10, 300}) {
            PaceRig rig(9);
            rig.concurrency = concurrency;
            rig.latencyLeast = base::Nanoseconds(roundTrip) * 4 / 10;
            rig.latencyMost = base::Nanoseconds(roundTrip) * 6 / 10;
            rig.add(std::make_unique<Nodes>(3, 50, 5s), 5s);
            const auto took = rig.run(300, 10min);
            EXPECT_EQ(rig.done, 300);
            EXPECT_LE(rig.blocked, 30) << "a tenth, round trip " << roundTrip.count() << " ms, " << concurrency;
            EXPECT_LE(inSeconds(took), 95) << roundTrip.count() << ' ' << concurrency;
        }
}

// The server's clock is off by minutes, and its resets are times of day: what counts is its own Date.
TEST(PaceMishap, aServersClockThatIsOffChangesNothing) {
    const base::WallTime ours{base::Seconds(1'795'255'200)};
    for (const auto skew : {-3h, 0h, 3h})
        for (const auto fraction : {0ms, 400ms, 999ms}) {
            const auto theirs = ours + skew + fraction;
            const auto seconds = std::chrono::floor<base::Seconds>(theirs).time_since_epoch().count();
            http::Attempt attempt;
            attempt.request.url = "https://api.example/items";
            attempt.response.emplace();
            attempt.response->head.status = 200;
            auto& fields = attempt.response->head.headers;
            fields.append("Date", http::formatHttpDate(theirs));
            fields.append("X-RateLimit-Limit", "50");
            fields.append("X-RateLimit-Remaining", "49");
            fields.append("X-RateLimit-Reset", QByteArray::number(qint64(seconds) + 6));
            const auto readings =
                paceReadings(ratelimit::readQuota(attempt, providers::Catalogue::builtIn(), ours + fraction));
            ASSERT_EQ(readings.size(), 1u);
            EXPECT_EQ(readings[0].reset, 6s) << skew.count() << ' ' << fraction.count();
            EXPECT_TRUE(readings[0].byClock);
        }
}

} // namespace knockback::retry
