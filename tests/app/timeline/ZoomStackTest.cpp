// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/ZoomStack.h"

#include <gtest/gtest.h>

namespace knockback::timeline {
namespace {

TimeRange seconds(int from, int to) {
    return {base::SteadyTime(base::Seconds(from)), base::SteadyTime(base::Seconds(to))};
}

TEST(ZoomStack, GoesBackAndForwardOverLeaps) {
    ZoomStack zoom(seconds(0, 100));
    EXPECT_FALSE(zoom.back());
    zoom.leap(seconds(10, 20));
    zoom.adjust(seconds(11, 21));
    zoom.leap(seconds(12, 13));
    EXPECT_TRUE(zoom.back());
    EXPECT_EQ(zoom.current(), seconds(11, 21)) << "steps are not remembered one by one";
    EXPECT_TRUE(zoom.back());
    EXPECT_EQ(zoom.current(), seconds(0, 100));
    EXPECT_TRUE(zoom.forward());
    EXPECT_TRUE(zoom.forward());
    EXPECT_EQ(zoom.current(), seconds(12, 13));
    EXPECT_FALSE(zoom.forward());
}

TEST(ZoomStack, ALeapForgetsWhatWasAhead) {
    ZoomStack zoom(seconds(0, 100));
    zoom.leap(seconds(1, 2));
    zoom.back();
    zoom.leap(seconds(3, 4));
    EXPECT_FALSE(zoom.canGoForward());
    zoom.leap(seconds(3, 4));
    EXPECT_TRUE(zoom.back());
    EXPECT_EQ(zoom.current(), seconds(0, 100)) << "a leap to where one stands is none";
}

TEST(ZoomStack, ResetForgets) {
    ZoomStack zoom(seconds(0, 100));
    zoom.leap(seconds(1, 2));
    zoom.reset(seconds(0, 200));
    EXPECT_EQ(zoom.current(), seconds(0, 200));
    EXPECT_FALSE(zoom.canGoBack());
}

TEST(ZoomStack, IsBounded) {
    ZoomStack zoom(seconds(0, 100));
    for (int i = 1; i <= 1000; ++i)
        zoom.leap(seconds(i, i + 1));
    int steps = 0;
    while (zoom.back())
        ++steps;
    EXPECT_EQ(steps, 99);
}

} // namespace
} // namespace knockback::timeline
