// SPDX-License-Identifier: GPL-3.0-or-later
// The limit fields of the providers we describe, as their documentation and recorded answers show them.
#include "app/ratelimit/QuotaReader.h"

namespace knockback::ratelimit {

namespace {

constexpr base::WallTime receivedAt(std::chrono::seconds(1'795'255'200)); // 2026-11-21T10:00:00Z
constexpr const char* date = "Sat, 21 Nov 2026 10:00:00 GMT";

std::vector<QuotaWindow> windows(const char* url, http::HeaderList headers) {
    http::Attempt attempt;
    attempt.request.url = url;
    attempt.response.emplace();
    headers.append("Date", date);
    attempt.response->head.headers = std::move(headers);
    const auto reading = readQuota(attempt, providers::Catalogue::builtIn(), receivedAt);
    for (const QString& problem : reading.problems)
        ADD_FAILURE() << problem.toStdString();
    return reading.windows;
}

} // namespace

TEST(ProviderDialect, github) {
    const auto found = windows("https://api.github.com/search/code", {{"x-ratelimit-limit", "30"},
                                                                      {"x-ratelimit-remaining", "18"},
                                                                      {"x-ratelimit-used", "12"},
                                                                      {"x-ratelimit-reset", "1795255242"},
                                                                      {"x-ratelimit-resource", "search"}});
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].bucket, QStringLiteral("search"));
    EXPECT_EQ(found[0].limit, 30);
    EXPECT_EQ(found[0].remaining, 18);
    EXPECT_EQ(found[0].resetSeconds, 42);
    EXPECT_EQ(found[0].windowSeconds, std::nullopt);
}

TEST(ProviderDialect, gitlabSendsATimeUnderTheIetfName) {
    const auto found =
        windows("https://gitlab.com/api/v4/projects", {{"RateLimit-Limit", "60"},
                                                       {"RateLimit-Name", "throttle_authenticated_api"},
                                                       {"RateLimit-Observed", "67"},
                                                       {"RateLimit-Remaining", "0"},
                                                       {"RateLimit-Reset", "1795255230"},
                                                       {"RateLimit-ResetTime", "Sat, 21 Nov 2026 10:00:30 GMT"}});
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].bucket, QStringLiteral("throttle_authenticated_api"));
    EXPECT_EQ(found[0].resetSeconds, 30);
    EXPECT_EQ(found[0].windowSeconds, 60);
}

TEST(ProviderDialect, discordResetIsADeltaWithFractions) {
    const auto found = windows("https://discord.com/api/v10/channels/1", {{"X-RateLimit-Limit", "5"},
                                                                          {"X-RateLimit-Remaining", "0"},
                                                                          {"X-RateLimit-Reset", "1795255264.570"},
                                                                          {"X-RateLimit-Reset-After", "64.57"},
                                                                          {"X-RateLimit-Bucket", "abcd1234"},
                                                                          {"X-RateLimit-Scope", "user"}});
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].bucket, QStringLiteral("abcd1234"));
    EXPECT_DOUBLE_EQ(*found[0].resetSeconds, 64.57);
}

TEST(ProviderDialect, redditHasNoLimitButTheSum) {
    const auto found =
        windows("https://oauth.reddit.com/r/x",
                {{"x-ratelimit-used", "301"}, {"x-ratelimit-remaining", "299.0"}, {"x-ratelimit-reset", "211"}});
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].limit, 600);
    EXPECT_EQ(found[0].remaining, 299);
    EXPECT_EQ(found[0].resetSeconds, 211);
    EXPECT_EQ(found[0].windowSeconds, 600);
}

TEST(ProviderDialect, shopifyCountsUp) {
    const auto found =
        windows("https://shop.myshopify.com/admin/api/x.json", {{"X-Shopify-Shop-Api-Call-Limit", "39/40"}});
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].limit, 40);
    EXPECT_EQ(found[0].remaining, 1);
    EXPECT_EQ(found[0].resetSeconds, std::nullopt);
    EXPECT_EQ(found[0].source, QStringLiteral("X-Shopify-Shop-Api-Call-Limit"));
}

TEST(ProviderDialect, openaiHasRequestsAndTokens) {
    const auto found = windows("https://api.openai.com/v1/responses", {{"x-ratelimit-limit-requests", "60"},
                                                                       {"x-ratelimit-limit-tokens", "150000"},
                                                                       {"x-ratelimit-remaining-requests", "59"},
                                                                       {"x-ratelimit-remaining-tokens", "149984"},
                                                                       {"x-ratelimit-reset-requests", "1s"},
                                                                       {"x-ratelimit-reset-tokens", "6m0s"}});
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(found[0].bucket, QStringLiteral("requests"));
    EXPECT_EQ(found[0].resetSeconds, 1);
    EXPECT_EQ(found[1].unit, QStringLiteral("tokens"));
    EXPECT_EQ(found[1].remaining, 149984);
    EXPECT_EQ(found[1].resetSeconds, 360);
}

TEST(ProviderDialect, anthropicResetMayHavePassed) {
    const auto found = windows("https://api.anthropic.com/v1/messages",
                               {{"anthropic-ratelimit-requests-limit", "50"},
                                {"anthropic-ratelimit-requests-remaining", "49"},
                                {"anthropic-ratelimit-requests-reset", "2026-11-21T09:59:59Z"},
                                {"anthropic-ratelimit-input-tokens-limit", "40000"},
                                {"anthropic-ratelimit-input-tokens-remaining", "39000"},
                                {"anthropic-ratelimit-input-tokens-reset", "2026-11-21T10:00:02Z"}});
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(found[0].bucket, QStringLiteral("requests"));
    EXPECT_EQ(found[0].resetSeconds, 0);
    EXPECT_EQ(found[1].bucket, QStringLiteral("input-tokens"));
    EXPECT_EQ(found[1].unit, QStringLiteral("tokens"));
    EXPECT_EQ(found[1].resetSeconds, 2);
}

TEST(ProviderDialect, cloudflareSpeaksDraft08) {
    const auto found =
        windows("https://api.cloudflare.com/client/v4/zones",
                {{"Ratelimit", "\"default\";r=50;t=30"}, {"Ratelimit-Policy", "\"default\";q=1200;w=300"}});
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].limit, 1200);
    EXPECT_EQ(found[0].remaining, 50);
    EXPECT_EQ(found[0].windowSeconds, 300);
}

TEST(ProviderDialect, azureStyleMinusOneIsUnknown) {
    http::Attempt attempt;
    attempt.request.url = "https://api.openai.com/v1/responses";
    attempt.response.emplace();
    attempt.response->head.headers = {{"x-ratelimit-limit-requests", "-1"}, {"x-ratelimit-remaining-requests", "-1"}};
    const auto reading = readQuota(attempt, providers::Catalogue::builtIn(), receivedAt);
    EXPECT_TRUE(reading.windows.empty());
    EXPECT_EQ(reading.problems.size(), 2u);
}

} // namespace knockback::ratelimit
