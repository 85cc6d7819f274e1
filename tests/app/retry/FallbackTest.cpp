// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/retry/Fallback.h"
#include "app/retry/Hedging.h"
#include "app/retry/IdempotencyKey.h"

#include "tests/support/SeededRandom.h"

#include <QRegularExpression>

namespace knockback::retry {

using namespace std::chrono_literals;

TEST(Fallback, theLastGoodAnswerStandsInAndIsMarkedStale) {
    const Fallback fallback{FallbackKind::LastGood, {}};
    const auto choice = chooseFallback(fallback, {.lastGoodAge = 12min});
    EXPECT_EQ(choice.kind, FallbackKind::LastGood);
    EXPECT_TRUE(choice.stale);
    EXPECT_TRUE(choice.sentence.contains(u"12 min")) << choice.sentence.toStdString();
    EXPECT_EQ(chooseFallback(fallback, {.lastGoodAge = {}}).kind, FallbackKind::None) << "there is none";
}

TEST(Fallback, nothingStandsInForAnAnswerOrForACancelledCall) {
    for (const auto kind : {FallbackKind::LastGood, FallbackKind::Static, FallbackKind::Url}) {
        const Fallback fallback{kind, "https://other.example/"};
        EXPECT_EQ(chooseFallback(fallback, {.cancelled = true, .lastGoodAge = 1s}).kind, FallbackKind::None);
        EXPECT_EQ(chooseFallback(fallback, {.answered = true, .lastGoodAge = 1s}).kind, FallbackKind::None);
        EXPECT_EQ(chooseFallback(fallback, {.lastGoodAge = 1s}).kind, kind);
    }
    EXPECT_EQ(chooseFallback({}, {.lastGoodAge = 1s}).kind, FallbackKind::None);
}

TEST(Fallback, anotherUrlIsAskedOnce) {
    const Fallback fallback{FallbackKind::Url, "https://other.example/"};
    EXPECT_EQ(chooseFallback(fallback, {.fromFallback = true, .lastGoodAge = {}}).kind, FallbackKind::None);
    EXPECT_EQ(chooseFallback({FallbackKind::Url, {}}, {.lastGoodAge = {}}).kind, FallbackKind::None);
}

TEST(Hedging, isOffUnlessAskedForAndOnlyForWhatMayBeRepeated) {
    RetryPolicy policy;
    EXPECT_EQ(hedgeAfter(policy, "GET", 1, true), std::nullopt);
    policy.hedgeAfter = 200ms;
    EXPECT_EQ(hedgeAfter(policy, "GET", 1, true), 200ms);
    EXPECT_EQ(hedgeAfter(policy, "DELETE", 1, true), 200ms);
    EXPECT_EQ(hedgeAfter(policy, "POST", 1, true), std::nullopt);
    policy.retryUnsafeMethods = true;
    EXPECT_EQ(hedgeAfter(policy, "PATCH", 1, true), std::nullopt);
    EXPECT_EQ(hedgeAfter(policy, "GET", 2, true), std::nullopt) << "a retry is a second attempt already";
    EXPECT_EQ(hedgeAfter(policy, "GET", 1, false), std::nullopt) << "it costs budget";
    policy.maxAttempts = 1;
    EXPECT_EQ(hedgeAfter(policy, "GET", 1, true), std::nullopt);
}

TEST(IdempotencyKey, isAddedWhenAskedForAndNeeded) {
    test::SeededRandom random;
    RetryPolicy policy;
    http::Request request;
    request.method = "POST";
    EXPECT_EQ(idempotencyKey(policy, request, random), std::nullopt) << "off by default";
    policy.addIdempotencyKey = true;
    const auto key = idempotencyKey(policy, request, random);
    ASSERT_TRUE(key);
    static const QRegularExpression uuid(
        QStringLiteral("^\"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\"$"));
    EXPECT_TRUE(uuid.match(QString::fromLatin1(*key)).hasMatch()) << key->constData();
    EXPECT_NE(idempotencyKey(policy, request, random), key);
    request.headers.append("idempotency-key", "mine");
    EXPECT_EQ(idempotencyKey(policy, request, random), std::nullopt);
    for (const char* method : {"GET", "PUT", "DELETE", "HEAD"}) {
        http::Request safe;
        safe.method = method;
        EXPECT_EQ(idempotencyKey(policy, safe, random), std::nullopt) << method;
    }
}

} // namespace knockback::retry
