// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/TimeAxis.h"
#include "tests/support/SeededRandom.h"

#include <gtest/gtest.h>

namespace knockback::timeline {
namespace {

using namespace std::chrono_literals;
using base::SteadyTime;

TimeAxis axis() {
    return {{SteadyTime(100s), SteadyTime(220s)}, 104, 600};
}

TEST(TimeAxis, MapsBothWays) {
    EXPECT_DOUBLE_EQ(axis().x(SteadyTime(100s)), 104);
    EXPECT_DOUBLE_EQ(axis().x(SteadyTime(220s)), 704);
    EXPECT_DOUBLE_EQ(axis().x(SteadyTime(160s)), 404);
    EXPECT_EQ(axis().time(404), SteadyTime(160s));
    EXPECT_EQ(axis().time(104 - 5), SteadyTime(99s));
}

TEST(TimeAxis, ZoomKeepsWhatIsUnderThePointer) {
    test::SeededRandom random(7);
    for (int i = 0; i < 1000; ++i) {
        TimeAxis zooming = axis();
        const double x = 104 + static_cast<double>(random.next() % 600);
        const double factor = 0.05 + static_cast<double>(random.next() % 4000) / 1000.0;
        const auto under = zooming.time(x);
        zooming.range = zooming.zoomed(x, factor);
        EXPECT_NEAR(zooming.x(under), x, 0.01) << "factor " << factor;
    }
}

TEST(TimeAxis, ZoomStopsAtTheShortestAndTheLongestSpan) {
    EXPECT_EQ(axis().zoomed(300, 1e-12).span(), shortestSpan);
    EXPECT_EQ(axis().zoomed(300, 1e12).span(), longestSpan);
    EXPECT_EQ(axis().zoomed(300, 0).span(), shortestSpan);
}

TEST(TimeAxis, PanFollowsThePicture) {
    const TimeRange moved = axis().panned(50);
    EXPECT_EQ(moved, (TimeRange{SteadyTime(90s), SteadyTime(210s)}));
}

TEST(TimeAxis, WithoutWidthOrSpanNothingBreaks) {
    const TimeAxis flat{{SteadyTime(1s), SteadyTime(1s)}, 0, 0};
    EXPECT_EQ(flat.x(SteadyTime(1s)), 0);
    EXPECT_EQ(flat.time(10), SteadyTime(1s));
}

TEST(TimeAxis, KeptNearLeavesATenthOverTheContent) {
    const TimeRange content{SteadyTime(1000s), SteadyTime(1100s)};
    EXPECT_EQ(keptNear({SteadyTime(0s), SteadyTime(50s)}, content), (TimeRange{SteadyTime(955s), SteadyTime(1005s)}));
    EXPECT_EQ(keptNear({SteadyTime(5000s), SteadyTime(5050s)}, content),
              (TimeRange{SteadyTime(1095s), SteadyTime(1145s)}));
    const TimeRange inside{SteadyTime(1010s), SteadyTime(1020s)};
    EXPECT_EQ(keptNear(inside, content), inside);
    const TimeRange point{SteadyTime(10s), SteadyTime(10s)};
    EXPECT_EQ(keptNear({SteadyTime(500s), SteadyTime(600s)}, point).span(), 100s)
        << "content without length is no trouble";
}

} // namespace
} // namespace knockback::timeline
