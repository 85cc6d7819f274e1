// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/VirtualScheduler.h"

#include <limits>

namespace knockback {

using namespace std::chrono_literals;

TEST(TimerQueue, runsInDueOrderAndEqualTimesInAskedOrder) {
    test::VirtualScheduler scheduler;
    std::string seen;
    auto a = scheduler.after(20ms, [&] { seen += 'a'; });
    auto b = scheduler.after(10ms, [&] { seen += 'b'; });
    auto c = scheduler.after(20ms, [&] { seen += 'c'; });
    scheduler.advance(20ms);
    EXPECT_EQ(seen, "bac");
}

TEST(TimerQueue, neverRunsEarly) {
    test::VirtualScheduler scheduler;
    bool ran = false;
    auto handle = scheduler.after(10ms, [&] { ran = true; });
    scheduler.advance(10ms - 1ns);
    EXPECT_FALSE(ran);
    scheduler.advance(1ns);
    EXPECT_TRUE(ran);
}

TEST(TimerQueue, destroyedOrCancelledHandleNeverRuns) {
    test::VirtualScheduler scheduler;
    bool ran = false;
    {
        auto handle = scheduler.after(1ms, [&] { ran = true; });
    }
    auto other = scheduler.after(1ms, [&] { ran = true; });
    other.cancel();
    scheduler.advance(1s);
    EXPECT_FALSE(ran);
    EXPECT_EQ(scheduler.waiting(), 0u);
}

TEST(TimerQueue, callbackMayCancelAnotherThatIsDueNow) {
    test::VirtualScheduler scheduler;
    bool ran = false;
    base::TimerHandle second;
    auto first = scheduler.after(1ms, [&] { second.cancel(); });
    second = scheduler.after(1ms, [&] { ran = true; });
    scheduler.advance(1ms);
    EXPECT_FALSE(ran);
}

TEST(TimerQueue, delayBeyondTheClockWaitsForEver) {
    test::VirtualScheduler scheduler;
    bool ran = false;
    auto handle = scheduler.after(base::Nanoseconds::max(), [&] { ran = true; });
    scheduler.advance(std::chrono::hours(24 * 365));
    EXPECT_FALSE(ran);
}

TEST(TimerQueue, handleMayOutliveItsScheduler) {
    base::TimerHandle handle;
    {
        test::VirtualScheduler scheduler;
        handle = scheduler.after(1ms, [] {});
    }
    handle.cancel();
}

} // namespace knockback
