// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/Countdown.h"
#include "tests/support/VirtualScheduler.h"

#include <QSignalSpy>

#include <gtest/gtest.h>

namespace knockback::ui {
namespace {

using namespace std::chrono_literals;

TEST(CountdownText, CountsStartedSeconds) {
    EXPECT_EQ(countdownText(41s), QStringLiteral("00:41"));
    EXPECT_EQ(countdownText(40s + 1ms), QStringLiteral("00:41"));
    EXPECT_EQ(countdownText(31min + 10s), QStringLiteral("31:10"));
    EXPECT_EQ(countdownText(1h + 2min + 3s), QStringLiteral("1:02:03"));
    EXPECT_EQ(countdownText(100h), QStringLiteral("100:00:00"));
    EXPECT_EQ(countdownText(0s), QStringLiteral("00:00"));
    EXPECT_EQ(countdownText(-5s), QStringLiteral("00:00"));
}

TEST(Countdown, SpeaksOnceASecondAndEnds) {
    test::VirtualScheduler time;
    Countdown countdown(time);
    QSignalSpy changed(&countdown, &Countdown::changed);
    QSignalSpy elapsed(&countdown, &Countdown::elapsed);
    countdown.start(time.clock().steadyNow() + 2500ms);
    EXPECT_EQ(countdown.text(), QStringLiteral("00:03"));
    time.advance(2400ms);
    EXPECT_EQ(countdown.text(), QStringLiteral("00:01"));
    EXPECT_EQ(changed.size(), 2);
    EXPECT_EQ(elapsed.size(), 0);
    time.advance(100ms);
    EXPECT_EQ(changed.last().first().toString(), QStringLiteral("00:00"));
    EXPECT_EQ(elapsed.size(), 1);
    EXPECT_FALSE(countdown.running());
    EXPECT_EQ(time.waiting(), 0U);
}

TEST(Countdown, IsNeverMoreThanATenthLate) {
    test::VirtualScheduler time;
    Countdown countdown(time);
    const auto due = time.clock().steadyNow() + 7s + 33ms;
    countdown.start(due);
    while (countdown.running()) {
        time.advance(7ms);
        if (!countdown.running())
            break;
        const auto left = due - time.clock().steadyNow();
        EXPECT_TRUE(countdown.text() == countdownText(left) || countdown.text() == countdownText(left + 100ms));
    }
    EXPECT_GE(time.clock().steadyNow(), due);
}

TEST(Countdown, StopsAndStartsAgain) {
    test::VirtualScheduler time;
    Countdown countdown(time);
    QSignalSpy elapsed(&countdown, &Countdown::elapsed);
    countdown.start(time.clock().steadyNow() + 1s);
    countdown.stop();
    time.advance(2s);
    EXPECT_EQ(elapsed.size(), 0);
    countdown.start(time.clock().steadyNow() - 1s);
    EXPECT_EQ(countdown.text(), QStringLiteral("00:00"));
    time.runPosted();
    EXPECT_EQ(elapsed.size(), 1) << "what is over already elapses at once, but not from inside start()";
}

} // namespace
} // namespace knockback::ui
