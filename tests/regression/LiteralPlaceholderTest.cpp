// SPDX-License-Identifier: GPL-3.0-or-later
// What stands for a secret never leaves the machine as it is written: its secret goes, or nothing does and a sentence
// says why. A `Basic user {{vault:x}}` header beside a named credential went out unencoded; a reference with a capital
// letter, without its end or with encoded braces went out as text.
#include "app/session/DraftFromRecord.h"
#include "app/session/Resolver.h"
#include "tests/app/session/SessionFixture.h"

namespace knockback::session {
namespace {

using workspace::AuthKind;

class LiteralPlaceholder : public SessionFixture {
protected:
    LiteralPlaceholder() {
        add("key", "s3cret/@value");
        add("api", "of-the-credential");
    }

    void add(const QByteArray& name, const QByteArray& value) {
        vault::Credential credential;
        credential.name = name;
        credential.kind = vault::CredentialKind::ApiKey;
        credential.hosts = {"api.example", "proxy.example:3128"};
        credential.query = "k";
        vault::Secrets secrets;
        secrets.emplace(vault::SecretRole::Value, base::Secret(value));
        EXPECT_TRUE(vault.add(credential, std::move(secrets)).ok());
    }

    [[nodiscard]] base::Result<ResolvedRequest, ResolveProblem> resolved() {
        return resolve(spec, std::nullopt, {}, vault);
    }

    struct Place {
        const char* name;
        std::function<void(workspace::RequestDraft&, const QByteArray& reference)> put;
    };
    static std::vector<Place> places() {
        const auto body = [](const char* type, const QByteArray& before, const QByteArray& after) {
            return [=](workspace::RequestDraft& draft, const QByteArray& reference) {
                draft.method = "POST";
                draft.headers = {{"Content-Type", type}};
                draft.body = before + reference + after;
            };
        };
        const auto auth = [](AuthKind kind, QByteArray workspace::AuthDraft::*field) {
            return [=](workspace::RequestDraft& draft, const QByteArray& reference) {
                draft.auth.kind = kind;
                draft.auth.keyName = "X-Key";
                draft.auth.*field = reference;
            };
        };
        using workspace::AuthDraft;
        return {{"path", [](auto& draft, const auto& r) { draft.url = "http://api.example/a/" + r + "/b"; }},
                {"query", [](auto& draft, const auto& r) { draft.url = "http://api.example/?k=" + r; }},
                {"user info", [](auto& draft, const auto& r) { draft.url = "http://u:" + r + "@api.example/"; }},
                {"header",
                 [](auto& draft, const auto& r) {
                     draft.headers = {{"X-Key", r}};
                 }},
                {"cookie",
                 [](auto& draft, const auto& r) {
                     draft.headers = {{"Cookie", "a=1; b=" + r}};
                 }},
                {"Bearer",
                 [](auto& draft, const auto& r) {
                     draft.headers = {{"Authorization", "Bearer " + r}};
                 }},
                {"Basic",
                 [](auto& draft, const auto& r) {
                     draft.headers = {{"Authorization", "Basic u " + r}};
                 }},
                {"JSON", body("application/json", R"({"a":")", R"("})")},
                {"form", body("application/x-www-form-urlencoded", "a=1&b=", "")},
                {"multipart", body("multipart/form-data; boundary=B",
                                   "--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n", "\r\n--B--\r\n")},
                {"GraphQL", body("application/graphql", "query { a(b: \"", "\") }")},
                {"GraphQL's variables", body("application/graphql", "query { a }\n\n{\"b\": \"", "\"}")},
                {"proxy",
                 [](auto& draft, const auto& r) {
                     draft.settings.proxy = workspace::ProxyChoice::Manual;
                     draft.settings.proxyUrl = "http://u:" + r + "@proxy.example:3128";
                 }},
                {"token", auth(AuthKind::Bearer, &AuthDraft::token)},
                {"password", auth(AuthKind::Basic, &AuthDraft::password)},
                {"API key", auth(AuthKind::ApiKey, &AuthDraft::keyValue)},
                {"passphrase", auth(AuthKind::ClientCertificate, &AuthDraft::keyPassphrase)}};
    }

