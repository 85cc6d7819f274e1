// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/TickLadder.h"

#include <gtest/gtest.h>

namespace knockback::timeline {
namespace {

using namespace std::chrono_literals;
using base::SteadyTime;

// 2026-11-22 10:41:00 UTC is 1000 s on the steady clock.
LocalClock clockAt(base::Seconds offset) {
    return {SteadyTime(1000s), base::WallTime(base::Seconds(1'795'344'060)), offset};
}

std::vector<QString> labels(const std::vector<Tick>& ticks) {
    std::vector<QString> out;
    for (const Tick& tick : ticks)
        out.push_back(tick.label);
    return out;
}

TEST(TickLadder, StepsAreRound) {
    EXPECT_EQ(tickStep(1ns), 1us);
    EXPECT_EQ(tickStep(3ms), 5ms);
    EXPECT_EQ(tickStep(5ms), 5ms);
    EXPECT_EQ(tickStep(11s), 20s);
    EXPECT_EQ(tickStep(21s), 1min);
    EXPECT_EQ(tickStep(25min), 1h);
    EXPECT_EQ(tickStep(13h), 24h);
    EXPECT_EQ(tickStep(24h * 30), 48h * 16);
}

TEST(TickLadder, TwoMinutesAsDrawn) {
    const TimeAxis axis{{SteadyTime(1000s), SteadyTime(1120s)}, 104, 700};
    const auto ticks = ticksOn(axis, clockAt(0s), 90);
    const std::vector<QString> wanted{
        QStringLiteral("10:41:00"), QStringLiteral("10:41:20"), QStringLiteral("10:41:40"), QStringLiteral("10:42:00"),
        QStringLiteral("10:42:20"), QStringLiteral("10:42:40"), QStringLiteral("10:43:00")};
    EXPECT_EQ(labels(ticks), wanted);
    EXPECT_EQ(ticks[1].at, SteadyTime(1020s));
}

TEST(TickLadder, RoundnessIsThatOfTheReadersZone) {
    const TimeAxis axis{{SteadyTime(1000s), SteadyTime(1000s + 4h)}, 0, 700};
    const auto ticks = ticksOn(axis, clockAt(5h + 30min), 100); // India
    EXPECT_EQ(ticks.front().label, QStringLiteral("17:00"));
    EXPECT_EQ(ticks.front().at, SteadyTime(1000s + 49min)) << "16:11 local, so an hour begins 49 minutes later";
}

TEST(TickLadder, FractionsAreAsFineAsTheStep) {
    const auto at = 10h + 41min + 20s + 250ms + 30us;
    EXPECT_EQ(timeLabel(at, 50ms), QStringLiteral("10:41:20.25"));
    EXPECT_EQ(timeLabel(at, 1ms), QStringLiteral("10:41:20.250"));
    EXPECT_EQ(timeLabel(at, 10us), QStringLiteral("10:41:20.25003"));
    EXPECT_EQ(timeLabel(at, 500ms), QStringLiteral("10:41:20.2"));
    EXPECT_EQ(timeLabel(at, 1s), QStringLiteral("10:41:20"));
    EXPECT_EQ(timeLabel(at, 5min), QStringLiteral("10:41"));
}

TEST(TickLadder, TicksKeepTheirDistanceAtEveryZoom) {
    for (base::Nanoseconds span = 100us; span < 24h * 40; span = span * 7 / 4) {
        const TimeAxis axis{{SteadyTime(1000s), SteadyTime(1000s + span)}, 10, 800};
        const auto ticks = ticksOn(axis, clockAt(-3h), 90);
        ASSERT_LE(ticks.size(), 10U);
        for (std::size_t i = 0; i < ticks.size(); ++i) {
            EXPECT_GE(axis.x(ticks[i].at), 10);
            EXPECT_LE(axis.x(ticks[i].at), 810.0001);
            if (i > 0) {
                EXPECT_GE(axis.x(ticks[i].at) - axis.x(ticks[i - 1].at), 89.99);
                EXPECT_NE(ticks[i].label, ticks[i - 1].label);
            }
        }
    }
}

TEST(TickLadder, TimeBefore1970IsStillInOrder) {
    EXPECT_EQ(timeLabel(-1s, 1s), QStringLiteral("23:59:59"));
}

} // namespace
} // namespace knockback::timeline
