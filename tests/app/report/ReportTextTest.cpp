// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/report/ReportText.h"

#include <gtest/gtest.h>

using namespace knockback;

namespace {

TEST(ReportText, Numbers) {
    EXPECT_EQ(report::secondsText(41), QStringLiteral("41 s"));
    EXPECT_EQ(report::secondsText(0.34), QStringLiteral("0.3 s"));
    EXPECT_EQ(report::secondsText(-0.34), QStringLiteral("-0.3 s"));
    EXPECT_EQ(report::secondsText(86'400.4), QStringLiteral("86400 s"));
    EXPECT_EQ(report::millisecondsText(base::Microseconds(182'400)), QStringLiteral("182 ms"));
    EXPECT_EQ(report::millisecondsText(base::Microseconds(1'440)), QStringLiteral("1.4 ms"));
    EXPECT_EQ(report::millisecondsText(base::Seconds(9)), QStringLiteral("9 s"));
    EXPECT_EQ(report::numberText(1e7), QStringLiteral("10000000"));
    EXPECT_EQ(report::countText(1, QStringLiteral("request")), QStringLiteral("1 request"));
    EXPECT_EQ(report::countText(0, QStringLiteral("request")), QStringLiteral("0 requests"));
}

TEST(ReportText, Times) {
    EXPECT_EQ(report::utcText(base::fromEpochMs(1'795'255'200'318)), QStringLiteral("2026-11-21T10:00:00.318Z"));
    EXPECT_EQ(report::utcMinuteText(base::fromEpochMs(0)), QStringLiteral("1970-01-01 00:00:00 UTC"));
}

TEST(ReportText, Urls) {
    EXPECT_EQ(report::endpointText("https://h:8443/a/b?c=d#e"), QStringLiteral("https://h:8443/a/b"));
    EXPECT_EQ(report::pathText("https://h"), QStringLiteral("/"));
    EXPECT_EQ(report::pathText("not a url"), QStringLiteral("not a url"));
}

} // namespace
