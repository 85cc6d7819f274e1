// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/PolicyText.h"

#include <gtest/gtest.h>

namespace knockback::ui {
namespace {

using namespace std::chrono_literals;

TEST(PolicyText, TheDefaultReadsAsDrawn) {
    const retry::RetryPolicy policy;
    EXPECT_EQ(retryOnText(policy), QStringLiteral("429, 503, network"));
    EXPECT_EQ(baseCapText(policy.backoff), QStringLiteral("500 ms · 60 s"));
    EXPECT_EQ(attemptsBudgetText(policy), QStringLiteral("5 · 20 % of calls"));
    EXPECT_EQ(spanText(policy.longestWait), QStringLiteral("15 min"));
}

TEST(PolicyText, ReadsWhatItWrites) {
    retry::RetryPolicy policy;
    for (const auto& statuses : {std::set<int>{}, std::set<int>{429}, std::set<int>{408, 429, 500, 503}}) {
        for (const bool network : {false, true}) {
            policy.statuses = statuses;
            policy.onNetworkFailure = network;
            const auto read = readRetryOn(retryOnText(policy));
            ASSERT_TRUE(read);
            EXPECT_EQ(read->statuses, statuses);
            EXPECT_EQ(read->network, network);
        }
    }
    for (const auto span : {1ms, 250ms, 1000ms, 1500ms, 60'000ms, 90'000ms, 120'000ms, 3'600'000ms, 5'400'000ms})
        EXPECT_EQ(readSpan(spanText(span)), span) << span.count();
    for (const double ratio : {0.0, 0.05, 0.2, 1.0}) {
        policy.budgetRatio = ratio;
        policy.maxAttempts = 7;
        const auto read = readAttemptsBudget(attemptsBudgetText(policy));
        ASSERT_TRUE(read);
        EXPECT_EQ(read->attempts, 7);
        EXPECT_DOUBLE_EQ(read->ratio, ratio);
    }
}

TEST(PolicyText, ReadsWhatPeopleType) {
    EXPECT_EQ(readRetryOn(u"429 503; NETWORK")->statuses, (std::set<int>{429, 503}));
    EXPECT_EQ(readSpan(u"2"), 2000ms);
    EXPECT_EQ(readSpan(u" 1,5 s "), 1500ms);
    EXPECT_EQ(readSpan(u"0.5min"), 30'000ms);
    EXPECT_EQ(readBaseCap(u"1 s / 20 s")->cap, 20'000ms);
    EXPECT_EQ(readAttemptsBudget(u"3;10%")->attempts, 3);
}

TEST(PolicyText, RefusesWhatMakesNoSense) {
    EXPECT_FALSE(readRetryOn(u"4299"));
    EXPECT_FALSE(readRetryOn(u"429, often"));
    for (const auto* text : {u"", u"-1 s", u"soon", u"1 y", u"99999999999 s"})
        EXPECT_FALSE(readSpan(text));
    EXPECT_FALSE(readBaseCap(u"500 ms"));
    EXPECT_FALSE(readBaseCap(u"60 s · 500 ms"));
    EXPECT_FALSE(readBaseCap(u"0 ms · 5 s"));
    EXPECT_FALSE(readAttemptsBudget(u"0 · 20 %"));
    EXPECT_FALSE(readAttemptsBudget(u"5"));
}

TEST(PolicyText, TheSecondRowReadsWhatItWrites) {
    retry::RetryPolicy policy;
    EXPECT_EQ(timeLimitsText(policy), QStringLiteral("none · none"));
    EXPECT_EQ(circuitText(policy.circuit), QStringLiteral("50 % of 5 · 30 s"));
    EXPECT_EQ(fallbackText(policy), QStringLiteral("none"));
    EXPECT_EQ(hedgeText(policy), QStringLiteral("off"));
    policy.attemptTimeout = 10s;
    policy.callTimeout = 5min;
    policy.circuit.failureShare = 0.25;
    policy.circuit.minimum = 20;
    policy.circuit.window = 20;
    policy.fallback = {retry::FallbackKind::Static, R"({"items": []})"};
    policy.hedgeAfter = 800ms;
    EXPECT_EQ(readTimeLimits(timeLimitsText(policy))->attempt, policy.attemptTimeout);
    EXPECT_EQ(readTimeLimits(timeLimitsText(policy))->call, policy.callTimeout);
    EXPECT_EQ(readCircuit(circuitText(policy.circuit), {}), policy.circuit);
    EXPECT_EQ(readFallback(fallbackText(policy)), policy.fallback);
    EXPECT_EQ(readHedge(hedgeText(policy))->after, policy.hedgeAfter);
    EXPECT_EQ(readRetryOn(u"429, overload")->causes, std::set<diagnosis::Cause>{diagnosis::Cause::Overload});
    policy.circuit.enabled = false;
    EXPECT_EQ(readCircuit(u"Off", policy.circuit), policy.circuit);
    EXPECT_EQ(readTimeLimits(u"None / 2 min")->attempt, std::nullopt);
}

TEST(PolicyText, TheSecondRowRefusesWhatMakesNoSense) {
    for (const auto* text : {u"10 s", u"0 s · none", u"soon · never"})
        EXPECT_FALSE(readTimeLimits(text));
    for (const auto* text : {u"50 %", u"0 % of 5 · 30 s", u"101 % of 5 · 30 s", u"50 % of 0 · 30 s", u"half · 30 s"})
        EXPECT_FALSE(readCircuit(text, {}));
    for (const auto* text : {u"", u"static", u"url", u"last-good ever", u"cache"})
        EXPECT_FALSE(readFallback(text));
    for (const auto* text : {u"", u"0 ms", u"later"})
        EXPECT_FALSE(readHedge(text));
}

TEST(PolicyText, PresetsAreRecognised) {
    EXPECT_EQ(presetName({}), QStringLiteral("Default"));
    EXPECT_EQ(presetTitle("until-it-works"), QStringLiteral("Until it works"));
    EXPECT_EQ(presetTitle("aws-adaptive"), QStringLiteral("AWS adaptive"));
    retry::RetryPolicy policy;
    policy.maxAttempts = 17;
    EXPECT_EQ(presetName(policy), QStringLiteral("own"));
}

TEST(PolicyText, TheSentenceSaysWhatWillBeWaited) {
    retry::RetryPolicy policy;
    EXPECT_TRUE(policySentence(policy).startsWith(QStringLiteral("Waits up to 500 ms, 1 s, 2 s, 4 s unless")))
        << policySentence(policy).toStdString();
    policy.backoff.cap = 1500ms;
    policy.backoff.jitter = retry::JitterKind::None;
    EXPECT_TRUE(policySentence(policy).startsWith(QStringLiteral("Waits 500 ms, 1 s, 1.5 s, 1.5 s unless")));
    policy.maxAttempts = 1;
    EXPECT_TRUE(policySentence(policy).startsWith(QStringLiteral("One attempt")));
}

} // namespace
} // namespace knockback::ui
