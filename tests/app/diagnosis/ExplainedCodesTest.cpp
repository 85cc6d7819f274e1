// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/diagnosis/ExplainedCodes.h"
#include "tests/app/diagnosis/Exchange.h"

#include <gtest/gtest.h>

namespace knockback::diagnosis::test {
namespace {

std::vector<ExplainedCode> explained(const http::Attempt& attempt) {
    return explainedCodes(attempt, diagnose(attempt), providers::Catalogue::builtIn());
}

const Fields jsonFields{{"Content-Type", "application/json"}};

TEST(ExplainedCodes, ACodeIsExplainedByItsProviderWithThePlaceAndThePage) {
    const auto codes = explained(answered("https://slack.com/api/chat.postMessage", 200, jsonFields,
                                          R"({"ok":false,"error":"missing_scope","needed":"chat:write"})"));
    ASSERT_FALSE(codes.empty());
    EXPECT_EQ(codes[0].code, "missing_scope");
    EXPECT_EQ(codes[0].provider, QStringLiteral("Slack"));
    EXPECT_TRUE(codes[0].where.startsWith(u"body")) << codes[0].where.toStdString();
    EXPECT_FALSE(codes[0].meaning.isEmpty());
    EXPECT_TRUE(codes[0].docsUrl.startsWith(u"https://docs.slack.dev/"));
}

TEST(ExplainedCodes, AWordingCountsWhereAnApiHasNoCode) {
    const auto codes = explained(answered("https://api.github.com/search/code", 403, jsonFields,
                                          R"({"message":"You have exceeded a secondary rate limit."})"));
    ASSERT_FALSE(codes.empty());
    EXPECT_EQ(codes[0].code, "secondary rate limit");
    EXPECT_EQ(codes[0].provider, QStringLiteral("GitHub"));
}

TEST(ExplainedCodes, TheStandardsExplainWhatNobodyElseDoes) {
    const auto codes = explained(
        answered("https://api.shop.example/", 401, {{"WWW-Authenticate", R"(Bearer error="invalid_token")"}}, "no"));
    ASSERT_GE(codes.size(), 2U);
    EXPECT_EQ(codes[0].code, "invalid_token") << "the code says more than the status";
    EXPECT_EQ(codes.back().code, "401");
    EXPECT_EQ(codes.back().where, QStringLiteral("status"));
}

TEST(ExplainedCodes, AStatusInTheTextIsNotTheStatusOfTheAnswer) {
    for (const auto& code : explained(answered("https://api.shop.example/", 404, jsonFields, R"({"error":"no 429"})")))
        EXPECT_NE(code.code, "429");
}

TEST(ExplainedCodes, ShortCodesAreNotFoundInsideWords) {
    // One of Discord's codes is "0", and one of Facebook's is "4".
    for (const char* host : {"https://discord.com/api/v10/x", "https://graph.facebook.com/v19.0/x"})
        for (const auto& code : explained(answered(host, 400, jsonFields, R"({"note":"0 of 4 items"})")))
            EXPECT_NE(code.where, QStringLiteral("body")) << code.code.constData();
}

TEST(ExplainedCodes, WhatWasServedNeedsNoExplanation) {
    EXPECT_TRUE(explained(answered("https://api.github.com/", 200, jsonFields, R"({"message":"secondary rate limit"})"))
                    .empty());
    EXPECT_TRUE(
        explained(failed("https://api.github.com/", http::FailureKind::Timeout, http::Phase::Connect, {})).empty());
}

// A code that cannot be found in any answer would be dead knowledge.
TEST(ExplainedCodes, EveryCodeOfTheCatalogueIsFoundInAnAnswerThatHasIt) {
    int count = 0;
    for (const auto* provider : providers::Catalogue::builtIn().all()) {
        for (const auto& error : provider->errorCodes) {
            const QByteArray host = provider->hosts.empty() ? QByteArray("api.shop.example")
                                                            : QByteArray(provider->hosts[0]).replace("*", "a");
            const QByteArray first = error.code.left(3);
            const int status = first.toInt() >= 400 && first.toInt() < 600 ? first.toInt() : 418;
            auto attempt = answered("https://" + host + "/", status, jsonFields,
                                    R"({"error":{"code":")" + error.code + R"("},"message":")" + error.code + R"("})");
            Diagnosis refused;
            refused.cause = Cause::RateLimit;
            refused.vendor = provider->id;
            const auto codes = explainedCodes(attempt, refused, providers::Catalogue::builtIn());
            const bool found =
                std::any_of(codes.begin(), codes.end(), [&error](const auto& code) { return code.code == error.code; });
            EXPECT_TRUE(found) << provider->id.constData() << ": " << error.code.constData();
            ++count;
        }
    }
    EXPECT_GT(count, 170);
}

} // namespace
} // namespace knockback::diagnosis::test
