// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/LimitHeaders.h"
#include "tests/app/lab/LabFixture.h"

namespace knockback::lab {
namespace {

using namespace std::chrono_literals;

LimitCheck checkOf(HeaderDialect dialect, RetryAfterForm retryAfter = RetryAfterForm::None) {
    LimitCheck check;
    check.policy = "burst";
    check.limit = 10;
    check.window = 5s;
    check.dialect = dialect;
    check.retryAfter = retryAfter;
    return check;
}

// 7 are left and the window ends 4.2 s after 10:00:00.5.
QByteArray written(const LimitCheck& check, bool allowed = true) {
    http::HeaderList headers;
    const base::WallTime now = base::fromEpochMs(1'795'255'200'500);
    appendLimitHeaders(headers, check, {allowed, 10, 7, 4200ms, allowed ? 0ms : 4200ms}, now);
    QByteArray text;
    for (const auto& [name, value] : headers)
        text += name + ": " + value + '\n';
    return text;
}

TEST(LimitHeaders, EachDialectAsItsSpecificationWritesIt) {
    EXPECT_EQ(written(checkOf(HeaderDialect::None)), "");
    EXPECT_EQ(written(checkOf(HeaderDialect::Draft8)),
              "RateLimit-Policy: \"burst\";q=10;w=5\nRateLimit: \"burst\";r=7;t=5\n");
    EXPECT_EQ(written(checkOf(HeaderDialect::Draft7)),
              "RateLimit-Policy: 10;w=5\nRateLimit: limit=10, remaining=7, reset=5\n");
    EXPECT_EQ(written(checkOf(HeaderDialect::Draft6)),
              "RateLimit-Policy: 10;w=5\nRateLimit-Limit: 10\nRateLimit-Remaining: 7\nRateLimit-Reset: 5\n");
    EXPECT_EQ(written(checkOf(HeaderDialect::LegacyDelta)),
              "X-RateLimit-Limit: 10\nX-RateLimit-Remaining: 7\nX-RateLimit-Reset: 5\n");
    EXPECT_EQ(written(checkOf(HeaderDialect::LegacyEpoch)),
              "X-RateLimit-Limit: 10\nX-RateLimit-Remaining: 7\nX-RateLimit-Reset: 1795255205\n");
}

TEST(LimitHeaders, RetryAfterOnlyWhenTurnedAwayAndNeverTooEarly) {
    EXPECT_EQ(written(checkOf(HeaderDialect::None, RetryAfterForm::Seconds)), "");
    EXPECT_EQ(written(checkOf(HeaderDialect::None, RetryAfterForm::Seconds), false), "Retry-After: 5\n");
    EXPECT_EQ(written(checkOf(HeaderDialect::None, RetryAfterForm::HttpDate), false),
              "Retry-After: Sat, 21 Nov 2026 10:00:05 GMT\n");
}

TEST(LimitHeaders, WholeSecondsAreRoundedUp) {
    EXPECT_EQ(wholeSeconds(0ns), 0);
    EXPECT_EQ(wholeSeconds(1ns), 1);
    EXPECT_EQ(wholeSeconds(1s), 1);
    EXPECT_EQ(wholeSeconds(1s + 1ns), 2);
}

TEST(FixedWindowScenario, TurnsTheEleventhAwayUntilTheWindowEnds) {
    Played lab(Played::builtIn("fixed-window"));
    for (int i = 9; i >= 0; --i) {
        const LabReply reply = lab.get("/items");
        EXPECT_EQ(reply.status, 200);
        EXPECT_EQ(headerOf(reply, "RateLimit"), "\"default\";r=" + QByteArray::number(i) + ";t=5");
        EXPECT_EQ(headerOf(reply, "RateLimit-Policy"), "\"default\";q=10;w=5");
        EXPECT_FALSE(reply.headers.contains("Retry-After"));
    }
    lab.clock.advance(1s);
    const LabReply blocked = lab.get("/items/7");
    EXPECT_EQ(blocked.status, 429);
    EXPECT_EQ(headerOf(blocked, "Retry-After"), "4");
    EXPECT_EQ(headerOf(blocked, "RateLimit"), "\"default\";r=0;t=4");
    EXPECT_EQ(headerOf(blocked, "Content-Type"), "application/problem+json");
    EXPECT_TRUE(blocked.body.contains("used its 10 requests. Try again in 4 s.")) << blocked.body.toStdString();
    lab.clock.advance(4s - 1ms);
    EXPECT_EQ(lab.get("/items").status, 429) << "a millisecond early";
    lab.clock.advance(1ms);
    EXPECT_EQ(lab.get("/items").status, 200);
}

TEST(FixedWindowScenario, CountsPerAddress) {
    Played lab(Played::builtIn("fixed-window"));
    const auto from = [&lab](const char* address) {
        return lab
            .send({.method = "GET",
                   .target = "/items",
                   .headers = {},
                   .body = {},
                   .address = QHostAddress(QLatin1String(address))})
            .status;
    };
    for (int i = 0; i < 10; ++i)
        EXPECT_EQ(from("127.0.0.1"), 200);
    EXPECT_EQ(from("127.0.0.1"), 429);
    EXPECT_EQ(from("127.0.0.2"), 200);
}

TEST(LimitScenario, CountsPerHeaderWhenAsked) {
    Played lab(
        Played::parse(R"({"name":"n","title":"t","description":"d","checks":[{"kind":"limit","algorithm":"token-bucket",
        "limit":1,"windowSeconds":2,"key":"header:X-Api-Key","answer":{"status":429}}],"routes":[{"path":"/","answer":{}}]})"));
    EXPECT_EQ(lab.get("/", {{"x-api-key", "a"}}).status, 200);
    EXPECT_EQ(lab.get("/", {{"X-Api-Key", "a"}}).status, 429);
    EXPECT_EQ(lab.get("/", {{"X-Api-Key", "b"}}).status, 200);
    lab.clock.advance(2s);
    EXPECT_EQ(lab.get("/", {{"X-Api-Key", "a"}}).status, 200);
}

