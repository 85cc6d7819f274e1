// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/QtScheduler.h"

#include <QCoreApplication>
#include <QEventLoop>

#include <thread>

namespace knockback {

using base::QtScheduler;
using namespace std::chrono_literals;

TEST(QtScheduler, waitsAreNeverEarlyAndInOrder) {
    QtScheduler scheduler;
    QEventLoop loop;
    std::vector<int> order;
    std::vector<base::TimerHandle> timers;
    int early = 0;
    for (const int ms : {25, 10, 0, 15}) {
        const auto due = scheduler.clock().steadyNow() + std::chrono::milliseconds(ms);
        timers.push_back(scheduler.at(due, [&, ms, due] {
            early += scheduler.clock().steadyNow() < due ? 1 : 0;
            order.push_back(ms);
            if (ms == 25)
                loop.quit();
        }));
    }
    EXPECT_TRUE(order.empty());
    loop.exec();
    EXPECT_EQ(order, (std::vector{0, 10, 15, 25}));
    EXPECT_EQ(early, 0);
}

TEST(QtScheduler, anEarlierWaitThatIsAddedLaterFiresFirst) {
    QtScheduler scheduler;
    QEventLoop loop;
    std::string order;
    auto late = scheduler.after(25ms, [&] {
        order += 'l';
        loop.quit();
    });
    auto soon = scheduler.after(5ms, [&] { order += 's'; });
    loop.exec();
    EXPECT_EQ(order, "sl");
}

TEST(QtScheduler, aWaitAddedByAWaitRuns) {
    QtScheduler scheduler;
    QEventLoop loop;
    base::TimerHandle second;
    auto first = scheduler.after(1ms, [&] { second = scheduler.after(1ms, [&] { loop.quit(); }); });
    loop.exec();
}

TEST(QtScheduler, aCancelledWaitNeverRuns) {
    QtScheduler scheduler;
    QEventLoop loop;
    auto cancelled = scheduler.after(1ms, [] { ADD_FAILURE(); });
    auto end = scheduler.after(10ms, [&] { loop.quit(); });
    cancelled.cancel();
    loop.exec();
}

TEST(QtScheduler, postsComeFromAnyThreadInOrder) {
    QtScheduler scheduler;
    QEventLoop loop;
    std::vector<int> seen;
    const auto home = std::this_thread::get_id();
    std::thread other([&] {
        for (int i = 0; i < 1000; ++i)
            scheduler.post([&, i] {
                EXPECT_EQ(std::this_thread::get_id(), home);
                seen.push_back(i);
            });
        scheduler.post([&] { loop.quit(); });
    });
    loop.exec();
    other.join();
    EXPECT_EQ(seen.size(), 1000u);
    EXPECT_TRUE(std::is_sorted(seen.begin(), seen.end()));
}

TEST(QtScheduler, takesWhatWasPostedAndAwaitedWithIt) {
    auto scheduler = std::make_unique<QtScheduler>();
    auto timer = scheduler->after(1ms, [] { ADD_FAILURE(); });
    scheduler->post([] { ADD_FAILURE(); });
    scheduler.reset();
    QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
    timer.cancel();
}

} // namespace knockback
