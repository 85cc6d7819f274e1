// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/minimize/Verdict.h"

namespace knockback::minimize {
namespace {

using diagnosis::Cause;

Signature answer(Cause cause, const char* subcause, const char* vendor, int status, const QByteArray& body = {}) {
    diagnosis::Diagnosis diagnosis;
    diagnosis.cause = cause;
    diagnosis.subcause = subcause;
    diagnosis.vendor = vendor;
    http::Attempt attempt;
    if (status > 0) {
        attempt.response.emplace().head.status = status;
        attempt.response->body = body;
    }
    return signatureOf(diagnosis, attempt);
}

const Signature waf = answer(Cause::SuspiciousPattern, "waf_rule", "cloudflare", 403, "blocked, Ray ID 8f1");

TEST(VerdictTest, theSameDiagnosisIsTheSameBlock) {
    EXPECT_EQ(judge(waf, answer(Cause::SuspiciousPattern, "waf_rule", "cloudflare", 406, "other")), Verdict::Same);
    EXPECT_EQ(judge(waf, answer(Cause::SuspiciousPattern, "waf_rule", "akamai", 403)), Verdict::Otherwise);
    EXPECT_EQ(judge(waf, answer(Cause::SuspiciousPattern, "bot_challenge", "cloudflare", 403)), Verdict::Otherwise);
}

TEST(VerdictTest, theSamePageIsTheSameBlockWhateverTheRequestMadeOfIt) {
    EXPECT_EQ(judge(waf, answer(Cause::None, "", "", 403, "Blocked, ray id  77a0")), Verdict::Same);
    EXPECT_EQ(judge(waf, answer(Cause::SuspiciousPattern, "missing_user_agent", "", 403, "blocked, Ray ID 1")),
              Verdict::Same);
    EXPECT_EQ(judge(waf, answer(Cause::None, "", "", 403, "no such user")), Verdict::Otherwise);
    EXPECT_EQ(judge(waf, answer(Cause::None, "", "", 404, "blocked, Ray ID 8f1")), Verdict::Passed);
}

TEST(VerdictTest, aGoodPageIsNeverTheSame) {
    const auto soft = answer(Cause::SuspiciousPattern, "waf_rule", "f5", 200, "Request Rejected");
    EXPECT_EQ(judge(soft, answer(Cause::None, "", "", 200, "Request Rejected")), Verdict::Passed);
}

TEST(VerdictTest, whereNothingButTheStatusIsKnownItCounts) {
    const auto vague = answer(Cause::SuspiciousPattern, "", "", 403, "a");
    EXPECT_EQ(judge(vague, answer(Cause::SuspiciousPattern, "", "", 403, "b")), Verdict::Same);
    EXPECT_EQ(judge(vague, answer(Cause::SuspiciousPattern, "", "", 406, "b")), Verdict::Otherwise);
}

TEST(VerdictTest, aRefusalThatNobodyExplainsIsKnownByItsPage) {
    const auto bare = answer(Cause::None, "", "", 403, "Forbidden");
    EXPECT_EQ(judge(bare, answer(Cause::None, "", "", 403, "Forbidden")), Verdict::Same);
    EXPECT_EQ(judge(bare, answer(Cause::None, "", "", 403, "not yours")), Verdict::Otherwise);
    EXPECT_EQ(judge(bare, answer(Cause::None, "", "", 200, "Forbidden")), Verdict::Passed);
}

TEST(VerdictTest, limitsAndFailuresSayNothing) {
    EXPECT_EQ(judge(waf, answer(Cause::RateLimit, "", "", 429)), Verdict::Unclear);
    EXPECT_EQ(judge(waf, answer(Cause::Overload, "", "", 503)), Verdict::Unclear);
    EXPECT_EQ(judge(waf, answer(Cause::Network, "timeout", "", 0)), Verdict::Unclear);
    EXPECT_EQ(judge(waf, answer(Cause::None, "", "", 0)), Verdict::Unclear);
    EXPECT_EQ(judge(waf, answer(Cause::ClientError, "", "", 400)), Verdict::Otherwise);
}

TEST(VerdictTest, aConnectionThatIsResetByAFilter) {
    const auto reset = answer(Cause::Network, "reset", "", 0);
    EXPECT_EQ(judge(reset, answer(Cause::Network, "reset", "", 0)), Verdict::Same);
    EXPECT_EQ(judge(reset, answer(Cause::Network, "timeout", "", 0)), Verdict::Unclear);
}

} // namespace
} // namespace knockback::minimize
