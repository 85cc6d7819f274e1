// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/diagnosis/AnswerTable.h"

namespace knockback::diagnosis::test {
namespace {

class SuspicionAnswers : public testing::TestWithParam<AnswerCase> {};
TEST_P(SuspicionAnswers, AreRecognised) {
    check(GetParam());
}

constexpr auto suspicious = Cause::SuspiciousPattern;
const QByteArray nginx403 =
    "<html>\r\n<head><title>403 Forbidden</title></head>\r\n<body>\r\n<center><h1>403 Forbidden</h1></center>\r\n"
    "<hr><center>nginx/1.24.0</center>\r\n</body>\r\n</html>\r\n";

INSTANTIATE_TEST_SUITE_P(
    All, SuspicionAnswers,
    testing::Values(
        AnswerCase{"ChallengeWith429AndRetryAfter",
                   "https://depot.example/",
                   429,
                   {{"cf-mitigated", "challenge"}, {"CF-RAY", "8bbbbbbbbbbbbbbb-AMS"}, {"Retry-After", "60"}},
                   "<html></html>",
                   suspicious,
                   "bot_challenge",
                   "cloudflare",
                   "8bbbbbbbbbbbbbbb-AMS"},
        AnswerCase{"CloudflareFirewallPage",
                   "https://depot.example/",
                   403,
                   {{"CF-RAY", "8ccccccccccccccc-AMS"}},
                   "<title>Access denied</title><h1>Error <b>1020</b></h1>",
                   suspicious,
                   "waf_rule",
                   "cloudflare"},
        AnswerCase{"AkamaiEncodedReference",
                   "https://depot.example/",
                   403,
                   {{"Server", "AkamaiGHost"}},
                   "<TITLE>Access Denied</TITLE>You don't have permission to access "
                   "this.<P>Reference&#32;&#35;18&#46;aa01&#46;1700000000&#46;bb02",
                   suspicious,
                   "waf_rule",
                   "akamai",
                   "18.aa01.1700000000.bb02"},
        AnswerCase{"AwsCaptchaIn405",
                   "https://depot.example/",
                   405,
                   {{"x-amzn-waf-action", "captcha"}},
                   "<html></html>",
                   suspicious,
                   "bot_challenge",
                   "aws_waf"},
        AnswerCase{
            "ImpervaIn200",
            "https://depot.example/",
            200,
            {{"X-Iinfo", "9-1-1"}},
            "<html><iframe src=\"/_Incapsula_Resource?CWUDNSAI=5&incident_id=111-222&edet=15\">Request unsuccessful. "
            "Incapsula incident ID: 111-222</iframe></html>",
            suspicious,
            "waf_rule",
            "imperva",
            "111-222"},
        AnswerCase{"F5HalfTranslated",
                   "https://depot.example/",
                   200,
                   {},
                   "<html><title>Solicitud rechazada</title>La URL fue rechazada.<br>Your support ID is: "
                   "1234567890123456789</html>",
                   suspicious,
                   "waf_rule",
                   "f5",
                   "1234567890123456789"},
        AnswerCase{"DataDomeHtml",
                   "https://depot.example/",
                   403,
                   {{"x-dd-b", "2"}},
                   "<script>var dd={'cid':'AHr_1234567~x','hsh':'F'}</script><script "
                   "src=https://ct.captcha-delivery.com/c.js></script>",
                   suspicious,
                   "bot_challenge",
                   "datadome",
                   "AHr_1234567~x"},
        AnswerCase{
            "HumanJson",
            "https://depot.example/api",
            403,
            {},
            R"({"appId":"PXab12","jsClientSrc":"/x.js","vid":"","uuid":"0f8fad5b-d9cb-469f-a165-70867728950e","blockScript":"/y.js"})",
            suspicious,
            "bot_challenge",
            "perimeterx",
            "0f8fad5b-d9cb-469f-a165-70867728950e"},
        AnswerCase{"AzureFrontDoor",
                   "https://depot.example/",
                   403,
                   {{"x-azure-ref", "20261122T1-abc"}},
                   "<html><h2>The request is blocked.</h2></html>",
                   suspicious,
                   "waf_rule",
                   "azure_front_door",
                   "20261122T1-abc"},
        AnswerCase{"VercelDenied",
                   "https://depot.example/",
                   403,
                   {{"x-vercel-mitigated", "deny"}, {"x-vercel-id", "cdg1::z"}},
                   "",
                   suspicious,
                   "waf_rule",
                   "vercel",
                   "cdg1::z"},
        AnswerCase{
            "AnubisIn200",
            "https://git.depot.example/",
            200,
            {},
            "<html><title>Making sure you're not a bot!</title><script id=\"anubis_challenge\">{}</script></html>",
            suspicious,
            "bot_challenge",
            "anubis"},
        AnswerCase{"RedirectToCaptcha",
                   "https://depot.example/",
                   302,
                   {{"Location", "https://validate.perfdrive.com/captcha?ssi=0f8fad5b-d9cb-469f-a165-70867728950e"}},
                   "",
                   suspicious,
                   "bot_challenge",
                   "radware",
                   "0f8fad5b-d9cb-469f-a165-70867728950e"},
        AnswerCase{"WordfenceIn503",
                   "https://blog.depot.example/",
                   503,
                   {},
                   "<h1>Your access to this site has been limited by the site owner</h1><p>Generated by Wordfence</p>",
                   suspicious,
                   "ip_banned",
                   "wordfence"},
        AnswerCase{"Alibaba405",
                   "https://depot.example/",
                   405,
                   {},
                   "<html>Sorry, your request has been blocked as it may cause potential threats to the server's "
                   "security.</html>",
                   suspicious,
                   "waf_rule",
                   "alibaba_cloud"},
        AnswerCase{"UnknownFirewallInWords",
                   "https://depot.example/",
                   403,
                   {},
                   "<html><title>Stop</title><p>Your request was rejected by our security policy.</p></html>",
                   suspicious,
                   "waf_rule"},
        AnswerCase{"UnknownBotWallInJson",
                   "https://depot.example/",
                   403,
                   {},
                   R"({"error":"Automated traffic is not allowed on this endpoint."})",
                   suspicious,
                   "bot_block"},
        AnswerCase{"BannedAddressInWords",
                   "https://depot.example/",
                   403,
                   {},
                   "Your IP address 198.51.100.7 has been banned.",
                   suspicious,
                   "ip_banned"},
        AnswerCase{"PayloadAndABarePage",
                   "http://depot.example/?id=1%27%20OR%20%271%27%3D%271",
                   403,
                   {{"Server", "nginx/1.24.0"}},
                   nginx403,
                   suspicious,
                   "waf_rule"},
        AnswerCase{"ScannerAndABarePage",
                   "http://depot.example/",
                   403,
                   {{"Server", "nginx/1.24.0"}},
                   nginx403,
                   suspicious,
                   "bad_user_agent",
                   "",
                   "",
                   std::nullopt,
                   {{"User-Agent", "sqlmap/1.8"}}},
        AnswerCase{"NoUserAgentSaidSo",
                   "https://depot.example/",
                   403,
                   {},
                   "Requests must carry a User-Agent header.",
                   suspicious,
                   "missing_user_agent",
                   "",
                   "",
                   std::nullopt,
                   {{"User-Agent", ""}}},
        AnswerCase{"NotAcceptableToAnything",
                   "https://depot.example/x",
                   406,
                   {{"Server", "Apache"}},
                   "<title>Not Acceptable!</title>This error was generated by Mod_Security.",
                   suspicious,
                   "waf_rule",
                   "modsecurity"},
        AnswerCase{"LinkedIn999",
                   "https://www.linkedin.com/in/x",
                   999,
                   {{"x-li-uuid", "AAZ=="}},
                   "",
                   suspicious,
                   "bot_block",
                   "linkedin",
                   "AAZ=="}),
    rowName);

TEST(Suspicion, AChallengeIsNeverWaitedOut) {
    const auto d = diagnose(answered("https://depot.example/", 429, {{"cf-mitigated", "challenge"}}), retryAfter(60));
    EXPECT_EQ(d.retryable, false);
    EXPECT_FALSE(d.retryAfterSeconds);
}

TEST(Suspicion, ContradictionsAreShown) {
    const auto d = diagnose(answered("https://depot.example/", 429, {{"cf-mitigated", "challenge"}}));
    EXPECT_GT(d.confidence, 0.85);
    bool shown = false;
    for (const auto& e : d.evidence)
        shown = shown || (e.weight < 0 && e.where == QStringLiteral("status"));
    EXPECT_TRUE(shown) << "429 speaks for a rate limit";
}

// Who stands in the way has not thereby turned anything away.
TEST(Suspicion, AttributionAloneRaisesNothing) {
    const auto d =
        diagnose(answered("https://depot.example/", 403,
                          {{"Server", "cloudflare"}, {"CF-RAY", "8ddddddddddddddd-AMS"}, {"x-datadome", "protected"}},
                          R"({"error":"You are not the owner of this cart."})"));
    EXPECT_EQ(d.cause, Cause::None);
    EXPECT_EQ(d.subcause, "authorization_denied");
}

} // namespace
} // namespace knockback::diagnosis::test
