// SPDX-License-Identifier: GPL-3.0-or-later
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
        order.answered = cause != Cause::Network;
        EXPECT_NE(whyNot(order), QString()) << diagnosis::causeName(cause).constData();
    }
    order.evidence.subcause = "tcp_reset"; // some filters cut the connection because of what they read
    EXPECT_EQ(whyNot(order), QString());
}

TEST_F(OrderTest, aRefusalThatNobodyExplainsMayBeProbed) {
    order.evidence.cause = Cause::None;
    EXPECT_NE(whyNot(order), QString());
    order.denied = true;
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

} // namespace
} // namespace knockback::minimize
