// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ratelimit/ResetUnit.h"

#include "app/ratelimit/QuotaTracker.h"

namespace knockback::ratelimit {

using namespace std::chrono_literals;

namespace {

constexpr base::SteadyTime start{1h};

std::optional<double> read(ResetUnit& unit, double number, base::Nanoseconds after) {
    QuotaWindow window;
    window.resetNumber = number;
    window.resetSeconds = number;
    window.resetAt = base::WallTime(std::chrono::microseconds(static_cast<qint64>(number * 1e6)));
    unit.correct(window, start + after);
    EXPECT_NEAR(std::chrono::duration<double>(window.resetAt->time_since_epoch()).count(), *window.resetSeconds, 1e-5);
    return window.resetSeconds;
}

} // namespace

TEST(ResetUnit, theSecondAnswerShowsMilliseconds) {
    ResetUnit unit;
    EXPECT_EQ(read(unit, 45'000, 0ns), 45'000);
    EXPECT_EQ(read(unit, 44'400, 600ms), 44.4);
    EXPECT_EQ(read(unit, 60'000, 45s), 60); // a new window: the unit stays
}

TEST(ResetUnit, secondsStaySeconds) {
    ResetUnit unit;
    for (int i = 0; i < 50; ++i)
        EXPECT_EQ(read(unit, 5000 - std::floor(0.7 * i), i * 700ms), 5000 - std::floor(0.7 * i));
}

TEST(ResetUnit, aMistakeIsCorrectedAgain) {
    ResetUnit unit;
    read(unit, 3600, 0ns);
    read(unit, 2600, 1s); // falls like milliseconds once: another window of another bucket came between
    EXPECT_EQ(read(unit, 2595, 6s), 2595);
}

TEST(ResetUnit, theTrackerShowsTheCorrectedUnit) {
    QuotaTracker tracker;
    const RouteKey route{"", "api.example", "key"};
    const auto observe = [&](double remaining, double number, base::Nanoseconds after) {
        QuotaReading reading;
        QuotaWindow window;
        window.bucket = QStringLiteral("default");
        window.limit = 100;
        window.remaining = remaining;
        window.resetNumber = window.resetSeconds = number;
        reading.windows.push_back(window);
        tracker.correct(route, reading, start + after);
        tracker.observe(route, reading, false, start + after);
        return reading.windows.front().resetSeconds;
    };
    EXPECT_EQ(observe(1, 9'000, 0ns), 9'000);
    EXPECT_EQ(observe(0, 8'500, 500ms), 8.5) << "and so does the reading, from which the pacer and the journal learn";
    EXPECT_EQ(tracker.snapshot(start + 500ms).at(0).notBefore, start + 9s);
}

TEST(Refill, quotaThatTricklesBackIsShownAsItComes) {
    QuotaTracker tracker;
    const RouteKey route{"shopify", "a.myshopify.com", "key"};
    QuotaReading reading;
    QuotaWindow window;
    window.bucket = QStringLiteral("default");
    window.limit = 40;
    window.remaining = 0;
    window.refillPerSecond = 2;
    window.resetSeconds = 20; // until it is full
    reading.windows.push_back(window);
    tracker.observe(route, reading, false, start);
    EXPECT_EQ(tracker.snapshot(start).at(0).notBefore, start + 500ms);
    EXPECT_EQ(tracker.snapshot(start + 600ms).at(0).notBefore, std::nullopt);
    EXPECT_EQ(tracker.snapshot(start + 3s).at(0).window.remaining, 6);
    EXPECT_EQ(tracker.snapshot(start + 5s).at(0).window.remaining, 10);
    EXPECT_EQ(tracker.snapshot(start + 60s).at(0).window.remaining, 40);
}

} // namespace knockback::ratelimit
