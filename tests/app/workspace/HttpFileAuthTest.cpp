// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/HttpFile.h"

#include <gtest/gtest.h>

using namespace knockback;
using namespace knockback::workspace;

namespace {

AuthDraft bearer(const QByteArray& token) {
    AuthDraft auth;
    auth.kind = AuthKind::Bearer;
    auth.token = token;
    return auth;
}

AuthDraft basic(const QByteArray& user, const QByteArray& password) {
    AuthDraft auth;
    auth.kind = AuthKind::Basic;
    auth.user = user;
    auth.password = password;
    return auth;
}

template <typename Change>
QByteArray changed(const QByteArray& text, Change change) {
    HttpFile file(text);
    RequestDraft draft = *file.draft(0);
    change(draft);
    const auto outcome = file.setDraft(0, draft);
    EXPECT_TRUE(outcome.ok()) << (outcome ? "" : outcome.error().sentence().toStdString());
    EXPECT_EQ(*file.draft(0), normalised(draft)) << file.bytes().constData();
    return file.bytes();
}

const QByteArray sample = "GET http://h/\nA: 1\nauthorization:  Basic joe  s3cret\nB: 2\n";

TEST(HttpFileAuth, TheOnlyAuthorizationHeaderIsTheAuthTab) {
    const auto draft = *HttpFile(sample).draft(0);
    EXPECT_EQ(draft.auth, basic("joe", "s3cret"));
    ASSERT_EQ(draft.headers.size(), 2U);
    EXPECT_EQ(draft.headers[1].name, "B");
}

TEST(HttpFileAuth, TwoOfThemOrOtherFormsStayRows) {
    for (const QByteArray text :
         {"GET http://h/\nAuthorization: Bearer a\nAuthorization: Bearer b\n",
          "GET http://h/\nAuthorization: Token x\n", "GET http://h/\n# Authorization: Bearer a\n"}) {
        const auto draft = *HttpFile(text).draft(0);
        EXPECT_EQ(draft.auth, AuthDraft{}) << text.constData();
        EXPECT_FALSE(draft.headers.empty());
    }
}

TEST(HttpFileAuth, AnAuthSettingLeavesHeadersAlone) {
    const auto draft = *HttpFile("# @knockback.auth none\nGET http://h/\nAuthorization: Bearer a\n").draft(0);
    EXPECT_EQ(draft.auth.kind, AuthKind::None);
    EXPECT_EQ(draft.headers.size(), 1U);
}

TEST(HttpFileAuth, AChangeStaysInItsLine) {
    EXPECT_EQ(changed(sample, [](auto& d) { d.auth = bearer("{{token}}"); }),
              "GET http://h/\nA: 1\nauthorization: Bearer {{token}}\nB: 2\n");
    EXPECT_EQ(changed(sample, [](auto& d) { d.auth = {}; }), "GET http://h/\nA: 1\nB: 2\n");
    EXPECT_EQ(changed(sample, [](auto& d) { d.headers[0].value = "9"; }), QByteArray(sample).replace("A: 1", "A: 9"));
    EXPECT_EQ(changed(sample, [](auto& d) { d.headers.erase(d.headers.begin()); }),
              QByteArray(sample).replace("A: 1\n", ""));
    EXPECT_EQ(changed(sample, [](auto& d) { d.headers.pop_back(); }), QByteArray(sample).replace("B: 2\n", ""));
    EXPECT_EQ(changed("GET http://h/\nA: 1\n", [](auto& d) { d.auth = basic("a", "b"); }),
              "GET http://h/\nA: 1\nAuthorization: Basic a b\n");
}

TEST(HttpFileAuth, WhatAHeaderCannotSayBecomesASetting) {
    const QByteArray text = changed(sample, [](auto& d) { d.auth = basic("joe:x", ""); });
    EXPECT_EQ(text, "# @knockback.auth basic joe:x \"\"\nGET http://h/\nA: 1\nB: 2\n");
    EXPECT_EQ(changed(text, [](auto& d) { d.auth = basic("joe", "x"); }),
              "GET http://h/\nA: 1\nB: 2\nAuthorization: Basic joe x\n");
    AuthDraft certificate;
    certificate.kind = AuthKind::ClientCertificate;
    certificate.certificateFile = "./client.pem";
    certificate.keyFile = "./client.key";
    certificate.keyPassphrase = "{{vault:pass}}";
    EXPECT_EQ(changed("GET http://h/\n", [&](auto& d) { d.auth = certificate; }),
              "# @knockback.auth certificate ./client.pem ./client.key {{vault:pass}}\nGET http://h/\n");
}

TEST(HttpFileAuth, BesideAnAuthorizationRowItIsASetting) {
    EXPECT_EQ(changed(sample,
                      [](auto& d) {
                          d.headers.push_back({"Authorization", "Bearer other"});
                      }),
              "# @knockback.auth basic joe s3cret\nGET http://h/\nA: 1\nB: 2\nAuthorization: Bearer other\n");
}

TEST(HttpFileAuth, ARowThatReadsAsTheAuthTabIsTheAuthTab) {
    HttpFile file("GET http://h/\n");
    RequestDraft draft = *file.draft(0);
    draft.headers.push_back({"Authorization", "Bearer typed"});
    ASSERT_TRUE(file.setDraft(0, draft).ok());
    EXPECT_EQ(file.bytes(), "GET http://h/\nAuthorization: Bearer typed\n");
    EXPECT_EQ(file.draft(0)->auth, bearer("typed"));
    EXPECT_TRUE(file.draft(0)->headers.empty());
}

TEST(HttpFileAuth, CredentialAndSettingTakeEachOthersLine) {
    const QByteArray text = "# one\n# @knockback.credential ledger\n# two\nGET http://h/\n";
    AuthDraft none;
    none.kind = AuthKind::None;
    const QByteArray with = changed(text, [&](auto& d) { d.auth = none; });
    EXPECT_EQ(with, "# one\n# @knockback.auth none\n# two\nGET http://h/\n");
    EXPECT_EQ(changed(with, [](auto& d) { d.auth = {}; }), "# one\n# two\nGET http://h/\n");
}

TEST(HttpFileAuth, TheFilesDefault) {
    HttpFile file("# Requests of the ledger\n\n### x\n# @knockback.default.credential ledger\nGET http://h/\n");
    EXPECT_EQ(file.inheritedAuth().kind, AuthKind::Credential);
    EXPECT_EQ(file.inheritedAuth().credential, "ledger");
    EXPECT_EQ(file.draft(0)->auth, AuthDraft{});
    ASSERT_TRUE(file.setInheritedAuth(bearer("{{t}}")).ok());
    EXPECT_EQ(file.bytes(),
              "# Requests of the ledger\n\n### x\n# @knockback.default.auth bearer {{t}}\nGET http://h/\n");
    file.remove(0);
    EXPECT_EQ(file.inheritedAuth(), bearer("{{t}}")) << "it belongs to the file";
    ASSERT_TRUE(file.setInheritedAuth({}).ok());
    EXPECT_EQ(file.inheritedAuth(), AuthDraft{});

    HttpFile plain("\xEF\xBB\xBFGET http://h/\r\n");
    ASSERT_TRUE(plain.setInheritedAuth(bearer("t")).ok());
    EXPECT_EQ(plain.bytes(), "\xEF\xBB\xBF# @knockback.default.auth bearer t\r\nGET http://h/\r\n");
    EXPECT_EQ(HttpFile("GET http://h/\n").inheritedAuth(), AuthDraft{});
}

} // namespace
