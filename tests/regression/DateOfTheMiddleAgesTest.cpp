// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/providers/Catalogue.h"
#include "app/ratelimit/QuotaReader.h"

#include <gtest/gtest.h>

using namespace knockback;

// A Date of the year 1013 (or 9999) is further away than nanoseconds can say: the skew overflowed, and with it the time
// of every reset. Found by the fuzzer Diagnosis.
TEST(Regression, ADateOfAnotherAgeDoesNotOverflowTheClockSkew) {
    const auto now = base::fromEpochMs(1'795'255'200'000);
    for (const QByteArray& date :
         {QByteArray("Sat, 21 Nov 1013 10:00:00 GMT"), QByteArray("Sun, 21 Nov 9999 10:00:00 GMT")}) {
        http::Attempt attempt;
        attempt.response.emplace();
        attempt.response->head.status = 429;
        attempt.response->head.headers = {{"Date", date}, {"Retry-After", "41"}};
        const auto reading = ratelimit::readQuota(attempt, providers::Catalogue::builtIn(), now);
        ASSERT_TRUE(reading.clockSkew.has_value());
        EXPECT_EQ(*reading.clockSkew > base::Nanoseconds(0), date.contains("9999"));
        EXPECT_EQ(reading.retryAfterSeconds, 41);
    }
}
