// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/lab/LabFixture.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace knockback::lab {
namespace {

using namespace std::chrono_literals;

QByteArray member(const LabReply& reply, const char* name) {
    return QJsonDocument::fromJson(reply.body).object().value(QLatin1String(name)).toVariant().toString().toUtf8();
}

class TokenScenario : public testing::Test {
protected:
    LabReply grant(const QByteArray& extra = "grant_type=client_credentials") {
        return lab.post("/oauth/token", extra + "&client_id=lab-client&client_secret=lab-secret");
    }
    LabReply refresh(const QByteArray& token) { return grant("grant_type=refresh_token&refresh_token=" + token); }
    LabReply account(const QByteArray& token) { return lab.get("/account", {{"Authorization", "Bearer " + token}}); }

    Played lab{Played::builtIn("token-expiry")};
};

TEST_F(TokenScenario, ATokenLivesForThreeSeconds) {
    const LabReply granted = grant();
    ASSERT_EQ(granted.status, 200);
    EXPECT_EQ(headerOf(granted, "Cache-Control"), "no-store") << "RFC 6749 5.1";
    EXPECT_EQ(member(granted, "token_type"), "Bearer");
    EXPECT_EQ(member(granted, "expires_in"), "3");
    const QByteArray token = member(granted, "access_token");
    EXPECT_EQ(account(token).status, 200);
    EXPECT_EQ(lab.get("/account", {{"authorization", "bearer " + token}}).status, 200) << "the scheme has no case";
    lab.clock.advance(3s - 1ns);
    EXPECT_EQ(account(token).status, 200);
    lab.clock.advance(1ns);
    const LabReply expired = account(token);
    EXPECT_EQ(expired.status, 401);
    EXPECT_EQ(headerOf(expired, "WWW-Authenticate"),
              "Bearer realm=\"lab\", error=\"invalid_token\", error_description=\"The access token expired\"");
    EXPECT_EQ(member(expired, "error"), "invalid_token");
}

TEST_F(TokenScenario, WithoutATokenThereIsAChallengeButNoError) {
    const LabReply none = lab.get("/account");
    EXPECT_EQ(none.status, 401);
    EXPECT_EQ(headerOf(none, "WWW-Authenticate"), "Bearer realm=\"lab\"") << "RFC 6750 3.1";
    EXPECT_EQ(headerOf(lab.get("/account", {{"Authorization", "Basic bGFiOmxhYg=="}}), "WWW-Authenticate"),
              "Bearer realm=\"lab\"");
    EXPECT_TRUE(headerOf(account("made-up"), "WWW-Authenticate").contains("not known or was revoked"));
    EXPECT_EQ(lab.get("/public").status, 200);
}

TEST_F(TokenScenario, ARefreshTokenWorksOnce) {
    const QByteArray first = member(grant(), "refresh_token");
    const LabReply renewed = refresh(first);
    ASSERT_EQ(renewed.status, 200);
    const QByteArray second = member(renewed, "refresh_token");
    const QByteArray access = member(renewed, "access_token");
    EXPECT_NE(second, first);
    EXPECT_EQ(account(access).status, 200);

    const LabReply reused = refresh(first);
    EXPECT_EQ(reused.status, 400);
    EXPECT_EQ(member(reused, "error"), "invalid_grant");
    EXPECT_EQ(account(access).status, 401) << "the whole family ends (RFC 9700 4.14)";
    EXPECT_EQ(refresh(second).status, 400);
}

TEST_F(TokenScenario, OtherGrantsOutliveAFamilyThatEnded) {
    const LabReply other = grant();
    const QByteArray first = member(grant(), "refresh_token");
    EXPECT_EQ(refresh(first).status, 200);
    EXPECT_EQ(refresh(first).status, 400);
    EXPECT_EQ(account(member(other, "access_token")).status, 200);
    EXPECT_EQ(refresh(member(other, "refresh_token")).status, 200);
}

TEST_F(TokenScenario, StartsWithARefreshTokenForWhoHasNone) {
    EXPECT_EQ(refresh("lab-refresh").status, 200);
    EXPECT_EQ(refresh("lab-refresh").status, 400) << "it rotates like any other";
}

TEST_F(TokenScenario, TheClientMaySayWhoItIsInBasic) {
    const QByteArray form = "grant_type=client_credentials";
    const auto basic = [](const QByteArray& pair) {
        return http::HeaderList{{"Authorization", "Basic " + pair.toBase64()}};
    };
    EXPECT_EQ(lab.post("/oauth/token", form, basic("lab-client:lab-secret")).status, 200);
    EXPECT_EQ(lab.post("/oauth/token", form, basic("lab%2Dclient:lab%2dsecret")).status, 200)
        << "form-encoded (RFC 6749 2.3.1)";
    const LabReply wrong = lab.post("/oauth/token", form, basic("lab-client:guess"));
    EXPECT_EQ(wrong.status, 401);
    EXPECT_EQ(member(wrong, "error"), "invalid_client");
    EXPECT_EQ(headerOf(wrong, "WWW-Authenticate"), "Basic realm=\"lab\"");
    EXPECT_EQ(
        member(lab.post("/oauth/token", form + "&client_secret=lab-secret", basic("lab-client:lab-secret")), "error"),
        "invalid_request");
}

TEST_F(TokenScenario, WhatIsWrongIsNamed) {
    EXPECT_EQ(
        member(lab.post("/oauth/token", "grant_type=client_credentials&client_id=lab-client&client_secret=x"), "error"),
        "invalid_client");
    EXPECT_EQ(member(grant("grant_type=password"), "error"), "unsupported_grant_type");
    EXPECT_EQ(member(grant("scope=a"), "error"), "invalid_request");
    EXPECT_EQ(member(grant("grant_type=refresh_token"), "error"), "invalid_request");
    EXPECT_EQ(member(grant("grant_type=client_credentials&grant_type=password"), "error"), "invalid_request")
        << "twice";
    EXPECT_EQ(lab.get("/oauth/token").status, 405);
    LabRequest json{.method = "POST",
                    .target = "/oauth/token",
                    .headers = {{"Content-Type", "application/json"}},
                    .body = "{}",
                    .address = {}};
    EXPECT_EQ(member(lab.send(json), "error"), "invalid_request");
}

TEST(TourScenario, LimitsEverythingButTheTokenEndpoint) {
    Played lab(Played::builtIn("tour"));
    for (int i = 0; i < 3; ++i)
        EXPECT_EQ(lab.get("/items").status, 200);
    EXPECT_EQ(lab.get("/ledger").status, 429);
    const LabReply granted =
        lab.post("/oauth/token", "grant_type=client_credentials&client_id=lab-client&client_secret=lab-secret");
    ASSERT_EQ(granted.status, 200);
    EXPECT_FALSE(granted.headers.contains("RateLimit"));
    lab.clock.advance(2s);
    const LabReply without = lab.get("/ledger");
    EXPECT_EQ(without.status, 401);
    EXPECT_EQ(headerOf(without, "RateLimit"), "\"default\";r=2;t=2") << "a 401 counts and says so";
    const QByteArray token = member(granted, "access_token");
    EXPECT_EQ(lab.get("/ledger", {{"Authorization", "Bearer " + token}}).status, 200);
}

} // namespace
} // namespace knockback::lab
