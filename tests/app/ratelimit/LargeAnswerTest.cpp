// SPDX-License-Identifier: GPL-3.0-or-later
// Answers that are far larger than any limit needs: read in bounded time, and what is too long says nothing.
#include "app/ratelimit/QuotaReader.h"

namespace knockback::ratelimit {

namespace {

constexpr base::WallTime receivedAt(std::chrono::seconds(1'795'255'200));

QuotaReading readingOf(http::HeaderList headers, QByteArray body, int status, const char* url) {
    http::Attempt attempt;
    attempt.request.url = url;
    attempt.response.emplace();
    attempt.response->head.status = status;
    attempt.response->head.headers = std::move(headers);
    attempt.response->body = std::move(body);
    return readQuota(attempt, providers::Catalogue::builtIn(), receivedAt);
}

const char* const nobody = "https://api.example/";

} // namespace

TEST(LargeAnswer, aFieldOfTenMegabytesIsAProblemAndNoMore) {
    const QByteArray huge(10 * 1024 * 1024, '7');
    for (const char* name : {"RateLimit", "RateLimit-Remaining", "X-RateLimit-Limit", "zendesk-ratelimit-x"}) {
        const auto reading = readingOf({{name, huge}, {"X-RateLimit-Reset", "30"}}, {}, 200, "https://a.zendesk.com/");
        EXPECT_EQ(reading.problems.size(), 1u) << name;
        for (const QString& problem : reading.problems)
            EXPECT_LT(problem.size(), 200);
        for (const QuotaWindow& window : reading.windows)
            EXPECT_EQ(window.remaining, std::nullopt);
    }
}

TEST(LargeAnswer, aBodyBeyondTheBoundIsNotParsed) {
    const QByteArray hint = R"({"retry_after":7,"text":")";
    const QByteArray small = hint + QByteArray(100'000, 'x') + "\"}";
    const QByteArray large = hint + QByteArray(1'000'000, 'x') + "\"}";
    EXPECT_EQ(readingOf({}, small, 429, nobody).retryAfterSeconds, 7);
    EXPECT_EQ(readingOf({}, large, 429, nobody).retryAfterSeconds, std::nullopt);
}

TEST(LargeAnswer, theBodyOfAnOrdinaryAnswerSaysNothingOfWaiting) {
    EXPECT_EQ(readingOf({}, R"({"retry_after":7})", 200, nobody).retryAfterSeconds, std::nullopt);
}

TEST(LargeAnswer, aHeaderOfTwentyThousandFieldsIsRead) {
    http::HeaderList headers;
    for (int i = 0; i < 20'000; ++i)
        headers.append("x-filler-" + QByteArray::number(i), "1");
    headers.append("X-RateLimit-Limit", "60");
    headers.append("X-RateLimit-Remaining", "59");
    const auto reading = readingOf(headers, {}, 200, nobody);
    ASSERT_EQ(reading.windows.size(), 1u);
    EXPECT_EQ(reading.windows[0].remaining, 59);
}

TEST(ConflictingFields, theScarcerHoldsAndTheOtherIsTold) {
    const auto reading = readingOf({{"RateLimit-Limit", "60"},
                                    {"RateLimit-Remaining", "12"},
                                    {"X-RateLimit-Limit", "60"},
                                    {"X-RateLimit-Remaining", "30"}},
                                   {}, 200, nobody);
    ASSERT_EQ(reading.windows.size(), 1u);
    EXPECT_EQ(reading.windows[0].remaining, 12);
    EXPECT_EQ(reading.windows[0].conflict, QStringLiteral("X-RateLimit-Limit, X-RateLimit-Remaining says 30"));
}

TEST(BlockSeconds, theDocumentedWaitIsTakenWhereTheAnswerNamesNone) {
    EXPECT_EQ(readingOf({}, "{}", 429, "https://api.airtable.com/v0/x").blockSeconds, 30);
    EXPECT_EQ(readingOf({}, "{}", 200, "https://api.airtable.com/v0/x").blockSeconds, std::nullopt);
}

} // namespace knockback::ratelimit
