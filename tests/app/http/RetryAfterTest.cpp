// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/RetryAfter.h"

namespace knockback::http {

namespace {

constexpr base::WallTime receivedAt(std::chrono::seconds(1'795'255'200)); // 2026-11-21T10:00:00Z

std::optional<double> seconds(HeaderList headers) {
    return readRetryAfter(headers, receivedAt).seconds;
}

} // namespace

struct RetryAfterCase {
    const char* value;
    std::optional<double> seconds;
};
class RetryAfterValue : public testing::TestWithParam<RetryAfterCase> {};
TEST_P(RetryAfterValue, isRead) {
    const auto read = readRetryAfter({{"Retry-After", GetParam().value}}, receivedAt);
    EXPECT_EQ(read.seconds, GetParam().seconds);
    EXPECT_EQ(read.problems.empty(), GetParam().seconds.has_value());
}
INSTANTIATE_TEST_SUITE_P(Cases, RetryAfterValue,
                         testing::Values(RetryAfterCase{"0", 0.0}, RetryAfterCase{"120", 120.0},
                                         RetryAfterCase{" 7 ", 7.0}, RetryAfterCase{"2.0", 2.0},
                                         RetryAfterCase{"1.5", 1.5}, RetryAfterCase{"2147484", 2147484.0},
                                         RetryAfterCase{"9999999999", 9999999999.0}, RetryAfterCase{"1m0s", 60.0},
                                         RetryAfterCase{"250ms", 0.25},
                                         RetryAfterCase{"Sat, 21 Nov 2026 10:00:41 GMT", 41.0},
                                         RetryAfterCase{"Saturday, 21-Nov-26 10:00:41 GMT", 41.0},
                                         RetryAfterCase{"Sat Nov 21 10:00:41 2026", 41.0},
                                         RetryAfterCase{"Wed, 21 Oct 2015 07:28:00 GMT", 0.0},
                                         RetryAfterCase{"1795255230", 30.0}, RetryAfterCase{"-5", std::nullopt},
                                         RetryAfterCase{"+3", std::nullopt}, RetryAfterCase{"", std::nullopt},
                                         RetryAfterCase{"soon", std::nullopt}, RetryAfterCase{"1e3", std::nullopt},
                                         RetryAfterCase{"0x10", std::nullopt}, RetryAfterCase{"NaN", std::nullopt},
                                         RetryAfterCase{"5 s", std::nullopt}, RetryAfterCase{".5", std::nullopt}));

TEST(RetryAfter, datesAreCountedFromTheResponsesOwnDate) {
    EXPECT_EQ(seconds({{"Date", "Sat, 21 Nov 2026 11:00:00 GMT"}, {"Retry-After", "Sat, 21 Nov 2026 11:00:05 GMT"}}),
              5.0);
    EXPECT_EQ(seconds({{"Date", "yesterday"}, {"Retry-After", "Sat, 21 Nov 2026 10:00:05 GMT"}}), 5.0);
}

TEST(RetryAfter, ofSeveralValuesTheLongestHolds) {
    EXPECT_EQ(seconds({{"Retry-After", "Sat, 21 Nov 2026 10:00:03 GMT, 5"}}), 5.0);
    EXPECT_EQ(seconds({{"Retry-After", "5, Sat, 21 Nov 2026 10:00:30 GMT"}}), 30.0);
    EXPECT_EQ(seconds({{"Retry-After", "5"}, {"retry-after", "9"}}), 9.0);
}

TEST(RetryAfter, readsTheGoodValueBesideABadOneAndSaysSo) {
    const auto read = readRetryAfter({{"Retry-After", "soon, 5"}}, receivedAt);
    EXPECT_EQ(read.seconds, 5.0);
    ASSERT_EQ(read.problems.size(), 1u);
    EXPECT_TRUE(read.problems[0].contains(QStringLiteral("soon")));
}

TEST(RetryAfter, noNumberOfDigitsOverflows) {
    const auto read = seconds({{"Retry-After", QByteArray(400, '9')}});
    ASSERT_TRUE(read);
    EXPECT_EQ(*read, 1e15);
}

TEST(RetryAfter, millisecondsAreMorePrecise) {
    EXPECT_EQ(seconds({{"retry-after-ms", "1500"}}), 1.5);
    EXPECT_EQ(seconds({{"x-ms-retry-after-ms", "20"}}), 0.02);
    EXPECT_EQ(seconds({{"x-amz-retry-after", "2500"}}), 2.5);
    EXPECT_EQ(seconds({{"Retry-After", "2"}, {"retry-after-ms", "1500"}}), 1.5);
}

TEST(RetryAfter, aWaitIsNeverCutShortByItsRelative) {
    EXPECT_EQ(seconds({{"Retry-After", "30"}, {"retry-after-ms", "1500"}}), 30.0);
    EXPECT_EQ(seconds({{"Retry-After", "1"}, {"retry-after-ms", "30000"}}), 30.0);
    EXPECT_EQ(seconds({{"Retry-After", "30"}, {"retry-after-ms", "soon"}}), 30.0);
}

TEST(RetryAfter, absentIsUnknown) {
    EXPECT_EQ(seconds({{"Date", "Sat, 21 Nov 2026 10:00:00 GMT"}}), std::nullopt);
}

} // namespace knockback::http
