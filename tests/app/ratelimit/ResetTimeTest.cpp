// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ratelimit/ResetTime.h"

namespace knockback::ratelimit {

namespace {

constexpr base::WallTime receivedAt(std::chrono::seconds(1'795'255'200)); // 2026-11-21T10:00:00Z

// The server's clock is an hour ahead of ours.
ResponseClock aheadByAnHour() {
    return {{{"Date", "Sat, 21 Nov 2026 11:00:00 GMT"}}, receivedAt};
}

} // namespace

struct ResetCase {
    const char* text;
    std::optional<double> seconds; // after 2026-11-21T11:00:00Z, the server's time
    std::optional<double> window = std::nullopt;
};
class GuessReset : public testing::TestWithParam<ResetCase> {};
TEST_P(GuessReset, findsTheUnit) {
    const auto reset = guessReset(GetParam().text, aheadByAnHour(), GetParam().window);
    ASSERT_EQ(reset.has_value(), GetParam().seconds.has_value());
    if (!reset)
        return;
    EXPECT_NEAR(reset->seconds, *GetParam().seconds, 1e-3);
    // On our clock it comes that long after the answer came, whatever the unit.
    EXPECT_NEAR(std::chrono::duration<double>(reset->at - receivedAt).count(), *GetParam().seconds, 1e-3);
}
INSTANTIATE_TEST_SUITE_P(
    Cases, GuessReset,
    testing::Values(ResetCase{"0", 0.0}, ResetCase{"60", 60.0}, ResetCase{" 64.57 ", 64.57},
                    ResetCase{"1419704", 1419704.0}, ResetCase{"1795258830", 30.0}, ResetCase{"1795258830.25", 30.25},
                    ResetCase{"1795258830500", 30.5}, ResetCase{"Sat, 21 Nov 2026 11:01:00 GMT", 60.0},
                    ResetCase{"2026-11-21T11:01:00Z", 60.0}, ResetCase{"2026-11-21T12:01:00.5+01:00", 60.5},
                    ResetCase{"2026-11-21T11:01Z", 60.0}, ResetCase{"6m0s", 360.0}, ResetCase{"12ms", 0.012},
                    ResetCase{"1h2m3.5s", 3723.5}, ResetCase{"600000", 600000.0}, ResetCase{"600000", 600.0, 3600.0},
                    ResetCase{"61", 61.0, 60.0}));
INSTANTIATE_TEST_SUITE_P(JustPassedMeansNow, GuessReset,
                         testing::Values(ResetCase{"2026-11-21T11:00:00Z", 0.0}, ResetCase{"1795258800", 0.0}));
INSTANTIATE_TEST_SUITE_P(
    NoSense, GuessReset,
    testing::Values(ResetCase{"", std::nullopt}, ResetCase{"-5", std::nullopt}, ResetCase{"soon", std::nullopt},
                    ResetCase{"1445412480", std::nullopt}, ResetCase{"9999999999", std::nullopt},
                    ResetCase{"2015-10-21T07:28:00Z", std::nullopt}, ResetCase{"2026-11-21T11:01:00", std::nullopt},
                    ResetCase{"1, 2", std::nullopt}, ResetCase{"99999999999999999999", std::nullopt}));

TEST(ResetTime, aTimeThatHasPassedIsAResetNow) {
    const auto reset = guessReset("2026-11-21T10:59:59Z", aheadByAnHour(), std::nullopt);
    ASSERT_TRUE(reset);
    EXPECT_EQ(reset->seconds, 0);
}

TEST(ResetTime, aFormatSettlesTheUnitWhereItMakesSense) {
    const ResponseClock clock({}, receivedAt);
    EXPECT_NEAR(readReset("1795255230", "epoch-seconds", clock, {})->seconds, 30, 1e-3);
    EXPECT_NEAR(readReset("1795255230000", "epoch-milliseconds", clock, {})->seconds, 30, 1e-3);
    EXPECT_NEAR(readReset("90000", "delta-seconds", clock, 600)->seconds, 90000,
                1e-3);                                                           // not guessed to be milliseconds
    EXPECT_NEAR(readReset("30", "epoch-seconds", clock, {})->seconds, 30, 1e-3); // the provider has changed its mind
    EXPECT_NEAR(readReset("2026-11-21T10:00:30Z", "rfc3339", clock, {})->seconds, 30, 1e-3);
    EXPECT_FALSE(readReset("never", "auto", clock, {}));
}

TEST(ResponseClock, skewIsInWholeSeconds) {
    const auto skewAt = [](base::WallTime at) {
        return ResponseClock({{"Date", "Sat, 21 Nov 2026 10:00:00 GMT"}}, at).skew();
    };
    using namespace std::chrono_literals;
    EXPECT_EQ(skewAt(receivedAt), 0s);
    EXPECT_EQ(skewAt(receivedAt + 900ms), 0s);
    EXPECT_EQ(skewAt(receivedAt - 900ms), 0s);
    EXPECT_EQ(skewAt(receivedAt + 2500ms), -2s);
    EXPECT_EQ(skewAt(receivedAt - 1h), 1h);
    EXPECT_EQ(ResponseClock({}, receivedAt).skew(), std::nullopt);
    EXPECT_EQ(ResponseClock({{"Date", "now"}}, receivedAt).skew(), std::nullopt);
}

} // namespace knockback::ratelimit
