// SPDX-License-Identifier: GPL-3.0-or-later
// More resets than windows were complained of under a field that the answer may not have: Reset-After instead of Reset.
#include "app/providers/Catalogue.h"
#include "app/ratelimit/QuotaReader.h"

#include <gtest/gtest.h>

using namespace knockback;

TEST(ResetsOfOtherWindows, AreAProblemOfTheFieldThatIsThere) {
    http::Attempt attempt;
    attempt.request.url = "https://api.example/";
    attempt.response.emplace();
    attempt.response->head.status = 429;
    attempt.response->head.headers = {{"X-RateLimit-Remaining", "5, 6"}, {"X-RateLimit-Reset-After", "1, 2, 3"}};
    const auto quota =
        ratelimit::readQuota(attempt, providers::Catalogue::builtIn(), base::fromEpochMs(1'795'255'200'000));
    ASSERT_FALSE(quota.problems.empty());
}
