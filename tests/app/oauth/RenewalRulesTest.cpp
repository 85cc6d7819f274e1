// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/oauth/RenewalRules.h"

#include "tests/support/SeededRandom.h"

namespace knockback::oauth {

using namespace std::chrono_literals;

namespace {
vault::Credential grant() {
    vault::Credential credential;
    credential.name = "github";
    credential.kind = vault::CredentialKind::RefreshToken;
    credential.issuedAt = base::WallTime(std::chrono::seconds(1'800'000'000));
    return credential;
}
} // namespace

TEST(RenewalRules, IsDueByTheShareOfLifeThatIsLeft) {
    struct Row {
        base::Microseconds life, left;
        bool due;
    };
    const Row rows[] = {
        {24h, 5min + 1us, false},  {24h, 5min - 1us, true},  {20min, 2min + 1us, false},
        {20min, 2min - 1us, true}, {2min, 30s + 1us, false}, {2min, 30s - 1us, true},
        {30s, 10s + 1us, false},   {30s, 10s - 1us, true},   {1h, -1s, true},
    };
    for (const auto& row : rows) {
        auto credential = grant();
        credential.expiresAt = *credential.issuedAt + row.life;
        EXPECT_EQ(isDue(credential, row.left), row.due) << row.life.count() << " " << row.left.count();
    }
    auto unknown = grant();
    EXPECT_FALSE(isDue(unknown, {})) << "unknown expiry: renewed on a 401";
    unknown.issuedAt.reset();
    EXPECT_TRUE(isDue(unknown, {}));
    unknown.kind = vault::CredentialKind::Bearer;
    EXPECT_FALSE(isDue(unknown, {}));
}

TEST(RenewalRules, AnInterruptedRenewalIsNotRepeatedWhileTheStoredTokenIsGood) {
    auto credential = grant();
    EXPECT_FALSE(waitsAfterInterruption(credential, RenewalReason::Due, 10min)) << "nothing was interrupted";
    credential.renewingSince = *credential.issuedAt;
    EXPECT_TRUE(waitsAfterInterruption(credential, RenewalReason::Due, 61s));
    EXPECT_FALSE(waitsAfterInterruption(credential, RenewalReason::Due, 60s));
    EXPECT_FALSE(waitsAfterInterruption(credential, RenewalReason::Due, {}));
    EXPECT_FALSE(waitsAfterInterruption(credential, RenewalReason::Refused, 10min)) << "the stored token is of no use";
    EXPECT_FALSE(waitsAfterInterruption(credential, RenewalReason::Asked, 10min));
}

TEST(RenewalRules, ALostAnswerIsAskedForOnceMore) {
    EXPECT_EQ(afterLoss(RenewalReason::Refused, 10min, 1), AfterLoss::Retry);
    EXPECT_EQ(afterLoss(RenewalReason::Refused, {}, 2), AfterLoss::GiveUp);
    EXPECT_EQ(afterLoss(RenewalReason::Due, 61s, 1), AfterLoss::UseStored) << "a retry could kill the stored token";
    EXPECT_EQ(afterLoss(RenewalReason::Due, 60s, 1), AfterLoss::Retry);
    EXPECT_EQ(afterLoss(RenewalReason::Due, 60s, 2), AfterLoss::UseStored);
    EXPECT_EQ(afterLoss(RenewalReason::Due, 0s, 2), AfterLoss::GiveUp);
}

TEST(RenewalRules, PausesDoubleToAMinuteAndAreNeverShorterThanAsked) {
    test::SeededRandom random(7);
    for (int i = 0; i < 2000; ++i) {
        const int failures = 1 + i % 80;
        const base::Nanoseconds full =
            std::min<base::Nanoseconds>(60s, base::Seconds(1LL << std::min(failures - 1, 6)));
        const auto pause = pauseAfter(failures, {}, random);
        ASSERT_LE(pause, full);
        ASSERT_GE(pause, full / 2);
        ASSERT_GE(pauseAfter(failures, 90s, random), 90s);
    }
}

} // namespace knockback::oauth
