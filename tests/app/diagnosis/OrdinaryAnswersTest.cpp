// SPDX-License-Identifier: GPL-3.0-or-later
// What must never be called a block.
#include "tests/app/diagnosis/AnswerTable.h"

namespace knockback::diagnosis::test {
namespace {

class OrdinaryAnswers : public testing::TestWithParam<AnswerCase> {};

TEST_P(OrdinaryAnswers, AreNoBlocks) {
    check(GetParam());
    const auto& row = GetParam();
    EXPECT_FALSE(isBlock(row.cause));
}

const std::vector<http::HeaderField> edge = {
    {"Server", "cloudflare"}, {"CF-RAY", "8fffffffffffffff-AMS"}, {"Set-Cookie", "__cf_bm=x"}};
const QByteArray story =
    "<p>" + QByteArray("The committee met again on Tuesday to speak about nothing in particular. ").repeated(80) +
    "</p>";

INSTANTIATE_TEST_SUITE_P(
    None, OrdinaryAnswers,
    testing::Values(
        AnswerCase{"Ok", "https://depot.example/", 200, {}, R"({"parts":[]})", Cause::None, "success"},
        AnswerCase{"NoContent", "https://depot.example/", 204, {}, "", Cause::None, "success"},
        AnswerCase{"ArticleAboutCaptchas", "https://blog.example/captcha", 200, edge,
                   "<title>Why every CAPTCHA fails</title><p>“Verify you are human”, says the page; you have been rate "
                   "limited.</p>" +
                       story,
                   Cause::None, "success"},
        AnswerCase{"JsonAboutRateLimits", "https://cms.example/7", 200, edge,
                   R"({"title":"Handling 429","body":"error code 1015: you are being rate limited","code":"how-to"})",
                   Cause::None, "success"},
        AnswerCase{"JsonAboutFilters", "https://cms.example/8", 200, edge,
                   R"({"title":"Site blocked by NextDNS","body":"Bitdefender blocked this page, and before that )"
                   R"(dotDefender blocked your request"})",
                   Cause::None, "success"},
        AnswerCase{"LongPageWithAChallengeWidget", "https://shop.example/login", 200, edge,
                   "<title>Sign in</title><div class=cf-turnstile></div><script "
                   "src=https://challenges.cloudflare.com/turnstile/v0/api.js>"
                   "</script>" +
                       story,
                   Cause::None, "success"},
        AnswerCase{"ProtectedButServed",
                   "https://paper.example/",
                   200,
                   {{"x-datadome", "protected"}, {"Set-Cookie", "datadome=x"}},
                   "<title>News</title>" + story,
                   Cause::None,
                   "success"},
        AnswerCase{"SquidPassedItThrough",
                   "http://depot.example/",
                   200,
                   {{"Via", "1.1 proxy (squid/5.7)"}, {"X-Cache", "MISS from proxy"}},
                   "hello",
                   Cause::None,
                   "success"},
        AnswerCase{"AwsIdsOnSuccess",
                   "https://dynamodb.eu-west-1.amazonaws.com/",
                   200,
                   {{"x-amzn-RequestId", "a"}},
                   R"({"Count":0})",
                   Cause::None,
                   "success"},
        AnswerCase{"NotModified", "https://depot.example/", 304, edge, "", Cause::None, "success"},
        AnswerCase{"Redirect",
                   "http://depot.example/",
                   301,
                   {{"Location", "https://depot.example/"}},
                   "",
                   Cause::None,
                   "redirect"},
        AnswerCase{"RedirectToSignIn",
                   "https://depot.example/account",
                   302,
                   {{"Location", "https://depot.example/login?next=%2Faccount"}},
                   "",
                   Cause::None,
                   "redirect"},
        AnswerCase{"NotFoundBehindAnEdge", "https://depot.example/x", 404, edge, "<title>404</title>No such page",
                   Cause::None, "not_found"},
        AnswerCase{"NotFoundOnGitHub",
                   "https://api.github.com/repos/a/b",
                   404,
                   {},
                   R"({"message":"Not Found"})",
                   Cause::None,
                   "not_found"},
        AnswerCase{"CrashBehindAnEdge", "https://depot.example/x", 500, edge, R"({"error":"NullPointerException"})",
                   Cause::None, "server_error"},
        AnswerCase{"RoleDenied",
                   "https://depot.example/p/1",
                   403,
                   {},
                   R"({"error":"forbidden","message":"Only the owner can delete this project."})",
                   Cause::None,
                   "authorization_denied",
                   "",
                   "",
                   std::nullopt,
                   {{"Authorization", "Bearer x"}}},
        AnswerCase{"NotAMember", "https://depot.example/p/1", 403, edge,
                   R"({"message":"You are not a member of this team."})", Cause::None, "authorization_denied"},
        AnswerCase{"DjangoDenied",
                   "https://depot.example/p/1",
                   403,
                   {},
                   R"({"detail":"You do not have permission to perform this action."})",
                   Cause::None,
                   "authorization_denied"},
        AnswerCase{"S3NotPublic",
                   "https://b.s3.amazonaws.com/k",
                   403,
                   {{"Server", "AmazonS3"}},
                   "<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>",
                   Cause::None,
                   "authorization_denied"}),
    rowName);

