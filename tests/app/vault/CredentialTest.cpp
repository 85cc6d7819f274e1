// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/Credential.h"

namespace knockback::vault {

using namespace std::chrono_literals;

TEST(Credential, KindsHaveNamesThatLeadBack) {
    for (int i = 0; i <= static_cast<int>(CredentialKind::RefreshToken); ++i) {
        const auto kind = static_cast<CredentialKind>(i);
        EXPECT_FALSE(kindName(kind).isEmpty());
        EXPECT_EQ(kindFromName(kindName(kind)), kind);
    }
    EXPECT_EQ(kindName(CredentialKind::ClientCredentials), "client-credentials");
    EXPECT_EQ(kindFromName("Bearer"), std::nullopt);
    EXPECT_EQ(kindFromName(""), std::nullopt);
}

TEST(Credential, OnlyGrantsCanRotate) {
    EXPECT_FALSE(canRotate(CredentialKind::Bearer));
    EXPECT_FALSE(canRotate(CredentialKind::Basic));
    EXPECT_FALSE(canRotate(CredentialKind::ApiKey));
    EXPECT_TRUE(canRotate(CredentialKind::ClientCredentials));
    EXPECT_TRUE(canRotate(CredentialKind::RefreshToken));
}

TEST(Credential, StateFollowsTheExpiry) {
    const base::WallTime now(std::chrono::hours(500'000));
    Credential credential;
    EXPECT_EQ(stateName(credential, now), "no expiry");
    credential.issuedAt = now;
    credential.expiresAt = now + 10min;
    EXPECT_EQ(stateName(credential, now), "valid");
    EXPECT_EQ(stateName(credential, now + 9min - 1us), "valid");
    EXPECT_EQ(stateName(credential, now + 9min), "expiring");
    EXPECT_EQ(stateName(credential, now + 10min - 1us), "expiring");
    EXPECT_EQ(stateName(credential, now + 10min), "expired");
    credential.expiresAt = now + 24h;
    EXPECT_EQ(stateName(credential, now + 24h - 6min), "valid");
    EXPECT_EQ(stateName(credential, now + 24h - 5min), "expiring");
}

TEST(Credential, AGrantWithoutATokenSaysSo) {
    Credential credential;
    credential.kind = CredentialKind::ClientCredentials;
    EXPECT_EQ(stateName(credential, {}), "no token");
    credential.issuedAt = base::WallTime();
    EXPECT_EQ(stateName(credential, {}), "no expiry");
}

} // namespace knockback::vault
