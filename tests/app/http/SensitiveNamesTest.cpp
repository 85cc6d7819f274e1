// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/SensitiveNames.h"

namespace knockback::http {

TEST(SensitiveNames, headersThatCarryCredentials) {
    for (const char* name : {"Authorization",
                             "proxy-authorization",
                             "Cookie",
                             "Set-Cookie",
                             "X-Api-Key",
                             "api-key",
                             "APIKEY",
                             "X-Auth-Token",
                             "Private-Token",
                             "X-Amz-Security-Token",
                             "X-Goog-Api-Key",
                             "DPoP",
                             "Ocp-Apim-Subscription-Key",
                             "X-Functions-Key",
                             "X-Auth-Key",
                             "X-Shopify-Access-Token",
                             "X-CSRF-Token",
                             "X-Session-Id",
                             "X-Hub-Signature-256",
                             "Client-Secret"})
        EXPECT_TRUE(isSensitiveHeader(name)) << name;
}

TEST(SensitiveNames, headersThatOnlyTalkAboutThem) {
    for (const char* name :
         {"Content-Type", "WWW-Authenticate", "X-RateLimit-Remaining-Tokens", "X-RateLimit-Token", "Idempotency-Key",
          "Sec-WebSocket-Key", "Surrogate-Key", "Access-Control-Allow-Credentials", "X-Next-Page-Token", "ETag",
          "X-Request-Id", "Host", ""})
        EXPECT_FALSE(isSensitiveHeader(name)) << name;
}

TEST(SensitiveNames, parameters) {
    for (const char* name : {"api_key", "apikey", "API-Key", "key", "token", "access_token", "id_token", "sig",
                             "signature", "X-Amz-Signature", "password", "client_secret", "code", "refresh_token",
                             "user[password]", "code_verifier", "auth", "X-Amz-Security-Token"})
        EXPECT_TRUE(isSensitiveParam(name)) << name;
    for (const char* name : {"q", "page", "grant_type", "token_type", "page_token", "nextPageToken", "client_id",
                             "keyword", "encode", "max_tokens", ""})
        EXPECT_FALSE(isSensitiveParam(name)) << name;
}

TEST(SensitiveNames, membersMeanLessThanParameters) {
    for (const char* name : {"access_token", "refreshToken", "id_token", "client_secret", "password", "api_key",
                             "secret", "webhookSecret", "private_key", "device_code"})
        EXPECT_TRUE(isSensitiveMember(name)) << name;
    for (const char* name : {"code", "key", "tokens", "token_type", "nextPageToken", "signature", "error"})
        EXPECT_FALSE(isSensitiveMember(name)) << name;
}

} // namespace knockback::http
