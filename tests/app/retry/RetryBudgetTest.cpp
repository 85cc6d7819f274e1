// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/retry/RetryBudget.h"

namespace knockback::retry {

namespace {

int retriesOf(int calls, RetryBudget::Terms terms) {
    RetryBudget budget;
    int retries = 0;
    for (int call = 0; call < calls; ++call) {
        budget.callStarted(terms);
        if (budget.allows(terms)) {
            budget.retried(terms);
            ++retries;
        }
    }
    return retries;
}

} // namespace

TEST(RetryBudget, retriesAreAShareOfCalls) {
    const int retries = retriesOf(1'000, {10, 0.2});
    EXPECT_GE(retries, 200);
    EXPECT_LE(retries, 211) << "a fifth of the calls and the reserve";
}

TEST(RetryBudget, withoutAReserveTheShareIsStillThere) {
    const int retries = retriesOf(1'000, {0, 0.1});
    EXPECT_GE(retries, 99);
    EXPECT_LE(retries, 101);
}

TEST(RetryBudget, withoutAShareOnlyTheReserveIsThere) {
    EXPECT_EQ(retriesOf(1'000, {3, 0}), 3);
}

TEST(RetryBudget, negativeSettingsAllowNothing) {
    RetryBudget budget;
    budget.callStarted({-1, -1});
    EXPECT_FALSE(budget.allows({-1, -1}));
    EXPECT_FALSE(budget.allows({0, 0}));
}

// Pitfall 20: envoyproxy/envoy#30205 let 1000 waiting retries pass a budget of 20 %, since only those on the wire
// counted.
TEST(RetryBudget, pitfall20_retriesThatWaitAreCharged) {
    RetryBudget budget;
    constexpr RetryBudget::Terms terms{10, 0.2};
    for (int call = 0; call < 1'000; ++call)
        budget.callStarted(terms);
    int decided = 0;
    while (budget.allows(terms) && decided < 1'000) {
        budget.retried(terms); // decided on; none of them has gone out
        ++decided;
    }
    EXPECT_EQ(decided, 10);
    EXPECT_NEAR(budget.share(), 0, 1e-9);
}

} // namespace knockback::retry
