// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/HttpDate.h"

#include "tests/support/SeededRandom.h"

#include <QDateTime>

namespace knockback::http {

namespace {

constexpr base::WallTime now(std::chrono::seconds(1'795'255'200)); // 2026-11-21T10:00:00Z

std::optional<QByteArray> iso(const char* text, base::WallTime at = now) {
    const auto time = parseHttpDate(text, at);
    if (!time)
        return std::nullopt;
    return QDateTime::fromMSecsSinceEpoch(base::toEpochMs(*time), Qt::UTC).toString(Qt::ISODate).toLatin1();
}

} // namespace

TEST(HttpDate, readsAllThreeForms) {
    EXPECT_EQ(iso("Sun, 06 Nov 1994 08:49:37 GMT"), "1994-11-06T08:49:37Z");
    EXPECT_EQ(iso("Sunday, 06-Nov-94 08:49:37 GMT"), "1994-11-06T08:49:37Z");
    EXPECT_EQ(iso("Sun Nov  6 08:49:37 1994"), "1994-11-06T08:49:37Z");
    EXPECT_EQ(iso("Sun Nov 16 08:49:37 1994"), "1994-11-16T08:49:37Z");
}

TEST(HttpDate, forgivesCaseBlanksAndAWrongDay) {
    EXPECT_EQ(iso("  wed, 21 OCT 2015 07:28:00 gmt "), "2015-10-21T07:28:00Z");
    EXPECT_EQ(iso("Tue, 05 Aug 2019 09:27:05 GMT"), "2019-08-05T09:27:05Z"); // was a Monday
}

TEST(HttpDate, leapSecondIsTheNextSecond) {
    EXPECT_EQ(iso("Sat, 31 Dec 2016 23:59:60 GMT"), "2017-01-01T00:00:00Z");
}

TEST(HttpDate, twoDigitYearsAreAtMostFiftyYearsAhead) {
    EXPECT_EQ(iso("Monday, 01-Jan-70 00:00:00 GMT"), "2070-01-01T00:00:00Z");
    EXPECT_EQ(iso("Sunday, 01-Nov-76 00:00:00 GMT"), "2076-11-01T00:00:00Z");
    EXPECT_EQ(iso("Saturday, 01-Jan-77 00:00:00 GMT"), "1977-01-01T00:00:00Z");
    EXPECT_EQ(iso("Wednesday, 29-Feb-28 00:00:00 GMT"), "2028-02-29T00:00:00Z");
    // Just before a new century the short year belongs to the next one.
    EXPECT_EQ(iso("Saturday, 01-Jan-05 00:00:00 GMT", base::WallTime(std::chrono::seconds(3'786'912'000))),
              "2105-01-01T00:00:00Z");
}

class UnreadableHttpDate : public testing::TestWithParam<const char*> {};
TEST_P(UnreadableHttpDate, isRefused) {
    EXPECT_FALSE(parseHttpDate(GetParam(), now));
}
INSTANTIATE_TEST_SUITE_P(
    Cases, UnreadableHttpDate,
    testing::Values("", "0", "-1", "5", "Sun", "Sun,", "Sun, 06 Nov 1994", "Sun, 6 Nov 1994 08:49:37 GMT",
                    "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 +0100", "Sun, 06 Nov 1994 24:00:00 GMT",
                    "Sun, 06 Nov 1994 08:60:37 GMT", "Sun, 06 Nov 1994 08:49:61 GMT", "Sun, 31 Feb 1994 08:49:37 GMT",
                    "Sun, 00 Nov 1994 08:49:37 GMT", "Sun, 06 Foo 1994 08:49:37 GMT", "Sun, 06 Nov 94 08:49:37 GMT",
                    "Sun 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-1994 08:49:37 GMT",
                    "Sun, 06 Nov 1994 08:49:37 GMT x", "Sun Nov 6 08:49:37 1994", "Sun, 0x Nov 1994 08:49:37 GMT"));

TEST(HttpDate, writesTheFirstForm) {
    EXPECT_EQ(formatHttpDate(now), "Sat, 21 Nov 2026 10:00:00 GMT");
    EXPECT_EQ(formatHttpDate(base::WallTime(std::chrono::microseconds(-1))), "Wed, 31 Dec 1969 23:59:59 GMT");
}

TEST(HttpDate, readsWhatItWrites) {
    test::SeededRandom random(7);
    for (int i = 0; i < 2000; ++i) {
        const base::WallTime time(std::chrono::seconds(static_cast<qint64>(random.next() % 200'000'000'000ULL)));
        EXPECT_EQ(parseHttpDate(formatHttpDate(time), now), time);
    }
}

} // namespace knockback::http
