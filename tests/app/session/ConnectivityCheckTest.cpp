// SPDX-License-Identifier: GPL-3.0-or-later
// The check against real sockets on loopback: servers with good and bad certificates.
#include "app/session/ConnectivityCheck.h"

#include "app/session/CallRunner.h"
#include "tests/app/session/SessionFixture.h"
#include "tests/support/CurlRig.h"
#include "tests/support/LoopbackServer.h"

#include <QTemporaryFile>

namespace knockback::session {

using connectivity::Side;
using connectivity::StepKind;
using connectivity::StepState;
using testing::HasSubstr;

class ConnectivityCheckTest : public SessionFixture {
protected:
    const CheckNews& run(const QByteArray& url, const QByteArray& caPem = {}) {
        spec.draft.url = url;
        auto order = connectivityOrder(spec, {}, {}, vault);
        EXPECT_TRUE(order.ok());
        QTemporaryFile file;
        if (!caPem.isEmpty() && file.open()) {
            file.write(caPem);
            file.flush();
            order->options.caFile = file.fileName().toUtf8();
        }
        ConnectivityCheck check(real, rig.loop, order.value(), [this](const CheckNews& told) { news = told; });
        check.begin();
        EXPECT_TRUE(test::runUntil(rig.loop, [this] { return news.conclusion.has_value(); }));
        return news;
    }
    [[nodiscard]] const connectivity::StepRow& row(StepKind kind) const {
        return *std::find_if(news.rows.begin(), news.rows.end(), [kind](const auto& one) { return one.kind == kind; });
    }
    static test::ServerScript good() {
        return test::ServerScript().answerEach("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    }

    test::CurlRig rig;
    EngineParts real{rig.loop, random, rig.transport, vault, knowledge, journal, limits, cookies};
    CheckNews news;
};

TEST_F(ConnectivityCheckTest, aServerThatAnswers) {
    test::LoopbackServer server;
    server.script(good());
    const auto& told = run(server.url("/v1/items?api_key=hush"));
    EXPECT_EQ(told.conclusion->side, Side::Nobody) << qPrintable(told.conclusion->sentence);
    EXPECT_EQ(row(StepKind::ConnectV4).state, StepState::Ok);
    EXPECT_TRUE(row(StepKind::ConnectV4).took.has_value());
    ASSERT_EQ(server.requests().size(), 1u);
    EXPECT_TRUE(server.requests()[0].startsWith("HEAD /v1/items HTTP/1.1")) << "no query, which may hold a secret";
    EXPECT_FALSE(server.requests()[0].contains("hush"));
}

TEST_F(ConnectivityCheckTest, aServerWithATrustedCertificate) {
    const auto certificate = test::TestCertificate::make();
    test::LoopbackServer server(certificate);
    server.script(good());
    const auto& told = run("https://localhost:" + QByteArray::number(server.port()) + '/', certificate.authorityPem);
    EXPECT_EQ(told.conclusion->side, Side::Nobody) << qPrintable(told.conclusion->sentence);
    EXPECT_EQ(row(StepKind::Tls).state, StepState::Ok);
    EXPECT_THAT(row(StepKind::Tls).text.toStdString(), HasSubstr("Knockback Test Authority"));
    EXPECT_EQ(row(StepKind::SystemNames).state, StepState::Ok);
}

TEST_F(ConnectivityCheckTest, certificatesThatDoNotHold) {
    test::TestCertificate::Wish expired;
    expired.validFrom = -std::chrono::hours(48);
    expired.validUntil = -std::chrono::hours(24);
    test::TestCertificate::Wish stranger;
    stranger.commonName = "other.example";
    stranger.subjectAltNames = "DNS:other.example";
    for (const auto& [wish, words] : {std::pair(expired, "expired"), std::pair(stranger, "does not match the host")}) {
        const auto certificate = test::TestCertificate::make(wish);
        test::LoopbackServer server(certificate);
        server.script(good());
        news = {};
        run("https://localhost:" + QByteArray::number(server.port()) + '/', certificate.authorityPem);
        EXPECT_EQ(row(StepKind::Tls).state, StepState::Failed);
        EXPECT_THAT(row(StepKind::Tls).text.toStdString(), HasSubstr(words));
        EXPECT_NE(news.conclusion->side, Side::Nobody);
    }
}

TEST_F(ConnectivityCheckTest, aCertificateOfACompanysGateway) {
    test::TestCertificate::Wish wish;
    wish.issuer = "Zscaler Intermediate Root CA";
    test::LoopbackServer server(test::TestCertificate::make(wish));
    server.script(good());
    run("https://localhost:" + QByteArray::number(server.port()) + '/');
    EXPECT_EQ(news.conclusion->side, Side::Yours) << qPrintable(news.conclusion->sentence);
    EXPECT_THAT(news.conclusion->sentence.toStdString(), HasSubstr("Zscaler"));
}

TEST_F(ConnectivityCheckTest, nobodyListens) {
    const int port = test::LoopbackServer().port();
    run("http://127.0.0.1:" + QByteArray::number(port) + '/');
    EXPECT_THAT(news.conclusion->sentence.toStdString(), HasSubstr("refuses connections"));
    EXPECT_EQ(row(StepKind::Http).state, StepState::Skipped);
}

TEST_F(ConnectivityCheckTest, theWayIsFreeButTheServerSaysNo) {
    test::LoopbackServer server;
    server.script(test::ServerScript().answerEach(
        "HTTP/1.1 403 Forbidden\r\nServer: cloudflare\r\ncf-mitigated: challenge\r\nContent-Length: 0\r\n\r\n"));
    run(server.url());
    EXPECT_EQ(news.conclusion->side, Side::Theirs) << qPrintable(news.conclusion->sentence);
}

TEST_F(ConnectivityCheckTest, whatCannotBeChecked) {
    spec.draft.url = "{{nothing}}/x";
    EXPECT_FALSE(connectivityOrder(spec, {}, {}, vault).ok());
    spec.draft.url = "https://api.example/";
    EXPECT_THAT(connectivityOrder(spec, "dns.example", {}, vault).error().toStdString(), HasSubstr("no resolver"));
    EXPECT_EQ(connectivityOrder(spec, "192.0.2.1", {}, vault)->otherServer->address, "192.0.2.1");
}

TEST_F(ConnectivityCheckTest, variablesAreFilledAndSecretsAreNot) {
    spec.environment["base"] = "https://api.example:8443";
    spec.draft.url = "{{base}}/v1/{{vault:shop}}/items?key={{vault:shop}}";
    EXPECT_EQ(connectivityOrder(spec, {}, {}, vault)->url, "https://api.example:8443/");
    spec.draft.url = "{{base}}/v1/items?x=1";
    EXPECT_EQ(connectivityOrder(spec, {}, {}, vault)->url, "https://api.example:8443/v1/items");
}

} // namespace knockback::session
