// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/HitTest.h"
#include "tests/app/timeline/Script.h"

#include <gtest/gtest.h>

namespace knockback::timeline {
namespace {

using namespace std::chrono_literals;
using base::SteadyTime;
using diagnosis::Cause;

const QString core = QStringLiteral("core");
const QString feed = QStringLiteral("feed");

class Layout : public testing::Test {
protected:
    Layout() {
        request.axis = {{SteadyTime(0s), SteadyTime(100s)}, 100, 1000};
        request.now = SteadyTime(90s);
        script.attempt(10s, 1, 11, core, 200, 5000ms);
        script.attempt(20s, 1, 12, core, 429, 5000ms, Cause::RateLimit);
        script.waitStarted(25s, 1, 1, core, 30s);
        script.attempt(30s, 2, 13, core, 200, 5000ms);
        script.attempt(40s, 3, 14, feed, 403, 5000ms, Cause::SuspiciousPattern);
        script.at(45s, journal::CircuitChanged{feed, journal::CircuitState::Open, SteadyTime(75s), {}});
        script.at(50s, journal::CredentialRotated{"c", true, {}, {3}, feed});
    }
    TimelineLayout layout() const { return layOut(model, request); }

    TimelineModel model;
    test::Script script{model};
    LayoutRequest request;
};

TEST_F(Layout, LanesStackAndRowsShareThem) {
    const TimelineLayout out = layout();
    ASSERT_EQ(out.lanes.size(), 2U);
    EXPECT_EQ(out.lanes[0].top, 0);
    EXPECT_EQ(out.lanes[1].top, out.lanes[0].height);
    EXPECT_EQ(out.lanes[1].height, 44);
    EXPECT_EQ(out.height, out.lanes[0].height + out.lanes[1].height);
    EXPECT_GT(out.lanes[0].height, 44) << "two calls at once take two rows";
    for (const Span& span : out.spans) {
        const LaneBox& box = out.lanes[span.lane];
        EXPECT_GE(span.top, box.top);
        EXPECT_LE(span.top + span.height, box.top + box.height);
    }
}

TEST_F(Layout, LanesOutOfSightCostNothing) {
    request.visibleBottom = 10;
    const TimelineLayout out = layout();
    EXPECT_EQ(out.lanes.size(), 2U) << "their height is still known";
    for (const Span& span : out.spans)
        EXPECT_EQ(span.lane, 0U);
    EXPECT_TRUE(out.circuits.empty());
}

TEST(LayoutOfCircuits, OneThatGoesOnIsSeenUpToWhereItMeansToBe) {
    TimelineModel model;
    test::Script script(model);
    const QString lane = QStringLiteral("api.example");
    script.at(10s, journal::CircuitChanged{lane, journal::CircuitState::Open, SteadyTime::max(), {}, lane, true});
    LayoutRequest request;
    request.axis = {{SteadyTime(0s), SteadyTime(100s)}, 0, 1000};
    request.now = SteadyTime(50s);
    auto out = layOut(model, request);
    ASSERT_EQ(out.circuits.size(), 1U);
    EXPECT_DOUBLE_EQ(out.circuits[0].left, 100);
    EXPECT_DOUBLE_EQ(out.circuits[0].right, 1000) << "until somebody closes it";
    script.at(20s, journal::CircuitChanged{lane, journal::CircuitState::HalfOpen, {}, {}, lane});
    out = layOut(model, request);
    ASSERT_EQ(out.circuits.size(), 2U);
    EXPECT_DOUBLE_EQ(out.circuits[0].right, 200);
    EXPECT_DOUBLE_EQ(out.circuits[1].right, 500) << "up to now";
    script.at(30s, journal::CircuitChanged{lane, journal::CircuitState::Closed, {}, {}, lane});
    out = layOut(model, request);
    EXPECT_DOUBLE_EQ(out.circuits[1].right, 300);
}

TEST_F(Layout, PlacesCircuitsAndRotations) {
    const TimelineLayout out = layout();
    ASSERT_EQ(out.circuits.size(), 1U);
    EXPECT_DOUBLE_EQ(out.circuits[0].left, 550);
    EXPECT_DOUBLE_EQ(out.circuits[0].right, 850);
    ASSERT_EQ(out.marks.size(), 1U);
    EXPECT_DOUBLE_EQ(out.marks[0].x, 600);
    request.axis.range = {SteadyTime(80s), SteadyTime(90s)};
    EXPECT_TRUE(layout().circuits.empty());
    EXPECT_TRUE(layout().marks.empty());
}

TEST_F(Layout, HitsWhatIsPainted) {
    const TimelineLayout out = layout();
    const double row = out.lanes[0].top + 18;
    const Hit first = hitAt(out, 220, row);
    ASSERT_TRUE(std::holds_alternative<const Span*>(first));
    EXPECT_EQ(model.side(std::get<const Span*>(first)->bar).attempt, base::AttemptId{11});
    const Hit wait = hitAt(out, 500, row);
    ASSERT_TRUE(std::holds_alternative<const Span*>(wait));
    EXPECT_EQ(std::get<const Span*>(wait)->kind, SpanKind::Wait);
    EXPECT_TRUE(std::holds_alternative<Nothing>(hitAt(out, 120, row)));
    EXPECT_TRUE(std::holds_alternative<Nothing>(hitAt(out, 220, 4000)));
    const double second = out.lanes[1].top + 18;
    EXPECT_TRUE(std::holds_alternative<const MarkSpan*>(hitAt(out, 600, second)));
    EXPECT_TRUE(std::holds_alternative<const CircuitBox*>(hitAt(out, 700, second)));
    EXPECT_TRUE(std::holds_alternative<const Span*>(hitAt(out, 549, second))) << "a thin thing is hit from beside it";
}

TEST_F(Layout, AFoldMeansItsWorstAttempt) {
    for (std::uint64_t i = 0; i < 20; ++i)
        script.attempt(60s + base::Milliseconds(i * 10), 9, 100 + i, QStringLiteral("busy"), i == 7 ? 429 : 200, 1ms,
                       i == 7 ? Cause::RateLimit : Cause::None);
    const TimelineLayout out = layout();
    const Hit hit = hitAt(out, 701, out.lanes[2].top + 18);
    ASSERT_TRUE(std::holds_alternative<const Span*>(hit));
    const Span& span = *std::get<const Span*>(hit);
    EXPECT_EQ(span.kind, SpanKind::Fold);
    const auto bar = attemptAt(model, request.axis, span, 701);
    ASSERT_TRUE(bar.has_value());
    EXPECT_EQ(model.side(*bar).attempt, base::AttemptId{107});
}

TEST_F(Layout, StepsThroughAttemptsAsTheEyeReads) {
    const TimelineLayout out = layout();
    std::vector<std::uint64_t> visited;
    base::AttemptId at{};
    while (const auto next = neighbour(model, out, at, 1)) {
        at = model.side(next->bar).attempt;
        visited.push_back(at.value);
    }
    EXPECT_EQ(visited, (std::vector<std::uint64_t>{11, 12, 13, 14}));
    std::reverse(visited.begin(), visited.end());
    std::vector<std::uint64_t> back{at.value};
    while (const auto next = neighbour(model, out, at, -1)) {
        at = model.side(next->bar).attempt;
        back.push_back(at.value);
    }
    EXPECT_EQ(back, visited);
    EXPECT_EQ(model.side(neighbour(model, out, {999}, -1)->bar).attempt, base::AttemptId{14});
}

TEST_F(Layout, OverviewShowsTheWorstOfAllLanes) {
    const auto columns = overview(model, {SteadyTime(0s), SteadyTime(100s)}, 20, SteadyTime(90s));
    ASSERT_EQ(columns.size(), 20U);
    EXPECT_EQ(columns[0], Severity::Nothing);
    EXPECT_EQ(columns[2], Severity::Ok);
    EXPECT_EQ(columns[4], Severity::RateLimit);
    EXPECT_EQ(columns[6], Severity::Ok) << "an attempt counts more than a wait";
    EXPECT_EQ(columns[8], Severity::SuspiciousPattern);
    EXPECT_EQ(columns[15], Severity::Wait);
    EXPECT_EQ(columns[19], Severity::Nothing) << "the future is empty";
    EXPECT_TRUE(overview(model, {SteadyTime(0s), SteadyTime(100s)}, 0, SteadyTime(90s)).empty());
}

} // namespace
} // namespace knockback::timeline
