// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/oauth/Introspection.h"
#include "app/oauth/Revocation.h"
#include "app/oauth/SignIn.h"
#include "app/oauth/TokenRefresher.h"
#include "app/vault/MemoryStore.h"
#include "tests/real/oidc/ImpatientTransport.h"
#include "tests/real/oidc/OidcServer.h"
#include "tests/support/CurlRig.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace knockback::test {

// Our own transport, flows and vault against the real server.
class OidcFixture : public testing::Test {
protected:
    void SetUp() override {
        ASSERT_TRUE(m_server.start()) << m_server.problem();
        m_issuer = m_server.issuer();
        ASSERT_TRUE(m_vault.open());
    }

    vault::Credential add(const QByteArray& client, vault::CredentialKind kind,
                          std::map<QByteArray, QByteArray> settings = {}, vault::Secrets secrets = {}) {
        vault::Credential credential;
        credential.name = client;
        credential.kind = kind;
        credential.clientId = client;
        credential.issuer = m_issuer;
        credential.scopes = {"openid", "offline_access", "read"};
        if (kind == vault::CredentialKind::ClientCredentials)
            credential.scopes.clear();
        credential.settings = std::move(settings);
        EXPECT_TRUE(m_vault.add(credential, std::move(secrets)));
        return *m_vault.find(client);
    }
    static vault::Secrets clientSecret() {
        vault::Secrets secrets;
        secrets.emplace(vault::SecretRole::ClientSecret, base::Secret("a b/c+d%e:f&g=0123456789012345678901234567890"));
        return secrets;
    }

    static vault::Secrets clientKey(const oauth::SigningKey& key) {
        vault::Secrets secrets;
        secrets.emplace(vault::SecretRole::ClientKey, key.toPem());
        return secrets;
    }
    // Empty, or the sentence of what went wrong.
    QString refresh(const QByteArray& name, oauth::RenewalReason reason = oauth::RenewalReason::Refused) {
        std::optional<QString> sentence;
        m_refresher.refresh(name, m_vault.find(name)->generation, reason, [&](const oauth::RenewalOutcome& outcome) {
            m_fresh = outcome && outcome->fresh;
            m_note = outcome ? outcome->note : QString();
            sentence = outcome ? QString() : outcome.error().sentence;
        });
        EXPECT_TRUE(runUntil(m_rig.loop, [&] { return sentence.has_value(); }));
        return sentence.value_or(QStringLiteral("never"));
    }

    // Signs in; the browser is curl, which follows redirects and keeps cookies, and the user says yes.
    QString signIn(const vault::Credential& record) {
        std::optional<QString> sentence;
        QByteArray address;
        oauth::SignInEars ears{[&](const oauth::SignInProgress& progress) {
                                   m_steps.push_back(progress);
                                   if (progress.step == oauth::SignInProgress::Step::OpenBrowser)
                                       address = progress.url;
                                   if (progress.step == oauth::SignInProgress::Step::EnterCode && m_userApproves)
                                       control("approve?user_code=" + progress.userCode);
                               },
                               [&](const oauth::RenewalOutcome& outcome, bool) {
                                   sentence = outcome ? QString() : outcome.error().sentence;
                               }};
        const auto flow = oauth::makeSignIn(m_parts, m_refresher.discovery(), m_rig.loop, record, std::move(ears));
        flow->start();
        EXPECT_TRUE(runUntil(
            m_rig.loop, [&] { return sentence.has_value() || !address.isEmpty(); }, base::Seconds(40)));
        if (address.isEmpty() || sentence) // a device needs no browser
            return sentence.value_or(QStringLiteral("never"));
        m_beforeTheBrowser(address);
        QProcess browser;
        browser.start(QStringLiteral("curl"),
                      {QStringLiteral("-sSL"), QStringLiteral("-b"), QString(), QString::fromUtf8(address)});
        EXPECT_TRUE(runUntil(m_rig.loop, [&] { return sentence.has_value(); }));
        browser.waitForFinished(5000);
        m_page = browser.readAllStandardOutput() + browser.readAllStandardError();
        return sentence.value_or(QStringLiteral("never; the browser has ") + QString::fromUtf8(m_page.left(300)));
    }

    // Tells the front something without waiting for its answer, or with it.
    void control(const QByteArray& path) {
        m_control = m_rig.transport.send({.method = "POST", .url = m_issuer + "/__" + path}, [](http::Attempt) {});
    }
    QByteArray get(const QByteArray& path) { return m_rig.get(m_issuer + path).response->body.bytes(); }
    void fault(const char* kind) { get(QByteArray("/__fault?kind=") + kind); }
    // What /token heard and answered.
    std::vector<QJsonObject> log() {
        std::vector<QJsonObject> lines;
        for (const auto& line : QJsonDocument::fromJson(get("/__log")).array())
            lines.push_back(line.toObject());
        return lines;
    }
    QByteArray stored(const QByteArray& name, vault::SecretRole role = vault::SecretRole::Value) {
        const auto secret = m_vault.reveal(name, role);
        return secret ? secret->reveal().toByteArray() : QByteArray();
    }
    std::optional<oauth::TokenFacts> inspect(const QByteArray& name) {
        std::optional<base::Result<oauth::TokenFacts, QString>> facts;
        oauth::Introspection asking(m_parts, m_refresher.discovery(), *m_vault.find(name),
                                    [&](const auto& answer) { facts = answer; });
        asking.start();
        EXPECT_TRUE(runUntil(m_rig.loop, [&] { return facts.has_value(); }));
        EXPECT_TRUE(facts->ok()) << (facts->ok() ? "" : facts->error().toStdString());
        return facts->ok() ? std::optional(facts->value()) : std::nullopt;
    }

    OidcServer m_server;
    QByteArray m_issuer;
    CurlRig m_rig;
    vault::Vault m_vault{std::make_unique<vault::MemoryStore>(), vault::VaultMode::MemoryOnly, base::systemClock()};
    ImpatientTransport m_wire{m_rig.transport};
    oauth::Parts m_parts{m_wire, m_vault, m_rig.loop, base::systemRandom()};
    oauth::TokenRefresher m_refresher{m_parts};
    std::unique_ptr<http::PendingAttempt> m_control;
    std::vector<oauth::SignInProgress> m_steps;
    QByteArray m_page;
    std::function<void(const QByteArray& url)> m_beforeTheBrowser = [](const QByteArray&) {};
    bool m_userApproves = true;
    bool m_fresh = false;
    QString m_note;
};

} // namespace knockback::test
