// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/Starting.h"

#include "tests/support/VirtualScheduler.h"
#include "ui/theme/ThemeManager.h"

#include <QTest>
#include <gtest/gtest.h>

#include <future>

namespace knockback::ui {

using namespace std::chrono_literals;

class StartingTest : public testing::Test {
protected:
    test::VirtualScheduler time;
    ThemeManager themes{ThemeKind::Light};
    Starting starting{themes, time, QStringLiteral("It takes long.")};
    std::promise<void> keychain;
    bool made = false;
    const std::function<void()> slow = [this] {
        keychain.get_future().wait();
        made = true;
    };
};

TEST_F(StartingTest, WhatIsDoneAtOnceIsNotSeen) {
    EXPECT_TRUE(starting.runs([this] { made = true; }));
    EXPECT_TRUE(made);
    time.advance(1h);
    EXPECT_FALSE(starting.isVisible());
}

TEST_F(StartingTest, WhatTakesLongerThanAMomentIsSaid) {
    bool early = true;
    bool seen = false;
    QMetaObject::invokeMethod(
        &starting,
        [&] {
            time.advance(999ms);
            early = starting.isVisible();
            time.advance(1ms);
            seen = starting.isVisible();
            keychain.set_value();
        },
        Qt::QueuedConnection);
    EXPECT_TRUE(starting.runs(slow));
    EXPECT_FALSE(early);
    EXPECT_TRUE(seen);
    EXPECT_TRUE(made);
}

TEST_F(StartingTest, ClosingItGivesUpButTheWorkIsNotCutOff) {
    {
        Starting closed(themes, time, {});
        QMetaObject::invokeMethod(
            &closed,
            [&] {
                time.advance(1s);
                closed.close();
            },
            Qt::QueuedConnection);
        EXPECT_FALSE(closed.runs(slow));
        keychain.set_value();
    }
    EXPECT_TRUE(made);
}

} // namespace knockback::ui
