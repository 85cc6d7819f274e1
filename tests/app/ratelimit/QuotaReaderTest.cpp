// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ratelimit/QuotaReader.h"

namespace knockback::ratelimit {

namespace {

constexpr base::WallTime receivedAt(std::chrono::seconds(1'795'255'200)); // 2026-11-21T10:00:00Z

QuotaReading read(http::HeaderList headers, const char* url = "https://api.unknown.example/x") {
    http::Attempt attempt;
    attempt.request.url = url;
    attempt.response.emplace();
    attempt.response->head.headers = std::move(headers);
    return readQuota(attempt, providers::Catalogue::builtIn(), receivedAt);
}

QuotaWindow onlyWindow(const QuotaReading& reading) {
    EXPECT_EQ(reading.windows.size(), 1u);
    for (const QString& problem : reading.problems)
        ADD_FAILURE() << problem.toStdString();
    return reading.windows.empty() ? QuotaWindow() : reading.windows.front();
}

std::optional<double> secondsFromReceipt(const QuotaWindow& window) {
    if (!window.resetAt)
        return std::nullopt;
    return std::chrono::duration<double>(*window.resetAt - receivedAt).count();
}

} // namespace

TEST(QuotaReader, draft03PutsPoliciesBehindTheLimit) {
    const auto reading =
        read({{"RateLimit-Limit", "10, 10;w=1, 50;w=60"}, {"RateLimit-Remaining", "9"}, {"RateLimit-Reset", "1"}});
    ASSERT_EQ(reading.windows.size(), 2u);
    EXPECT_EQ(reading.windows[0].bucket, QStringLiteral("default"));
    EXPECT_EQ(reading.windows[0].limit, 10);
    EXPECT_EQ(reading.windows[0].remaining, 9);
    EXPECT_EQ(reading.windows[0].windowSeconds, 1);
    EXPECT_EQ(reading.windows[0].resetSeconds, 1);
    EXPECT_EQ(reading.windows[0].source, QStringLiteral("RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset"));
    EXPECT_EQ(reading.windows[1].bucket, QStringLiteral("50;w=60"));
    EXPECT_EQ(reading.windows[1].limit, 50);
    EXPECT_EQ(reading.windows[1].remaining, std::nullopt);
    EXPECT_EQ(reading.windows[1].windowSeconds, 60);
    EXPECT_TRUE(reading.problems.empty());
}

TEST(QuotaReader, draft06HasAPolicyField) {
    const auto window = onlyWindow(read({{"RateLimit-Policy", "50;w=5"},
                                         {"RateLimit-Limit", "50"},
                                         {"RateLimit-Remaining", "0"},
                                         {"RateLimit-Reset", "4"}}));
    EXPECT_EQ(window.bucket, QStringLiteral("default"));
    EXPECT_EQ(window.remaining, 0);
    EXPECT_EQ(window.windowSeconds, 5);
    EXPECT_EQ(window.resetSeconds, 4);
    EXPECT_EQ(secondsFromReceipt(window), 4);
}

TEST(QuotaReader, draft07IsADictionary) {
    const auto window =
        onlyWindow(read({{"RateLimit-Policy", "100;w=60"}, {"RateLimit", "limit=100, remaining=50, reset=5"}}));
    EXPECT_EQ(window.limit, 100);
    EXPECT_EQ(window.remaining, 50);
    EXPECT_EQ(window.resetSeconds, 5);
    EXPECT_EQ(window.windowSeconds, 60);
    EXPECT_EQ(window.source, QStringLiteral("RateLimit, RateLimit-Policy"));
}

TEST(QuotaReader, draft07MayLeaveOutWhatRemains) {
    const auto window = onlyWindow(read({{"RateLimit", "limit=10, reset=1"}}));
    EXPECT_EQ(window.limit, 10);
    EXPECT_EQ(window.remaining, std::nullopt);
    EXPECT_EQ(window.windowSeconds, std::nullopt);
}

TEST(QuotaReader, draft08JoinsByName) {
    const auto reading =
        read({{"RateLimit-Policy", "\"burst\";q=100;w=60, \"day\";q=1000;w=86400;qu=\"content-bytes\""},
              {"RateLimit", "\"day\";r=100;t=36000, \"burst\";r=0;t=12"}});
    ASSERT_EQ(reading.windows.size(), 2u);
    EXPECT_EQ(reading.windows[0].bucket, QStringLiteral("day"));
    EXPECT_EQ(reading.windows[0].limit, 1000);
    EXPECT_EQ(reading.windows[0].remaining, 100);
    EXPECT_EQ(reading.windows[0].unit, QStringLiteral("content-bytes"));
    EXPECT_EQ(reading.windows[0].windowSeconds, 86400);
    EXPECT_EQ(reading.windows[0].resetSeconds, 36000);
    EXPECT_EQ(reading.windows[1].bucket, QStringLiteral("burst"));
    EXPECT_EQ(reading.windows[1].remaining, 0);
    EXPECT_EQ(reading.windows[1].unit, QStringLiteral("requests"));
    EXPECT_EQ(reading.windows[1].source, QStringLiteral("RateLimit, RateLimit-Policy"));
}

TEST(QuotaReader, draft08MayComeInSeveralLines) {
    const auto reading =
        read({{"ratelimit", "\"a\";r=1;t=2"}, {"RateLimit-Policy", "\"a\";q=5;w=9"}, {"ratelimit", "\"b\";r=3"}});
    ASSERT_EQ(reading.windows.size(), 2u);
    EXPECT_EQ(reading.windows[0].source, QStringLiteral("ratelimit, RateLimit-Policy"));
    EXPECT_EQ(reading.windows[1].bucket, QStringLiteral("b"));
    EXPECT_EQ(reading.windows[1].limit, std::nullopt);
    EXPECT_EQ(reading.windows[1].resetSeconds, std::nullopt);
}

TEST(QuotaReader, draft08PartitionsOfOnePolicy) {
    const auto reading = read({{"RateLimit-Policy", "\"p\";q=10;w=60"},
                               {"RateLimit", "\"p\";r=1;pk=:dHJpYWwxMjEzMjM=:, \"p\";r=2;pk=:/wA=:"}});
    ASSERT_EQ(reading.windows.size(), 2u);
    EXPECT_EQ(reading.windows[0].partitionKey, QStringLiteral("trial121323"));
    EXPECT_EQ(reading.windows[0].limit, 10);
    EXPECT_EQ(reading.windows[1].partitionKey, QStringLiteral("/wA=")); // not text: stays base64
    EXPECT_EQ(reading.windows[1].limit, 10);
}

TEST(QuotaReader, draft08PoliciesWithoutAStateAndLooseExamples) {
    const auto policy =
        onlyWindow(read({{"RateLimit-Policy", "\"peruser\";q=65535;qu=\"bytes\";w=10;pk=:sdfjLJUOUH==:"}}));
    EXPECT_EQ(policy.limit, 65535);
    EXPECT_EQ(policy.unit, QStringLiteral("content-bytes"));
    EXPECT_EQ(policy.source, QStringLiteral("RateLimit-Policy"));
    const auto token = onlyWindow(read({{"RateLimit", "quota;t=1"}})); // the draft's own slip
    EXPECT_EQ(token.bucket, QStringLiteral("quota"));
    EXPECT_EQ(token.resetSeconds, 1);
    EXPECT_EQ(token.remaining, std::nullopt);
}

TEST(QuotaReader, xFamilyWithDeltaAndEpoch) {
    const auto delta =
        onlyWindow(read({{"X-RateLimit-Limit", "60"}, {"X-RateLimit-Remaining", "59"}, {"X-RateLimit-Reset", "30"}}));
    EXPECT_EQ(delta.resetSeconds, 30);
    const auto epoch = onlyWindow(read({{"Date", "Sat, 21 Nov 2026 11:00:00 GMT"},
                                        {"X-Rate-Limit-Limit", "60"},
                                        {"X-Rate-Limit-Remaining", "59"},
                                        {"X-Rate-Limit-Reset", "1795258830"}}));
    EXPECT_EQ(epoch.resetSeconds, 30);
    EXPECT_EQ(secondsFromReceipt(epoch), 30); // on our clock, although the server's is an hour ahead
}

TEST(QuotaReader, parallelListsAreSeveralWindows) {
    const auto reading = read({{"X-RateLimit-Limit", "1, 15000"},
                               {"X-RateLimit-Policy", "1;w=1, 15000;w=2592000"},
                               {"X-RateLimit-Remaining", "0, 1000"},
                               {"X-RateLimit-Reset", "1, 1419704"}});
    ASSERT_EQ(reading.windows.size(), 2u);
    EXPECT_EQ(reading.windows[0].bucket, QStringLiteral("1;w=1"));
    EXPECT_EQ(reading.windows[0].remaining, 0);
    EXPECT_EQ(reading.windows[0].resetSeconds, 1);
    EXPECT_EQ(reading.windows[1].limit, 15000);
    EXPECT_EQ(reading.windows[1].remaining, 1000);
    EXPECT_EQ(reading.windows[1].windowSeconds, 2592000);
    EXPECT_EQ(reading.windows[1].resetSeconds, 1419704);
    EXPECT_TRUE(reading.problems.empty());
}

TEST(QuotaReader, fieldsSentTwiceAreOneWindow) {
    const auto window = onlyWindow(read({{"X-RateLimit-Limit", "600"},
                                         {"X-RateLimit-Limit", "600"},
                                         {"X-RateLimit-Remaining", "5"},
                                         {"X-RateLimit-Remaining", "5"},
                                         {"X-RateLimit-Reset", "9"},
                                         {"X-RateLimit-Reset", "9"}}));
    EXPECT_EQ(window.limit, 600);
    EXPECT_EQ(window.resetSeconds, 9);
}

TEST(QuotaReader, periodsAsSuffixes) {
    const auto reading = read({{"X-RateLimit-Limit-Minute", "100"},
                               {"X-RateLimit-Remaining-Minute", "99"},
                               {"X-RateLimit-Limit-Hour", "1000"},
                               {"X-RateLimit-Remaining-Hour", "7"},
                               {"RateLimit-Limit", "100"},
                               {"RateLimit-Remaining", "99"},
                               {"RateLimit-Reset", "37"}});
    ASSERT_EQ(reading.windows.size(), 2u); // RateLimit-* repeats the minute
    EXPECT_EQ(reading.windows[0].bucket, QStringLiteral("minute"));
    EXPECT_EQ(reading.windows[0].windowSeconds, 60);
    EXPECT_EQ(reading.windows[0].resetSeconds, 37);
    EXPECT_EQ(reading.windows[1].bucket, QStringLiteral("hour"));
    EXPECT_EQ(reading.windows[1].remaining, 7);
    EXPECT_EQ(reading.windows[1].resetSeconds, std::nullopt);
}

TEST(QuotaReader, oneQuotaInTwoFamiliesIsOneWindow) {
    const auto window = onlyWindow(read({{"RateLimit-Policy", "\"50-in-5sec\"; q=50; w=5"},
                                         {"RateLimit", "\"50-in-5sec\"; r=49; t=5"},
                                         {"X-RateLimit-Limit", "50"},
                                         {"X-RateLimit-Remaining", "49"}}));
    EXPECT_EQ(window.bucket, QStringLiteral("50-in-5sec"));
    EXPECT_EQ(window.source, QStringLiteral("RateLimit, RateLimit-Policy, X-RateLimit-Limit, X-RateLimit-Remaining"));
}

TEST(QuotaReader, twoQuotasUnderOneNameStayApart) {
    const auto reading = read({{"RateLimit-Limit", "50"},
                               {"RateLimit-Remaining", "49"},
                               {"X-RateLimit-Limit", "1000"},
                               {"X-RateLimit-Remaining", "3"}});
    ASSERT_EQ(reading.windows.size(), 2u);
    EXPECT_NE(reading.windows[0].bucket, reading.windows[1].bucket);
}

TEST(QuotaReader, announcedPeriodIsTheWindow) {
    const auto window = onlyWindow(read({{"X-RateLimit-Limit", "300"},
                                         {"X-RateLimit-Remaining", "0"},
                                         {"X-RateLimit-Period", "3600"},
                                         {"X-RateLimit-Reset", "600000"},
                                         {"X-RateLimit-Name", "search"}}));
    EXPECT_EQ(window.windowSeconds, 3600);
    EXPECT_EQ(window.resetSeconds, 600); // milliseconds: nothing else fits into an hour
    EXPECT_EQ(window.bucket, QStringLiteral("search"));
}

TEST(QuotaReader, dockerPutsTheWindowBehindEveryNumber) {
    const auto window = onlyWindow(read({{"ratelimit-limit", "100;w=21600"}, {"ratelimit-remaining", "20;w=21600"}}));
    EXPECT_EQ(window.limit, 100);
    EXPECT_EQ(window.remaining, 20);
    EXPECT_EQ(window.windowSeconds, 21600);
}

TEST(QuotaReader, aFieldThatCannotBeReadIsAProblemAndNothingElse) {
    const auto reading = read({{"X-RateLimit-Limit", "many"},
                               {"X-RateLimit-Remaining", "-1"},
                               {"X-RateLimit-Reset", "later"},
                               {"Retry-After", "soon"}});
    EXPECT_TRUE(reading.windows.empty());
    EXPECT_EQ(reading.retryAfterSeconds, std::nullopt);
    ASSERT_EQ(reading.problems.size(), 4u);
    EXPECT_TRUE(reading.problems[1].contains(QStringLiteral("X-RateLimit-Limit: \"many\"")));

    const auto partly = read({{"X-RateLimit-Limit", "10"}, {"X-RateLimit-Remaining", "-1"}});
    ASSERT_EQ(partly.windows.size(), 1u);
    EXPECT_EQ(partly.windows[0].limit, 10);
    EXPECT_EQ(partly.windows[0].remaining, std::nullopt);
}

TEST(QuotaReader, brokenStructuredFieldsAreProblems) {
    for (const char* field : {"\"a;r=1", "limit=10 remaining=5", "limit=ten", "\"a\";r=1,,", "(", "5"})
        EXPECT_FALSE(read({{"RateLimit", field}}).problems.empty()) << field;
    EXPECT_FALSE(read({{"RateLimit-Policy", "\"a\";q=1,"}}).problems.empty());
    const auto negative = read({{"RateLimit", "\"a\";r=-1;t=-5"}});
    EXPECT_TRUE(negative.windows.empty());
}

TEST(QuotaReader, nothingAnnouncedIsNothingKnown) {
    const auto reading = read({{"Content-Type", "text/plain"}});
    EXPECT_TRUE(reading.windows.empty());
    EXPECT_TRUE(reading.problems.empty());
    EXPECT_EQ(reading.clockSkew, std::nullopt);
    EXPECT_TRUE(readQuota({}, providers::Catalogue::builtIn(), receivedAt).windows.empty());
}

TEST(QuotaReader, aCachesCopyTellsNothing) {
    const http::HeaderList limits{{"X-RateLimit-Limit", "60"}, {"X-RateLimit-Remaining", "0"}};
    http::HeaderList cached = limits;
    cached.append("Age", "12");
    EXPECT_TRUE(read(cached).windows.empty());
    EXPECT_EQ(read(cached).problems.size(), 1u);
    http::HeaderList fresh = limits;
    fresh.append("Age", "0");
    EXPECT_EQ(read(fresh).windows.size(), 1u);
}

TEST(QuotaReader, retryAfterAndSkewComeAlong) {
    const auto reading =
        read({{"Date", "Sat, 21 Nov 2026 10:00:10 GMT"}, {"Retry-After", "Sat, 21 Nov 2026 10:00:51 GMT"}});
    EXPECT_EQ(reading.retryAfterSeconds, 41);
    EXPECT_EQ(reading.clockSkew, base::Nanoseconds(base::Seconds(10)));
}

} // namespace knockback::ratelimit
