// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/AuthText.h"
#include "app/workspace/SettingWords.h"
#include "tests/app/workspace/RandomDrafts.h"

#include <gtest/gtest.h>

using namespace knockback;
using namespace knockback::workspace;

namespace {

AuthDraft password(AuthKind kind, const QByteArray& user, const QByteArray& secret) {
    AuthDraft auth;
    auth.kind = kind;
    auth.user = user;
    auth.password = secret;
    return auth;
}

TEST(AuthHeader, TheFormsOfTheOtherTools) {
    EXPECT_EQ(parseAuthHeader("Basic joe s3cret"), password(AuthKind::Basic, "joe", "s3cret"));
    EXPECT_EQ(parseAuthHeader("basic  joe:s3:cret"), password(AuthKind::Basic, "joe", "s3:cret"));
    EXPECT_EQ(parseAuthHeader("Basic {{user}} {{vault:x}}"), password(AuthKind::Basic, "{{user}}", "{{vault:x}}"));
    EXPECT_EQ(parseAuthHeader("Basic {{a b}}:{{vault:x}}"), password(AuthKind::Basic, "{{a b}}", "{{vault:x}}"));
    EXPECT_EQ(parseAuthHeader("Digest joe s3cret"), password(AuthKind::Digest, "joe", "s3cret"));
    const auto token = parseAuthHeader("Bearer {{ token }}");
    ASSERT_TRUE(token);
    EXPECT_EQ(token->token, "{{ token }}");
}

TEST(AuthHeader, EverythingElseIsAHeader) {
    for (const QByteArray value :
         {"Basic dXNlcjpwYXNz", "Basic {{encoded}}", "Basic", "Bearer", "Bearer a b", "Digest joe",
          "Digest username=\"joe\", realm=\"r\"", "Token abc", "AWS4-HMAC-SHA256 Credential=x", "", "Basic a:b c"})
        EXPECT_FALSE(parseAuthHeader(value)) << value.constData();
}

TEST(AuthHeader, WhatAHeaderCannotHoldIsNotWritten) {
    EXPECT_EQ(authHeader(password(AuthKind::Basic, "joe", "x y")), "Basic joe x y");
    for (const AuthDraft& auth : {password(AuthKind::Basic, "", "x"), password(AuthKind::Basic, "a b", "x"),
                                  password(AuthKind::Basic, "a:b", "x"), password(AuthKind::Basic, "a", ""),
                                  password(AuthKind::Basic, "a", "x "), password(AuthKind::Digest, "a", "b\nc"),
                                  password(AuthKind::None, "", ""), AuthDraft{}})
        EXPECT_FALSE(authHeader(auth)) << auth.user.constData() << "|" << auth.password.constData();
}

TEST(AuthSetting, WordsInQuotesWhereNeeded) {
    EXPECT_EQ(authSetting(password(AuthKind::Basic, "a b", ""), "knockback."), "knockback.auth basic \"a b\" \"\"");
    AuthDraft key;
    key.kind = AuthKind::ApiKey;
    key.keyName = "X-Api-Key";
    key.keyValue = "{{key}}";
    EXPECT_EQ(authSetting(key, "knockback."), "knockback.auth api-key header X-Api-Key {{key}}");
    AuthDraft certificate;
    certificate.kind = AuthKind::ClientCertificate;
    certificate.certificateFile = "./client.pem";
    EXPECT_EQ(authSetting(certificate, "knockback."), "knockback.auth certificate ./client.pem");
    certificate.keyPassphrase = "{{vault:pass}}";
    EXPECT_EQ(authSetting(certificate, "knockback."), "knockback.auth certificate ./client.pem \"\" {{vault:pass}}");
}

TEST(AuthSetting, UnknownKindsAreToldFromMistakes) {
    const auto unknown = parseAuthSetting("hawk id key");
    ASSERT_TRUE(unknown.ok());
    EXPECT_FALSE(unknown->has_value());
    EXPECT_FALSE(parseAuthSetting("api-key cookie a b").ok());
    EXPECT_FALSE(parseAuthSetting("api-key header").ok());
}

TEST(AuthTextProperty, EveryAuthComesBackFromItsSetting) {
    for (std::uint64_t seed = 1; seed <= 3000; ++seed) {
        test::Dice dice(seed);
        const AuthDraft auth = normalised(test::randomAuth(dice));
        const auto header = authHeader(auth);
        ASSERT_TRUE(!header || parseAuthHeader(*header) == auth) << header->constData();
        if (auth.kind == AuthKind::Inherited || auth.kind == AuthKind::Credential)
            continue;
        const QByteArray line = authSetting(auth, "knockback.");
        ASSERT_TRUE(line.startsWith("knockback.auth "));
        ASSERT_FALSE(line.contains('\n'));
        const auto back = parseAuthSetting(line.mid(15));
        ASSERT_TRUE(back.ok() && back->has_value()) << line.constData();
        ASSERT_EQ(**back, auth) << line.constData();
    }
}

TEST(SettingWords, ComeBack) {
    const std::vector<QByteArray> words{"a", "", "a b", "{{x y}}", "{{x y}}z", "\"", "\\", "a\"b", "\n\r", "\xC3\xBC"};
    for (const QByteArray& a : words)
        for (const QByteArray& b : words)
            EXPECT_EQ(splitWords(joinWords({a, b})), (std::vector<QByteArray>{a, b})) << joinWords({a, b}).constData();
    EXPECT_EQ(splitWords("  a\t b  "), (std::vector<QByteArray>{"a", "b"}));
    EXPECT_EQ(splitWords("\"never closed"), (std::vector<QByteArray>{"never closed"}));
}

} // namespace
