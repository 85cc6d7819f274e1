// SPDX-License-Identifier: GPL-3.0-or-later
// The whole program but its faces, with a server of tokens and an API behind them: what calls do when a token ends, and
// when what is missing is not a new token but another login.
#include "app/http/SignInDemand.h"
#include "app/session/Services.h"
#include "tests/real/oidc/OidcServer.h"
#include "tests/support/CurlRig.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>

#include <future>

namespace knockback::test {

using session::CallResult;

class EngineTest : public testing::Test {
protected:
    void SetUp() override {
        ASSERT_TRUE(m_server.start()) << m_server.problem();
        QFile passphrase(m_folder.filePath(QStringLiteral("passphrase")));
        ASSERT_TRUE(passphrase.open(QIODevice::WriteOnly) && passphrase.write("open sesame") > 0);
        passphrase.close();
        open();
        vault::Credential credential;
        credential.name = "native";
        credential.kind = vault::CredentialKind::AuthorizationCode;
        credential.clientId = "native";
        credential.issuer = m_server.issuer();
        credential.scopes = {"openid", "offline_access", "read"};
        credential.hosts = {m_server.issuer().sliced(7)}; // without http://
        ASSERT_TRUE(m_services->vault().add(credential, {}));
        ASSERT_EQ(signIn(), QString());
    }
    void open() {
        m_services.reset();
        session::ServiceOptions options;
        options.dataDir = m_folder.path();
        options.vaultFile = m_folder.filePath(QStringLiteral("v.kbv"));
        options.passphraseFile = m_folder.filePath(QStringLiteral("passphrase"));
        options.history = false;
        auto created = session::Services::create(options);
        ASSERT_TRUE(created.ok());
        m_services = std::move(created).value();
    }
    // Empty, or what went wrong; the browser is curl.
    QString signIn(const http::SignInDemand& demand = {}) {
        const auto address = std::make_shared<std::promise<QByteArray>>();
        const auto done = std::make_shared<std::promise<QString>>();
        m_services->signIn("native",
                           {[address](const oauth::SignInProgress& progress) {
                                if (progress.step == oauth::SignInProgress::Step::OpenBrowser)
                                    address->set_value(progress.url);
                            },
                            [done](const oauth::RenewalOutcome& outcome, bool) {
                                done->set_value(outcome ? outcome->note : outcome.error().sentence);
                            }},
                           demand);
        auto url = address->get_future();
        if (url.wait_for(std::chrono::seconds(20)) != std::future_status::ready)
            return QStringLiteral("no address");
        QProcess browser;
        browser.start(QStringLiteral("curl"),
                      {QStringLiteral("-sSL"), QStringLiteral("-b"), QString(), QString::fromUtf8(url.get())});
        browser.waitForFinished(20'000);
        return done->get_future().get();
    }
    std::vector<CallResult> send(const QByteArray& path, int count = 1) {
        session::CallSpec spec;
        spec.draft.method = "GET";
        spec.draft.url = m_server.issuer() + path;
        spec.draft.auth.kind = workspace::AuthKind::Credential;
        spec.draft.auth.credential = "native";
        spec.pace = false;
        std::vector<std::shared_ptr<std::promise<CallResult>>> waiting;
        for (int i = 0; i < count; ++i) {
            const auto done = waiting.emplace_back(std::make_shared<std::promise<CallResult>>());
            m_services->send(spec, {[done](CallResult result) { done->set_value(std::move(result)); }});
        }
        std::vector<CallResult> results;
        for (const auto& done : waiting)
            results.push_back(done->get_future().get());
        return results;
    }
    QByteArray get(const QByteArray& path) { return m_rig.get(m_server.issuer() + path).response->body.bytes(); }
    std::ptrdiff_t refreshes() {
        const auto log = QJsonDocument::fromJson(get("/__log")).array();
        return std::count_if(log.begin(), log.end(), [](const QJsonValue& line) {
            return line[QStringLiteral("grant")].toString() == QStringLiteral("refresh_token");
        });
    }
    vault::Credential credential() { return *m_services->vault().find("native"); }
    static std::ptrdiff_t good(const std::vector<CallResult>& results) {
        return std::count_if(results.begin(), results.end(), [](const CallResult& result) {
            return result.outcome == journal::CallOutcome::Ok &&
                   result.attempts.back()->exchange.attempt().status() == 200;
        });
    }
    static QString textOf(const diagnosis::Diagnosis& diagnosis) {
        QStringList lines;
        for (const auto& evidence : diagnosis.evidence)
            lines << evidence.where + QStringLiteral(": ") + evidence.sentence;
        for (const auto& step : diagnosis.nextSteps)
            lines << step.text;
        return lines.join(u'\n');
    }

    QTemporaryDir m_folder;
    OidcServer m_server;
    CurlRig m_rig;
    std::unique_ptr<session::Services> m_services;
};

TEST_F(EngineTest, FiftyCallsAtTheMomentOfExpirySendOneRefresh) {
    auto record = credential();
    record.expiresAt = base::systemClock().wallNow();
    ASSERT_TRUE(m_services->vault().update(record));
    open(); // what counted the token's life ends with the program
    EXPECT_EQ(good(send("/api/read", 50)), 50);
    EXPECT_EQ(refreshes(), 1);
    std::printf("figure: engine and oidc-provider, 50 calls at the moment of expiry, %td refresh\n", refreshes());
}

TEST_F(EngineTest, FiftyCallsWithATokenThatIsRefusedSendOneRefreshAndGoOutAgain) {
    const auto token = m_services->vault().reveal("native", vault::SecretRole::Value)->reveal().toByteArray();
    get("/__forget?token=" + token);
    const auto results = send("/api/read", 50);
    EXPECT_EQ(good(results), 50);
    EXPECT_EQ(refreshes(), 1);
    for (const auto& result : results)
        EXPECT_LE(result.attempts.size(), 2U);
}

TEST_F(EngineTest, AMissingScopeIsNamedAndSignedInFor) { // RFC 6750 3.1
    const auto refused = send("/api/write").front();
    EXPECT_EQ(refused.outcome, journal::CallOutcome::Blocked);
    EXPECT_EQ(refreshes(), 0) << "renewing brings the same scopes";
    const auto& record = *refused.attempts.back();
    EXPECT_EQ(record.diagnosis.subcause, "insufficient_scope");
    const QString text = textOf(record.diagnosis);
    EXPECT_TRUE(text.contains(u"“native” lacks write (has openid offline_access read).")) << text.toStdString();
    EXPECT_TRUE(text.contains(u"Sign in again with the scope write.")) << text.toStdString();

    const auto demand = http::signInDemand(record.exchange.attempt().response->headers());
    EXPECT_EQ(signIn(demand), QString());
    EXPECT_EQ(good(send("/api/write")), 1);
    const auto scopes = credential().scopes;
    EXPECT_EQ(scopes, (std::vector<QByteArray>{"openid", "offline_access", "read", "write"}));
}

TEST_F(EngineTest, AStrongerLoginIsNamedAndAskedForInTheAuthorizationRequest) { // RFC 9470
    const auto refused = send("/api/transfer").front();
    EXPECT_EQ(refused.outcome, journal::CallOutcome::Blocked);
    EXPECT_EQ(refused.attempts.size(), 1U);
    EXPECT_EQ(refreshes(), 0) << "renewing brings the same login";
    const auto& record = *refused.attempts.back();
    EXPECT_EQ(record.diagnosis.subcause, "step_up");
    const QString text = textOf(record.diagnosis);
    EXPECT_TRUE(text.contains(u"header WWW-Authenticate, status: The answer asks for a stronger sign-in"))
        << text.toStdString();
    EXPECT_TRUE(text.contains(u"Renewing it cannot help.")) << text.toStdString();
    EXPECT_TRUE(text.contains(u"Sign in again with a login of level mfa that is at most 60 s old"))
        << text.toStdString();

    const auto demand = http::signInDemand(record.exchange.attempt().response->headers());
    EXPECT_EQ(signIn(demand), QString());
    const auto seen = QJsonDocument::fromJson(get("/__seen")).array();
    const auto asked = seen.last().toString();
    EXPECT_TRUE(asked.contains(u"acr_values=mfa")) << asked.toStdString();
    EXPECT_TRUE(asked.contains(u"max_age=60")) << asked.toStdString();
    EXPECT_EQ(good(send("/api/transfer")), 1);
    EXPECT_EQ(credential().scopes.size(), 3U) << "as before";
}

} // namespace knockback::test
