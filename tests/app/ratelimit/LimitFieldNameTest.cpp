// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ratelimit/LimitFieldName.h"

#include "app/ratelimit/Counts.h"

namespace knockback::ratelimit {

struct NameCase {
    const char* name;
    const char* family;
    const char* bucket;
    LimitRole role;
};
class LimitFieldNames : public testing::TestWithParam<NameCase> {};
TEST_P(LimitFieldNames, areTakenApart) {
    const auto parsed = parseLimitFieldName(GetParam().name);
    ASSERT_TRUE(parsed);
    EXPECT_EQ(parsed->family, GetParam().family);
    EXPECT_EQ(parsed->bucket, GetParam().bucket);
    EXPECT_EQ(parsed->role, GetParam().role);
}
INSTANTIATE_TEST_SUITE_P(Cases, LimitFieldNames,
                         testing::Values(NameCase{"RateLimit-Limit", "", "", LimitRole::Limit},
                                         NameCase{"X-RateLimit-Remaining", "x", "", LimitRole::Remaining},
                                         NameCase{"x-rate-limit-reset", "x", "", LimitRole::Reset},
                                         NameCase{"X-RateLimit-Reset-After", "x", "", LimitRole::ResetAfter},
                                         NameCase{"RateLimit-ResetTime", "", "", LimitRole::Reset},
                                         NameCase{"RateLimit-Observed", "", "", LimitRole::Used},
                                         NameCase{"x-ratelimit-limit-tokens", "x", "tokens", LimitRole::Limit},
                                         NameCase{"x-ratelimit-requests-limit", "x", "requests", LimitRole::Limit},
                                         NameCase{"anthropic-ratelimit-input-tokens-remaining", "anthropic",
                                                  "input-tokens", LimitRole::Remaining},
                                         NameCase{"X-RateLimit-Limit-Minute", "x", "minute", LimitRole::Limit},
                                         NameCase{"X-HubSpot-RateLimit-Daily-Remaining", "x-hubspot", "daily",
                                                  LimitRole::Remaining},
                                         NameCase{"X-HubSpot-RateLimit-Interval-Milliseconds", "x-hubspot", "",
                                                  LimitRole::PeriodMilliseconds},
                                         NameCase{"X-RateLimit-Period", "x", "", LimitRole::PeriodSeconds},
                                         NameCase{"X-RateLimit-Policy", "x", "", LimitRole::Policy},
                                         NameCase{"x-ratelimit-resource", "x", "", LimitRole::Name}));

TEST(LimitFieldNames, othersAreNotOfTheFamily) {
    for (const char* name : {"RateLimit", "X-Rate-Limit", "Content-Length", "X-RateLimit-Scope", "X-RateLimit-Global",
                             "X-RateLimit-Retry-After", "X-Rate-Limit-Retry-After-Seconds", "Retry-After", "X-Limit",
                             "", "zendesk-ratelimit-tickets-index"})
        EXPECT_FALSE(parseLimitFieldName(name)) << name;
}

TEST(LimitFieldNames, bucketsTellUnitsAndLengths) {
    EXPECT_EQ(unitOfBucket("tokens"), "tokens");
    EXPECT_EQ(unitOfBucket("output-tokens"), "tokens");
    EXPECT_EQ(unitOfBucket("requests"), "requests");
    EXPECT_EQ(unitOfBucket(""), "requests");
    EXPECT_EQ(windowOfBucket("minute"), 60);
    EXPECT_EQ(windowOfBucket("month"), std::nullopt); // not always as long
}

TEST(Counts, readNumbersAndTheirWindows) {
    EXPECT_EQ(parseCounts("10")->at(0).value, 10);
    EXPECT_EQ(parseCounts("299.0")->at(0).value, 299);
    EXPECT_EQ(parseCounts("299.")->at(0).value, 299);
    EXPECT_EQ(parseCounts("1234567890123456")->at(0).value, 1e15); // the most there is
    const auto list = parseCounts("10, 10;w=1, 50;w=60;comment=\"sliding\"");
    ASSERT_EQ(list->size(), 3u);
    EXPECT_EQ(list->at(0).windowSeconds, std::nullopt);
    EXPECT_EQ(list->at(2).windowSeconds, 60);
    for (const char* bad :
         {"", "-1", "abc", "1, x", "1,", "10:10,100:120", "total=100; remaining=99", "39/40", "\"5\""})
        EXPECT_FALSE(parseCounts(bad)) << bad;
}

} // namespace knockback::ratelimit
