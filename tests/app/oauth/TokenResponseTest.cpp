// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/oauth/TokenResponse.h"

namespace knockback::oauth {

using namespace std::chrono_literals;

namespace {
const base::WallTime sentAt(std::chrono::seconds(1'800'000'000));

std::optional<base::WallTime> expiry(const QByteArray& fields) {
    const auto response = parseTokenResponse("{\"access_token\":\"opaque\"" + fields + "}");
    return response ? expiryOf(*response, sentAt) : std::nullopt;
}

QByteArray jwt(const QByteArray& claims) {
    const auto part = [](const QByteArray& json) {
        return json.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    };
    return part("{\"alg\":\"HS256\"}") + '.' + part(claims) + ".c2ln";
}

std::optional<base::WallTime> jwtExpiry(const QByteArray& token, const QByteArray& fields = {}) {
    return expiryOf(*parseTokenResponse("{\"access_token\":\"" + token + "\"" + fields + "}"), sentAt);
}
} // namespace

TEST(TokenResponse, ReadsTheRfcsExample) {
    const auto response = parseTokenResponse(R"({"access_token":"2YotnFZFEjr1zCsicMWpAA","token_type":"example",
        "expires_in":3600,"refresh_token":"tGzv3JOkF0XG5Qx2TlKWIA","example_parameter":"example_value"})"); // RFC
                                                                                                            // 6749 5.1
    ASSERT_TRUE(response);
    EXPECT_EQ(response->accessToken.reveal(), "2YotnFZFEjr1zCsicMWpAA");
    EXPECT_EQ(response->refreshToken.reveal(), "tGzv3JOkF0XG5Qx2TlKWIA");
    EXPECT_EQ(response->tokenType, "example");
    EXPECT_EQ(response->lifetime, 3600s);
    EXPECT_TRUE(response->error.isEmpty());
}

TEST(TokenResponse, WhatIsNoObjectIsNoAnswer) {
    for (const char* body : {"", "<html></html>", "[]", "null", "\"token\"", "{\"access_token\":\"cut", "{} trailing"})
        EXPECT_FALSE(parseTokenResponse(body)) << body;
    EXPECT_TRUE(parseTokenResponse("{}"));
}

TEST(TokenResponse, OddTypesCountAsAbsent) {
    const auto response =
        parseTokenResponse(R"({"access_token":42,"refresh_token":null,"token_type":["Bearer"],"error":{"a":1}})");
    ASSERT_TRUE(response);
    EXPECT_TRUE(response->accessToken.isEmpty());
    EXPECT_TRUE(response->refreshToken.isEmpty());
    EXPECT_TRUE(response->tokenType.isEmpty());
    EXPECT_TRUE(response->error.isEmpty());
}

TEST(TokenResponse, LifetimeCountsFromTheSending) {
    EXPECT_EQ(expiry(",\"expires_in\":3600"), sentAt + 1h);
    EXPECT_EQ(expiry(",\"expires_in\":\"3600\""), sentAt + 1h);
    EXPECT_EQ(expiry(",\"expires_in\":1.9"), sentAt + 1s);
    EXPECT_EQ(expiry(",\"expires_in\":1e300"), sentAt + std::chrono::hours(24 * 365 * 100));
    for (const char* unknown :
         {"", ",\"expires_in\":0", ",\"expires_in\":-5", ",\"expires_in\":\"soon\"", ",\"expires_in\":null",
          ",\"expires_in\":true", ",\"expires_in\":\"inf\"", ",\"expires_in\":\"nan\""})
        EXPECT_EQ(expiry(unknown), std::nullopt) << unknown;
}

TEST(TokenResponse, AJwtSaysItselfWhenItEnds) {
    const auto token = jwt("{\"exp\":1800000600,\"sub\":\"a\"}");
    EXPECT_EQ(jwtExpiry(token), sentAt + 10min);
    EXPECT_EQ(jwtExpiry(token, ",\"expires_in\":60"), sentAt + 1min) << "the answer goes first";
    EXPECT_EQ(jwtExpiry(token, ",\"expires_in\":0"), sentAt + 10min);
    for (const char* claims : {"{}", "[]", "{\"exp\":-1}", "{\"exp\":1e30}", "{\"exp\":\"soon\"}", "not json"})
        EXPECT_EQ(jwtExpiry(jwt(claims)), std::nullopt) << claims;
    for (const char* token2 : {"a.b", "a..b", "..", "a.!!!.b", "a.b.c.d"})
        EXPECT_EQ(jwtExpiry(token2), std::nullopt) << token2;
}

} // namespace knockback::oauth