    static QByteArray everything(const ResolvedRequest& resolved) {
        const http::Request& request = resolved.request;
        QByteArray text = request.url + '\n' + request.body.bytes() + '\n' + request.options.proxy + '\n' +
                          request.options.clientCertificate.passphrase + '\n';
        for (const auto& field : request.headers) {
            text += field.name + ": " + field.value + '\n';
            if (field.value.startsWith("Basic "))
                text += QByteArray::fromBase64(field.value.mid(6)) + '\n';
        }
        return text;
    }
};

TEST_F(LiteralPlaceholder, aBasicHeaderBesideACredentialIsEncoded) {
    spec.draft.auth.kind = AuthKind::Credential;
    spec.draft.auth.credential = "api";
    spec.draft.headers = {{"Authorization", "Basic user {{vault:key}}"}};
    const auto result = resolved();
    ASSERT_TRUE(result.ok()) << result.error().sentence.toStdString();
    EXPECT_EQ(result->request.headers.value("Authorization"), "Basic " + QByteArray("user:s3cret/@value").toBase64());
    EXPECT_EQ(result->request.url, "http://api.example/items?k=of-the-credential");
}

TEST_F(LiteralPlaceholder, anEncodedBasicHeaderStaysAsItIs) {
    spec.environment["coded"] = QByteArray("u:p").toBase64();
    for (const char* value : {"Basic dTpw", "Basic {{coded}}"}) {
        spec.draft.headers = {{"Authorization", value}};
        EXPECT_EQ(resolved()->request.headers.value("Authorization"), "Basic dTpw");
    }
}

TEST_F(LiteralPlaceholder, aDigestHeaderIsRefused) {
    spec.draft.auth.kind = AuthKind::Credential;
    spec.draft.auth.credential = "api";
    spec.draft.headers = {{"Authorization", "Digest user {{vault:key}}"}};
    const auto result = resolved();
    ASSERT_FALSE(result.ok());
    EXPECT_TRUE(result.error().sentence.contains(u"choose Digest in the Auth tab"));
}

TEST_F(LiteralPlaceholder, aSecretTakesItsPlaceEverywhere) {
    const workspace::RequestDraft plain = spec.draft;
    spec.environment["mine"] = "{{vault:key}}";
    for (const Place& place : places()) {
        for (const char* reference : {"{{vault:key}}", "{{ vault: key }}", "{{mine}}"}) {
            spec.draft = plain;
            place.put(spec.draft, reference);
            const auto result = resolved();
            ASSERT_TRUE(result.ok()) << place.name << ": " << result.error().sentence.toStdString();
            const QByteArray sent = everything(*result);
            EXPECT_TRUE(sent.contains("s3cret/@value") || sent.contains("s3cret%2F%40value")) << place.name << "\n"
                                                                                              << sent.constData();
            EXPECT_FALSE(sent.contains("vault")) << place.name << "\n" << sent.constData();
        }
    }
}

TEST_F(LiteralPlaceholder, whatNamesNoSecretIsToldAndNotSent) {
    const workspace::RequestDraft plain = spec.draft;
    for (const bool keep : {false, true}) {
        spec.keepUnresolved = keep;
        for (const Place& place : places()) {
            for (const char* reference :
                 {"{{vault:kee}}", "{{vault:}}", "{{Vault:key}}", "{{ VAULT :key}}", "{{vault:key}", "{{vault:key",
                  "%7B%7Bvault:key%7D%7D", "%7b%7bvault%3akey%7d%7d", "\xe2\x80\xb9hidden 1f9c\xe2\x80\xba",
                  "\xe2\x80\xb9"
                  "key\xe2\x80\xba"}) {
                spec.draft = plain;
                place.put(spec.draft, reference);
                const auto result = resolved();
                EXPECT_FALSE(result.ok()) << place.name << " " << reference << "\n"
                                          << (result.ok() ? everything(*result).constData() : "");
                EXPECT_TRUE(result.ok() || result.error().sentence.size() > 20) << place.name << " " << reference;
            }
            for (const char* reference : {"{{valut:key}}", "{{vault.key}}"}) {
                if (keep)
                    continue; // the user has asked for it
                spec.draft = plain;
                place.put(spec.draft, reference);
                EXPECT_FALSE(resolved().ok()) << place.name << " " << reference;
            }
        }
    }
}

// "Send again" from the history.
TEST_F(LiteralPlaceholder, aRequestTakenFromARecordIsSentWithItsSecretsOrNotAtAll) {
    http::Redactor redactor;
    vault.teach(redactor);
    http::Attempt attempt;
    attempt.request.method = "POST";
    attempt.request.url = "http://api.example/?k=s3cret/@value";
    attempt.request.headers = {{"Host", "api.example"}, {"X-Key", "s3cret/@value"}};
    attempt.request.body = http::Body(R"({"k":"of-the-credential"})");
    const auto record = [&] {
        return journal::AttemptRecord{{}, {}, 1, {}, {}, {}, redactor.redact(attempt), {}, {}, {}, false};
    };
    spec.draft = draftFromRecord(record(), vault.list());
    auto result = resolved();
    ASSERT_TRUE(result.ok()) << result.error().sentence.toStdString();
    EXPECT_EQ(result->request.url, attempt.request.url);
    EXPECT_EQ(result->request.headers.value("X-Key"), "s3cret/@value");
    EXPECT_EQ(result->request.body.bytes(), R"({"k":"of-the-credential"})");

    attempt.request.headers = {{"Authorization", "Bearer s3cret/@value"}};
    spec.draft = draftFromRecord(record(), vault.list());
    EXPECT_EQ(spec.draft.auth.credential, "key");
    EXPECT_TRUE(spec.draft.headers.empty());

    attempt.request.headers = {{"X-Api-Key", "nobody knows this one"}};
    spec.draft = draftFromRecord(record(), vault.list());
    result = resolved();
    ASSERT_FALSE(result.ok());
    EXPECT_TRUE(result.error().sentence.contains(u"was not kept")) << result.error().sentence.toStdString();
}

TEST_F(LiteralPlaceholder, sentencesSayWhatToWrite) {
    const auto sentenceFor = [&](const char* value) {
        spec.draft.headers = {{"X-Key", value}};
        const auto result = resolved();
        return result.ok() ? QString() : result.error().sentence;
    };
    EXPECT_EQ(sentenceFor("{{Vault:key}}"),
              QStringLiteral("{{Vault:key}} in the header X-Key stands for no secret as it is written: write "
                             "{{vault:key}}."));
    EXPECT_EQ(sentenceFor("{{vault:key}"),
              QStringLiteral("A {{vault: in the header X-Key is not closed: write {{vault:name}}."));
    EXPECT_TRUE(sentenceFor("{{vault:kex}}").contains(QStringLiteral("Did you mean “key”?")))
        << sentenceFor("{{vault:kex}}").toStdString();
}

TEST_F(LiteralPlaceholder, ASecretCannotLeadARequestToAnotherHost) {
    add("evil", "x@evil.example/");
    spec.draft.url = "http://u:{{vault:evil}}@api.example/p";
    const auto result = resolved();
    ASSERT_TRUE(result.ok()) << result.error().sentence.toStdString();
    EXPECT_EQ(result->request.url, "http://api.example/p");
    EXPECT_EQ(result->request.headers.value("Authorization"), "Basic " + QByteArray("u:x@evil.example/").toBase64());
}

TEST_F(LiteralPlaceholder, theFallbacksUrlHasVariablesButNoSecrets) {
    spec.environment["mirror"] = "http://mirror.example";
    spec.draft.policy.maxAttempts = 1;
    spec.draft.policy.fallback = {retry::FallbackKind::Url, "{{mirror}}/items"};
    transport.answer(503).answer(200, {}, "from the mirror");
    EXPECT_EQ(run().body.bytes(), "from the mirror");
    EXPECT_EQ(transport.requests.back().url, "http://mirror.example/items");
    for (const char* url : {"{{mirror}}/?k={{vault:key}}", "{{nowhere}}/items"}) {
        spec.draft.policy.fallback.text = url;
        transport.answer(503);
        const auto before = transport.requests.size();
        const auto& result = run();
        EXPECT_EQ(transport.requests.size(), before + 1) << url;
        EXPECT_TRUE(result.sentence.contains(u"fallback's URL")) << result.sentence.toStdString();
    }
}

} // namespace
} // namespace knockback::session
