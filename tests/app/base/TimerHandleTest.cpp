// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/VirtualScheduler.h"

namespace knockback {

using namespace std::chrono_literals;

TEST(TimerHandle, movesWithItsWait) {
    test::VirtualScheduler scheduler;
    int ran = 0;
    base::TimerHandle second;
    {
        auto first = scheduler.after(1ms, [&] { ++ran; });
        second = std::move(first);
    }
    base::TimerHandle third(std::move(second));
    scheduler.advance(1ms);
    EXPECT_EQ(ran, 1);
}

TEST(TimerHandle, takingAnotherWaitCancelsItsOwn) {
    test::VirtualScheduler scheduler;
    std::string ran;
    auto handle = scheduler.after(1ms, [&] { ran += 'a'; });
    handle = scheduler.after(2ms, [&] { ran += 'b'; });
    scheduler.advance(5ms);
    EXPECT_EQ(ran, "b");
}

TEST(TimerHandle, cancelAfterTheCallIsHarmless) {
    test::VirtualScheduler scheduler;
    int ran = 0;
    auto a = scheduler.after(1ms, [&] { ++ran; });
    scheduler.advance(1ms);
    auto b = scheduler.after(1ms, [&] { ++ran; });
    a.cancel();
    scheduler.advance(1ms);
    EXPECT_EQ(ran, 2);
}

// A flow that keeps its own wait in the state its callback owns.
TEST(TimerHandle, mayBeOwnedByItsOwnCallback) {
    test::VirtualScheduler scheduler;
    struct Flow {
        base::TimerHandle wait;
        std::string* trace;
        ~Flow() { *trace += '~'; }
    };
    std::string trace;
    std::weak_ptr<Flow> weak;
    {
        auto flow = std::make_shared<Flow>();
        flow->trace = &trace;
        weak = flow;
        flow->wait = scheduler.after(1ms, [flow, &trace] { trace += 'r'; });
    }
    ASSERT_FALSE(weak.expired());
    weak.lock()->wait.cancel(); // the callback was the last owner
    EXPECT_TRUE(weak.expired());
    EXPECT_EQ(trace, "~");
    EXPECT_EQ(scheduler.waiting(), 0u);
    scheduler.advance(1s);
    EXPECT_EQ(trace, "~");
}

TEST(TimerHandle, mayBeCancelledFromItsOwnCallback) {
    test::VirtualScheduler scheduler;
    int ran = 0;
    base::TimerHandle handle;
    handle = scheduler.after(1ms, [&] {
        ++ran;
        handle.cancel();
    });
    scheduler.advance(5ms);
    EXPECT_EQ(ran, 1);
}

} // namespace knockback