TEST(BusyNeighbourScenario, TheFirstRequestOfEachAddressIsBlockedAndTheWindowAfterItIsFree) {
    Played lab(Played::builtIn("busy-neighbour"));
    const LabReply blocked = lab.get("/items");
    EXPECT_EQ(blocked.status, 429);
    EXPECT_EQ(headerOf(blocked, "Retry-After"), "5");
    lab.clock.advance(5s);
    for (int i = 0; i < 10; ++i)
        ASSERT_EQ(lab.get("/items").status, 200) << i;
    EXPECT_EQ(lab.get("/items").status, 429);
}

// Whatever the moment: who waits as long as Retry-After says, measured by the answer's own Date, is let in.
TEST(RetryAfterDateScenario, WaitingUntilTheDateIsAlwaysLongEnough) {
    for (int offset = 0; offset < 1000; offset += 37) {
        Played lab(Played::builtIn("retry-after-date"));
        lab.clock.advance(base::Milliseconds(offset));
        // FakeClock moves both clocks; the wall may be anywhere within its second.
        for (int i = 0; i < 5; ++i)
            ASSERT_EQ(lab.get("/reports/daily").status, 200);
        lab.clock.advance(base::Milliseconds(13 * offset % 700));
        const LabReply blocked = lab.get("/reports/daily");
        ASSERT_EQ(blocked.status, 503);
        EXPECT_FALSE(blocked.headers.contains("RateLimit"));
        const auto until = http::parseHttpDate(headerOf(blocked, "Retry-After"), lab.clock.wallNow());
        const auto sent = http::parseHttpDate(headerOf(blocked, "Date"), lab.clock.wallNow());
        ASSERT_TRUE(until && sent) << headerOf(blocked, "Retry-After").toStdString();
        EXPECT_LE(*until - *sent, 6s) << "and not much longer than needed";
        lab.clock.advance(*until - *sent);
        EXPECT_EQ(lab.get("/reports/daily").status, 200) << offset;
    }
}

} // namespace
} // namespace knockback::lab
