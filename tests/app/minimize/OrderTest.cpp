// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/minimize/Verdict.h"
#include "tests/app/minimize/PlanRig.h"

namespace knockback::minimize {
namespace {

using diagnosis::Cause;

class OrderTest : public testing::Test, protected PlanRig {};

TEST_F(OrderTest, aGetThatWasBlockedMayBeProbed) {
    EXPECT_EQ(whyNot(order), QString());
}

TEST_F(OrderTest, aMethodThatActsNeedsTheUsersWordForThatMethod) {
    for (const char* method : {"POST", "PUT", "PATCH", "DELETE", "GRAPHQL", "PURGE"}) {
        order.blocked.method = method;
        order.allowedMethods = {};
        EXPECT_THAT(whyNot(order).toStdString(), testing::HasSubstr("may change something")) << method;
        order.allowedMethods = {methodThatActs(order.blocked)};
        EXPECT_EQ(whyNot(order), QString()) << method;
    }
    order.blocked.method = "PUT";
    order.allowedMethods = {"POST"};
    EXPECT_NE(whyNot(order), QString());
}

TEST_F(OrderTest, whatDoesNotDependOnTheRequestIsNotProbed) {
    for (const Cause cause : {Cause::None, Cause::RateLimit, Cause::Overload, Cause::ClientError, Cause::Network}) {
        order.evidence.cause = cause;
        order.status = cause == Cause::Network ? 0 : 429;
        EXPECT_NE(whyNot(order), QString()) << diagnosis::causeName(cause).constData();
    }
    order.evidence.subcause = "reset"; // some filters cut the connection because of what they read
    EXPECT_EQ(whyNot(order), QString());
}

TEST_F(OrderTest, twoHostsOrTwoMethodsCannotBeCompared) {
    order.working = order.blocked;
    EXPECT_EQ(whyNot(order), QString());
    order.working->url = "http://other.example/items";
    EXPECT_THAT(whyNot(order).toStdString(), testing::HasSubstr("different hosts"));
    order.working->url = "http://api.example:8080/items";
    EXPECT_NE(whyNot(order), QString());
    order.working->url = "{{base}}/items";
    order.blocked.url = "{{base}}/other?x=1";
    EXPECT_EQ(whyNot(order), QString());
    order.working->method = "HEAD";
    EXPECT_THAT(whyNot(order).toStdString(), testing::HasSubstr("different methods"));
}

TEST_F(OrderTest, verdicts) {
    diagnosis::Diagnosis waf;
    waf.cause = Cause::SuspiciousPattern;
    waf.subcause = "waf_rule";
    waf.vendor = "cloudflare";
    const auto signature = signatureOf(waf, 403);
    EXPECT_EQ(judge(signature, waf, 403), Verdict::Same);
    EXPECT_EQ(judge(signature, waf, 406), Verdict::Same) << "the same rule may say it with another status";
    auto other = waf;
    other.vendor = "akamai";
    EXPECT_EQ(judge(signature, other, 403), Verdict::Otherwise);
    EXPECT_EQ(judge(signature, {}, 200), Verdict::Passed);
    EXPECT_EQ(judge(signature, {}, 404), Verdict::Passed);
    EXPECT_EQ(judge(signature, {}, 0), Verdict::Unclear);
    other.cause = Cause::RateLimit;
    EXPECT_EQ(judge(signature, other, 429), Verdict::Unclear);
    other.cause = Cause::ClientError;
    EXPECT_EQ(judge(signature, other, 400), Verdict::Otherwise);
}

TEST_F(OrderTest, whereNothingButTheStatusIsKnownItCounts) {
    diagnosis::Diagnosis vague;
    vague.cause = Cause::SuspiciousPattern;
    EXPECT_EQ(judge(signatureOf(vague, 403), vague, 403), Verdict::Same);
    EXPECT_EQ(judge(signatureOf(vague, 403), vague, 406), Verdict::Otherwise);
}

} // namespace
} // namespace knockback::minimize
