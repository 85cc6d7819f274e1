// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/CookieDate.h"

namespace knockback::http {

namespace {

struct DateCase {
    const char* text;
    long long seconds; // since 1970
};

constexpr long long june2021 = 1'623'233'894; // 2021-06-09T10:18:14Z

} // namespace

class CookieDate : public testing::TestWithParam<DateCase> {};

TEST_P(CookieDate, isReadLeniently) {
    const auto date = parseCookieDate(GetParam().text);
    ASSERT_TRUE(date) << GetParam().text;
    EXPECT_EQ(base::toEpochMs(*date), GetParam().seconds * 1000) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Forms, CookieDate,
    testing::Values(DateCase{"Wed, 09 Jun 2021 10:18:14 GMT", june2021}, // RFC 6265 3.1
                    DateCase{"Wednesday, 09-Jun-21 10:18:14 GMT", june2021},
                    DateCase{"Wed Jun  9 10:18:14 2021", june2021}, DateCase{"9 june 2021 10:18:14", june2021},
                    DateCase{"10:18:14 Jun 9 2021", june2021}, DateCase{"2021 Jun 09 10:18:14", june2021},
                    DateCase{"Wed, 09-JUN-2021 10:18:14 +0200", june2021}, // the zone is not read
                    DateCase{"Wed,09;Jun/2021,10:18:14GMT", june2021},
                    DateCase{"9th Junior 2021x 10:18:14.500", june2021},      // tails are passed over
                    DateCase{"09 Jun 21 10:18:14 11:00:00 Jul 22", june2021}, // the first of each counts
                    DateCase{"Sun, 06 Nov 1994 08:49:37 GMT", 784'111'777},
                    DateCase{"Sunday, 06-Nov-94 8:49:37 GMT", 784'111'777}, DateCase{"1 Jan 70 0:0:0", 0},
                    DateCase{"31 Dec 69 23:59:59", 3'155'759'999}, // 2069
                    DateCase{"29 Feb 2024 00:00:00", 1'709'164'800}, DateCase{"1 Jan 1601 00:00:00", -11'644'473'600}));

class NoCookieDate : public testing::TestWithParam<const char*> {};

TEST_P(NoCookieDate, isNothing) {
    EXPECT_FALSE(parseCookieDate(GetParam())) << GetParam();
}

INSTANTIATE_TEST_SUITE_P(Cases, NoCookieDate,
                         testing::Values("", "0", "-1", "tomorrow", "Wed, 09 Jun 2021", "Wed, 09 Jun 10:18:14",
                                         "Jun 2021 10:18:14", "09 2021 10:18:14", "30 Feb 2021 10:18:14",
                                         "29 Feb 2023 10:18:14", "00 Jun 2021 10:18:14", "32 Jun 2021 10:18:14",
                                         "09 Jun 1600 10:18:14", "09 Jun 2021 24:00:00", "09 Jun 2021 10:60:14",
                                         "09 Jun 2021 10:18:60", "09 Jun 2021 10:18", "09 Jun 2021 100:18:14",
                                         "09 Jun 20211 10:18:14", "009 Jun 2021 10:18:14", "09 Jux 2021 10:18:14",
                                         "09 Ju 2021 10:18:14"));

} // namespace knockback::http
