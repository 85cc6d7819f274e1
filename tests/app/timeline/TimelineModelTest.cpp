// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/timeline/Script.h"

#include <gtest/gtest.h>

namespace knockback::timeline {
namespace {

using namespace std::chrono_literals;
using base::SteadyTime;
using diagnosis::Cause;

const QString core = QStringLiteral("core · per IP");
const QString search = QStringLiteral("search · per token");

class Model : public testing::Test {
protected:
    TimelineModel model;
    test::Script script{model};
};

TEST_F(Model, IsEmptyBeforeTheFirstEvent) {
    EXPECT_TRUE(model.lanes().empty());
    EXPECT_FALSE(model.bounds().has_value());
    EXPECT_FALSE(model.live(SteadyTime(1s)));
}

TEST_F(Model, AnAttemptRunsAndIsThenFinishedInItsPlace) {
    script.callStarted(1s, 1);
    script.attemptStarted(1s, 1, 10, core);
    ASSERT_EQ(model.lanes().size(), 1U);
    EXPECT_TRUE(model.live(SteadyTime(1s)));
    EXPECT_TRUE(model.lanes()[0].rows[0].running().has_value());
    script.attemptFinished(1200ms, 1, 10, core, 429, 200ms, Cause::RateLimit, 0);
    EXPECT_FALSE(model.live(SteadyTime(2s)));
    const Track& row = model.lanes()[0].rows[0];
    EXPECT_FALSE(row.running().has_value());
    ASSERT_EQ(row.bars().size(), 1U);
    EXPECT_EQ(row.bars()[0].severity(), Severity::RateLimit);
    EXPECT_EQ(row.bars()[0].duration(), 200ms);
    EXPECT_EQ(model.side(row.bars()[0]).attempt, base::AttemptId{10});
    EXPECT_EQ(model.requestName(model.side(row.bars()[0])), QStringLiteral("Search"));
    EXPECT_EQ(model.lanes()[0].state.remaining, 0);
    EXPECT_EQ(model.lanes()[0].state.reset, SteadyTime(6200ms));
    EXPECT_EQ(model.lanes()[0].state.lastCause, Cause::RateLimit);
    EXPECT_EQ(model.bounds(), (TimeRange{SteadyTime(1s), SteadyTime(1200ms)}));
    EXPECT_EQ(model.attempts(), 1U);
}

TEST_F(Model, AttemptsAndWaitsOfACallFollowEachOtherInOneRow) {
    script.callStarted(1s, 1);
    script.attempt(1s, 1, 10, core, 429, 100ms, Cause::RateLimit);
    script.waitStarted(1100ms, 1, 5, core, 41s);
    EXPECT_TRUE(model.live(SteadyTime(2s)));
    const auto& running = model.lanes()[0].rows[0].running();
    ASSERT_TRUE(running.has_value());
    EXPECT_EQ(running->end(), SteadyTime(1100ms + 41s)) << "a wait says when it will be over";

    script.callStarted(2s, 2);
    script.attempt(2s, 2, 11, core, 200, 100ms);
    EXPECT_EQ(model.lanes()[0].rows.size(), 2U) << "another call goes beside it";

    script.waitEnded(20s, 1, 5); // skipped early
    script.attempt(20s, 1, 12, core, 200, 100ms);
    ASSERT_EQ(model.lanes()[0].rows[0].bars().size(), 3U);
    EXPECT_EQ(model.lanes()[0].rows[0].bars()[1].kind(), BarKind::Wait);
    EXPECT_EQ(model.lanes()[0].rows[0].bars()[1].end(), SteadyTime(20s))
        << "it ends when it ended, not when it was due";
    EXPECT_EQ(model.lanes()[0].rows[1].bars().size(), 1U);
}

TEST_F(Model, TheAnswerMayNameAnotherBucket) {
    script.callStarted(1s, 1);
    script.attemptStarted(1s, 1, 10, QStringLiteral("api.example"));
    script.attemptFinished(1100ms, 1, 10, core, 200, 100ms);
    ASSERT_EQ(model.lanes().size(), 2U);
    EXPECT_TRUE(model.lanes()[0].empty());
    EXPECT_EQ(model.lanes()[1].name, core);
    EXPECT_EQ(model.lanes()[1].rows[0].bars().size(), 1U);
}

TEST_F(Model, NoAnswerIsNoSuccess) {
    script.attemptFinished(2s, 1, 10, core, 0, 100ms);
    EXPECT_EQ(model.lanes()[0].rows[0].bars()[0].severity(), Severity::Network);
}

TEST_F(Model, ForgetsWhatRanWhenEventsWereMissed) {
    script.callStarted(1s, 1);
    script.attemptStarted(1s, 1, 10, core);
    script.waitStarted(1s, 2, 5, search, 1h);
    script.skipEvents(1000);
    script.callStarted(9s, 3);
    EXPECT_FALSE(model.live(SteadyTime(9s)));
    script.attemptFinished(10s, 1, 10, core, 200, 50ms);
    EXPECT_EQ(model.lanes()[0].rows[0].bars().size(), 1U) << "what comes after all is shown";
    script.waitEnded(11s, 2, 5);
    EXPECT_TRUE(model.lanes()[1].empty());
}

TEST_F(Model, AFinishedCallLeavesNothingRunning) {
    script.callStarted(1s, 1);
    script.waitStarted(1s, 1, 5, core, 1h);
    script.callFinished(2s, 1);
    EXPECT_FALSE(model.live(SteadyTime(2s)));
}

TEST_F(Model, ShowsRotationsAndOpenCircuits) {
    script.at(5s, journal::CredentialRotated{"ledger", true, {}, {1}, core});
    script.at(6s, journal::CircuitChanged{core, journal::CircuitState::Open, SteadyTime(36s), QStringLiteral("open")});
    const Lane& lane = model.lanes()[0];
    ASSERT_EQ(lane.rotations.size(), 1U);
    EXPECT_EQ(lane.state.rotatedAt, SteadyTime(5s));
    ASSERT_EQ(lane.circuits.size(), 1U);
    EXPECT_EQ(lane.state.circuit, journal::CircuitState::Open);
    EXPECT_TRUE(model.live(SteadyTime(35s)));
    EXPECT_FALSE(model.live(SteadyTime(36s))) << "a circuit that nobody probes does not keep the picture moving";
    script.at(20s, journal::CircuitChanged{core, journal::CircuitState::HalfOpen, {}, {}});
    EXPECT_EQ(lane.circuits[0].end, SteadyTime(20s));
    EXPECT_FALSE(model.live(SteadyTime(20s)));
}

TEST_F(Model, TellsWhatACircuitWentThrough) {
    using journal::CircuitChanged;
    using journal::CircuitState;
    const QString host = QStringLiteral("api.example");
    const auto change = [&](base::Nanoseconds at, CircuitState state, base::SteadyTime until, const char* why,
                            const QString& circuit, bool byHand = false) {
        script.at(at, CircuitChanged{core, state, until, QString::fromUtf8(why), circuit, byHand});
    };
    change(1s, CircuitState::Open, SteadyTime(31s), "five failures", host);
    change(2s, CircuitState::Open, SteadyTime::max(), "by hand", QStringLiteral("other"), true);
    change(31s, CircuitState::HalfOpen, {}, "a probe", host);
    change(33s, CircuitState::Closed, {}, "answers again", host);
    const auto& circuits = model.lanes()[0].circuits;
    ASSERT_EQ(circuits.size(), 3U);
    EXPECT_EQ(circuits[0].end, SteadyTime(31s));
    EXPECT_FALSE(circuits[0].closed) << "probes came first";
    EXPECT_FALSE(circuits[1].end) << "another circuit of the lane";
    EXPECT_TRUE(circuits[1].byHand);
    EXPECT_TRUE(circuits[2].halfOpen);
    EXPECT_EQ(circuits[2].end, SteadyTime(33s));
    EXPECT_TRUE(circuits[2].closed);
    EXPECT_EQ(circuits[2].closing, QStringLiteral("answers again"));
    EXPECT_FALSE(model.live(SteadyTime(40s))) << "one that is open by hand does not keep the picture moving";
}

TEST(ModelGrouping, ByHostAndByRequest) {
    for (const auto& [grouping, wanted] : {std::pair(Grouping::Host, QStringLiteral("api.example:8443")),
                                           std::pair(Grouping::Request, QStringLiteral("GET api.example:8443/x"))}) {
        TimelineModel model(grouping);
        test::Script script(model);
        script.callStarted(1s, 1, {}, "https://api.example:8443/x?secret=1");
        script.attempt(1s, 1, 10, core, 200, 10ms);
        ASSERT_EQ(model.lanes().size(), 1U);
        EXPECT_EQ(model.lanes()[0].name, wanted);
        script.at(2s, journal::CircuitChanged{core, journal::CircuitState::Open, SteadyTime(9s), {}});
        ASSERT_EQ(model.lanes().size(), 1U) << "a circuit is shown where its bucket's attempts are";
        EXPECT_EQ(model.lanes()[0].state.circuit, journal::CircuitState::Open);
    }
}

TEST_F(Model, ManyCallsAtOnceKeepRowsApart) {
    for (std::uint64_t i = 0; i < 50; ++i)
        script.attemptStarted(1s + base::Milliseconds(i), i, 100 + i, core);
    EXPECT_EQ(model.lanes()[0].rows.size(), 50U);
    for (std::uint64_t i = 50; i-- > 0;)
        script.attemptFinished(2s, i, 100 + i, core, 200, base::Milliseconds(1000 - static_cast<long long>(i)));
    std::size_t bars = 0;
    for (const Track& row : model.lanes()[0].rows)
        bars += row.bars().size();
    EXPECT_EQ(bars, 50U);
}

} // namespace
} // namespace knockback::timeline
