// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/retry/PaceGate.h"

#include <gtest/gtest.h>

namespace knockback::retry {

using namespace std::chrono_literals;

class PaceGateTest : public testing::Test {
protected:
    void read(double remaining, base::Nanoseconds reset, base::SteadyTime sentAt, bool blocked = false) {
        PaceReading reading;
        reading.limit = 10;
        reading.remaining = remaining;
        reading.reset = reset;
        m_gate.read(reading, {sentAt, m_now, blocked}, m_now);
    }
    // Requests that go out at once.
    int go() {
        int gone = 0;
        for (; m_gate.opensAt(PaceMode::Burst, m_now) <= m_now && gone < 100; ++gone)
            m_gate.sent(m_now);
        return gone;
    }
    void answer(double remaining, base::Nanoseconds reset, base::SteadyTime sentAt) {
        read(remaining, reset, sentAt);
        m_gate.returned(false);
    }

    base::SteadyTime m_now{1h};
    PaceGate m_gate;
};

TEST_F(PaceGateTest, whatIsInFlightIsSpoken) {
    read(4, 10s, m_now);
    EXPECT_EQ(go(), 4);
    EXPECT_EQ(m_gate.opensAt(PaceMode::Burst, m_now), m_now + 10s);
}

TEST_F(PaceGateTest, answersThatOvertakeEachOtherLoseNoSlot) {
    read(9, 10s, m_now);
    const auto sentAt = m_now;
    EXPECT_EQ(go(), 9);
    m_now += 10ms;
    for (const double remaining : {5.0, 8.0, 7.0, 6.0, 0.0, 4.0, 2.0, 3.0, 1.0})
        answer(remaining, 10s, sentAt);
    EXPECT_EQ(go(), 0);
    m_now += 10s;
    EXPECT_EQ(m_gate.opensAt(PaceMode::Burst, m_now), m_now);
}

TEST_F(PaceGateTest, aLaterRequestThatHasMoreIsBelieved) {
    read(1, 60s, m_now);
    m_now += 1s;
    read(5, 59s, m_now - 500ms);
    EXPECT_EQ(go(), 5) << "the bucket has filled up a little";
    m_now += 1s;
    read(9, 58s, m_now - 1500ms);
    EXPECT_EQ(go(), 0) << "this one left before the last answer came";
}

TEST_F(PaceGateTest, ofRoundedResetsTheEarliestHolds) {
    read(0, 10s, m_now);
    m_now += 100ms;
    read(0, 10s, m_now);
    EXPECT_EQ(m_gate.opensAt(PaceMode::Burst, m_now), m_now + 9'900ms);
    m_now += 1s;
    read(0, 8s, m_now);
    EXPECT_EQ(m_gate.opensAt(PaceMode::Burst, m_now), m_now + 8s);
}

TEST_F(PaceGateTest, anAnswerFromBeforeTheResetSaysNothingOfTheNewWindow) {
    read(1, 1s, m_now);
    const auto old = m_now;
    EXPECT_EQ(go(), 1);
    m_now += 1100ms;
    EXPECT_EQ(go(), 1) << "one proves the reset";
    answer(9, 10s, m_now);
    read(0, 1s, old);
    m_gate.returned(false);
    EXPECT_EQ(go(), 9);
}

TEST_F(PaceGateTest, afterAResetOfAnUnknownLimitOneIsTried) {
    PaceReading reading;
    reading.remaining = 0;
    reading.reset = 5s;
    m_gate.read(reading, {m_now, m_now, false}, m_now);
    m_now += 5s;
    EXPECT_EQ(go(), 1);
}

TEST_F(PaceGateTest, aRequestWithoutAnAnswerCountsAsSpent) {
    read(3, 10s, m_now);
    EXPECT_EQ(go(), 3);
    for (int i = 0; i < 3; ++i)
        m_gate.returned(true);
    EXPECT_EQ(go(), 0);
}

TEST_F(PaceGateTest, tokensAreSpentAtTheirLearnedCost) {
    PaceReading reading;
    reading.requests = false;
    reading.reset = 60s;
    for (const double remaining : {10'000.0, 9'000.0, 8'000.0}) {
        reading.remaining = remaining;
        m_gate.read(reading, {m_now, m_now, false}, m_now);
        m_now += 1ms;
    }
    EXPECT_EQ(go(), 8) << "8,000 tokens at about 1,000 a request";
    reading.remaining = 0;
    m_gate.read(reading, {m_now, m_now, true}, m_now);
    EXPECT_GT(m_gate.opensAt(PaceMode::Burst, m_now), m_now + 50s);
}

TEST_F(PaceGateTest, ofNeitherResetNorWindowOneASecondIsTried) {
    PaceReading reading;
    reading.remaining = 0;
    m_gate.read(reading, {m_now, m_now, true}, m_now);
    EXPECT_EQ(m_gate.opensAt(PaceMode::Burst, m_now), m_now + 1s);
}

TEST_F(PaceGateTest, aForecastCountsWholeWindows) {
    PaceReading reading;
    reading.limit = 10;
    reading.remaining = 5;
    reading.window = 60s;
    reading.reset = 30s;
    m_gate.read(reading, {m_now, m_now, false}, m_now);
    EXPECT_EQ(m_gate.forecast(PaceMode::Burst, 4, m_now), m_now);
    EXPECT_EQ(m_gate.forecast(PaceMode::Burst, 5, m_now), m_now + 30s);
    EXPECT_EQ(m_gate.forecast(PaceMode::Burst, 14, m_now), m_now + 30s);
    EXPECT_EQ(m_gate.forecast(PaceMode::Burst, 15, m_now), m_now + 90s);
    EXPECT_TRUE(m_gate.forecast(PaceMode::Burst, 1e18, m_now)) << "far away, not overflown";
}

} // namespace knockback::retry