INSTANTIATE_TEST_SUITE_P(
    ClientError, OrdinaryAnswers,
    testing::Values(
        AnswerCase{"Validation",
                   "https://depot.example/",
                   422,
                   {},
                   R"({"detail":[{"loc":["body","n"],"msg":"field required"}]})",
                   Cause::ClientError,
                   "validation"},
        AnswerCase{"Malformed",
                   "https://depot.example/",
                   400,
                   {},
                   R"({"error":"invalid_json"})",
                   Cause::ClientError,
                   "validation"},
        AnswerCase{"Method", "https://depot.example/", 405, {{"Allow", "GET"}}, "", Cause::ClientError, "wrong_method"},
        AnswerCase{"Negotiation",
                   "https://depot.example/",
                   406,
                   {},
                   R"({"detail":"Could not satisfy the Accept header."})",
                   Cause::ClientError,
                   "not_acceptable",
                   "",
                   "",
                   std::nullopt,
                   {{"Accept", "application/xml"}}},
        AnswerCase{"TooLarge",
                   "https://depot.example/",
                   413,
                   {},
                   "<h1>413 Request Entity Too Large</h1>",
                   Cause::ClientError,
                   "payload_too_large"},
        AnswerCase{"Conflict",
                   "https://depot.example/",
                   409,
                   {},
                   R"({"message":"Already exists"})",
                   Cause::ClientError,
                   "conflict"},
        AnswerCase{"HeaderTooLarge", "https://depot.example/", 431, {}, "", Cause::ClientError, "header_too_large"},
        AnswerCase{"KongRoute",
                   "https://depot.example/",
                   404,
                   {{"Server", "kong/3.4"}},
                   R"({"message":"no Route matched with those values"})",
                   Cause::ClientError,
                   "route_not_found",
                   "kong"},
        AnswerCase{"ApiGatewayRoute",
                   "https://a.execute-api.eu-west-1.amazonaws.com/prod/typo",
                   403,
                   {{"x-amzn-ErrorType", "MissingAuthenticationTokenException"}},
                   R"({"message":"Missing Authentication Token"})",
                   Cause::ClientError,
                   "route_not_found",
                   "aws_api_gateway",
                   "",
                   std::nullopt,
                   {{"Authorization", "Bearer x"}}}),
    rowName);

TEST(Ordinary, ALowQuotaOnASuccessIsNoBlock) {
    const auto d = diagnose(answered("https://api.depot.example/", 200, {}, "{}"), window(0, 30));
    EXPECT_EQ(d.cause, Cause::None);
    EXPECT_FALSE(d.retryAfterSeconds);
}

TEST(Ordinary, TheTitleSaysSo) {
    EXPECT_EQ(diagnose(answered("https://depot.example/x", 404, {})).title,
              QStringLiteral("Not a block: ordinary 404, the resource is not there"));
    const auto limit = diagnose(
        answered("https://api.github.com/x", 403, {}, R"({"message":"You have exceeded a secondary rate limit."})"));
    EXPECT_EQ(limit.title, QStringLiteral("Rate limited by GitHub: secondary limit"));
    EXPECT_FALSE(limit.docsUrl.isEmpty());
}

// A bare 403 of an ordinary request cannot be told apart from several causes: said with little confidence.
TEST(Ordinary, ABare403IsAnsweredWithLittleConfidence) {
    const auto d = diagnose(
        answered("https://depot.example/", 403, {{"Server", "nginx"}},
                 "<html><head><title>403 Forbidden</title></head><center><h1>403 Forbidden</h1></center></html>"));
    EXPECT_EQ(d.cause, Cause::None);
    EXPECT_LT(d.confidence, 0.5);
}

} // namespace
} // namespace knockback::diagnosis::test
