// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/ViewRange.h"

#include <gtest/gtest.h>

namespace knockback::ui {
namespace {

using namespace std::chrono_literals;
using base::SteadyTime;
using timeline::TimeRange;

const TimeRange content{SteadyTime(100s), SteadyTime(400s)};

TEST(ViewRange, FollowsNowUntilMovedByHand) {
    ViewRange view;
    view.update(content, SteadyTime(400s));
    EXPECT_EQ(view.range(), (TimeRange{SteadyTime(292s), SteadyTime(412s)}));
    view.update(content, SteadyTime(410s));
    EXPECT_EQ(view.range().end, SteadyTime(422s));
    view.step({SteadyTime(1s), SteadyTime(2s)});
    view.update(content, SteadyTime(500s));
    EXPECT_EQ(view.range(), (TimeRange{SteadyTime(1s), SteadyTime(2s)}));
    view.follow();
    view.update(content, SteadyTime(500s));
    EXPECT_EQ(view.range().end, SteadyTime(512s));
}

TEST(ViewRange, EverythingGrowsWithItsContent) {
    ViewRange view;
    view.showEverything();
    view.update(content, SteadyTime(400s));
    EXPECT_LT(view.range().begin, content.begin);
    EXPECT_GT(view.range().end, content.end);
    view.update({content.begin, SteadyTime(900s)}, SteadyTime(950s));
    EXPECT_GT(view.range().end, SteadyTime(950s));
}

TEST(ViewRange, BackLeavesHandMadeRanges) {
    ViewRange view;
    view.update(content, SteadyTime(400s));
    const TimeRange followed = view.range();
    view.step({SteadyTime(1s), SteadyTime(2s)});
    view.step({SteadyTime(3s), SteadyTime(4s)});
    view.leap({SteadyTime(5s), SteadyTime(6s)});
    EXPECT_TRUE(view.back());
    EXPECT_EQ(view.range(), (TimeRange{SteadyTime(3s), SteadyTime(4s)}));
    EXPECT_TRUE(view.back());
    EXPECT_EQ(view.range(), followed);
    EXPECT_FALSE(view.back());
    EXPECT_TRUE(view.forward());
    EXPECT_EQ(view.mode(), ViewRange::Mode::Free);
}

} // namespace
} // namespace knockback::ui
