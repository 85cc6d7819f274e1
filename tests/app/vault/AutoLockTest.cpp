// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/AutoLock.h"
#include "tests/support/VirtualScheduler.h"

namespace knockback::test {

using namespace std::chrono_literals;

class AutoLockTest : public testing::Test {
protected:
    VirtualScheduler m_time;
    int m_locks = 0;
    vault::AutoLock m_lock{m_time, [this] { ++m_locks; }};
};

TEST_F(AutoLockTest, LocksAfterTheTimeWithoutATouch) {
    m_lock.setIdle(10min);
    m_time.advance(9min + 59s);
    EXPECT_EQ(m_locks, 0);
    m_time.advance(1s);
    EXPECT_EQ(m_locks, 1);
}

TEST_F(AutoLockTest, EveryTouchBeginsTheTimeAnew) {
    m_lock.setIdle(10min);
    for (int i = 0; i < 100; ++i) {
        m_time.advance(9min);
        m_lock.touch();
    }
    EXPECT_EQ(m_locks, 0);
    m_time.advance(9min + 59s);
    EXPECT_EQ(m_locks, 0);
    m_time.advance(1s);
    EXPECT_EQ(m_locks, 1);
}

TEST_F(AutoLockTest, OneTimerForAnyNumberOfTouches) {
    m_lock.setIdle(10min);
    for (int i = 0; i < 1'000; ++i)
        m_lock.touch();
    EXPECT_EQ(m_time.waiting(), 1U);
}

TEST_F(AutoLockTest, WithoutATimeItNeverLocks) {
    m_lock.setIdle(std::nullopt);
    m_time.advance(24h);
    m_lock.touch();
    EXPECT_EQ(m_locks, 0);
    m_lock.setIdle(1min);
    m_lock.setIdle(std::nullopt);
    m_time.advance(24h);
    EXPECT_EQ(m_locks, 0);
}

TEST_F(AutoLockTest, AShorterTimeThanWhatHasPassedLocksAtOnce) {
    m_lock.setIdle(60min);
    m_time.advance(20min);
    m_lock.setIdle(10min);
    EXPECT_EQ(m_locks, 1);
}

TEST_F(AutoLockTest, TheFirstTouchAfterALongSleepComesTooLate) {
    m_lock.setIdle(10min);
    // The steady clock stood still: only the wall says that hours have passed.
    m_time.fakeClock().setWall(m_time.clock().wallNow() + 3h);
    m_lock.touch();
    EXPECT_EQ(m_locks, 1);
    m_lock.touch();
    EXPECT_EQ(m_locks, 1) << "and only once";
}

TEST_F(AutoLockTest, AWallClockThatIsSetBackDoesNotKeepItOpen) {
    m_lock.setIdle(10min);
    m_time.fakeClock().setWall(m_time.clock().wallNow() - 24h);
    m_time.advance(10min);
    EXPECT_EQ(m_locks, 1);
}

TEST_F(AutoLockTest, GoesOnWatchingAfterItHasLocked) {
    m_lock.setIdle(10min);
    m_time.advance(10min);
    m_lock.touch(); // unlocked and used again
    const int before = m_locks;
    m_time.advance(10min);
    EXPECT_GT(m_locks, before);
}

} // namespace knockback::test
