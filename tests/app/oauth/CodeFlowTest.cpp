// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/oauth/FlowFixture.h"

#include "app/http/Url.h"
#include "app/oauth/CodeFlow.h"
#include "app/vault/MemoryStore.h"
#include "tests/support/LoopRunner.h"

#include <thread>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace knockback::test {

using namespace std::chrono_literals;
using oauth::RefreshErrorKind;
using Step = oauth::SignInProgress::Step;

namespace {
// A browser, as far as the listener can tell: sends bytes and hears until the other side closes.
class Browser {
public:
    explicit Browser(int port) : m_fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        to.sin_port = htons(static_cast<std::uint16_t>(port));
        m_connected = ::connect(m_fd, reinterpret_cast<sockaddr*>(&to), sizeof to) == 0;
    }
    Browser(Browser&& other) noexcept : m_fd(std::exchange(other.m_fd, -1)), m_connected(other.m_connected) {}
    Browser& operator=(Browser&&) = delete;
    ~Browser() {
        if (m_fd >= 0)
            ::close(m_fd);
    }
    void send(const QByteArray& bytes) const {
        EXPECT_EQ(::send(m_fd, bytes.constData(), static_cast<std::size_t>(bytes.size()), MSG_NOSIGNAL), bytes.size());
    }
    // What has come so far; asks without waiting.
    const QByteArray& heard() {
        char chunk[4096];
        for (ssize_t n = 0; (n = ::recv(m_fd, chunk, sizeof chunk, MSG_DONTWAIT)) >= 0;) {
            m_closed = n == 0;
            if (n == 0)
                break;
            m_heard.append(chunk, n);
        }
        return m_heard;
    }
    [[nodiscard]] bool closed() {
        heard();
        return m_closed;
    }
    [[nodiscard]] bool connected() const { return m_connected; }

private:
    int m_fd;
    bool m_connected = false;
    bool m_closed = false;
    QByteArray m_heard;
};
} // namespace

// On the engine's real loop, because of its sockets; the server's answers are from a list.
class CodeFlowTest : public testing::Test {
protected:
    void SetUp() override { ASSERT_TRUE(m_vault.open()); }

    void start(std::map<QByteArray, QByteArray> settings = {}, const QByteArray& issuer = {}) {
        vault::Credential credential;
        credential.name = "me";
        credential.kind = vault::CredentialKind::AuthorizationCode;
        credential.tokenUrl = "https://auth.test/token";
        credential.issuer = issuer;
        credential.clientId = "client 1";
        credential.scopes = {"read"};
        credential.settings = std::move(settings);
        if (issuer.isEmpty())
            credential.settings.emplace("authorization-url", "https://auth.test/authorize?tenant=1");
        ASSERT_TRUE(m_vault.add(credential, {}));
        m_flow = std::make_unique<oauth::CodeFlow>(
            m_parts, m_discovery, m_loop, *m_vault.find("me"),
            oauth::SignInEars{[this](const oauth::SignInProgress& progress) { noted(progress); },
                              [this](const oauth::RenewalOutcome& outcome, bool) {
                                  m_kind = outcome ? std::nullopt : std::optional(outcome.error().kind);
                                  m_sentence = outcome ? outcome->note : outcome.error().sentence;
                                  m_done = true;
                              }});
        m_flow->start();
        ASSERT_TRUE(runUntil(m_loop, [this] { return !m_url.isEmpty() || m_done; }));
        for (const auto& param : http::parseQuery(http::parseUrl(m_url)->query))
            m_asked[param.name] = param.value;
        if (const auto back = m_asked.find("redirect_uri"); back != m_asked.end())
            m_port = http::parseUrl(back->second)->port;
    }
    void noted(const oauth::SignInProgress& progress) {
        m_steps.push_back(progress.step);
        if (progress.step == Step::OpenBrowser)
            m_url = progress.url;
    }
    void tokens(const char* json = R"({"access_token":"access-1","refresh_token":"refresh-1","expires_in":60})") {
        m_transport.answer(200, {}, json);
    }
    QByteArray redirect(const QByteArray& query) const {
        return "GET /callback?" + query + " HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(m_port) + "\r\n\r\n";
    }
    QByteArray good() { return redirect("code=the+code&state=" + m_asked["state"]); }
    QByteArray field(const http::Request& request, QByteArrayView name) {
        for (const auto& param : http::parseQuery(request.body.bytes()))
            if (param.name == name)
                return param.value;
        return {};
    }
    void finishWith(const QByteArray& bytes) {
        Browser browser(m_port);
        browser.send(bytes);
        ASSERT_TRUE(runUntil(m_loop, [this] { return m_done; }));
    }

    base::EpollLoop m_loop;
    ScriptedTransport m_transport{m_loop};
    vault::Vault m_vault{std::make_unique<vault::MemoryStore>(), vault::VaultMode::MemoryOnly, base::systemClock()};
    oauth::Parts m_parts{m_transport, m_vault, m_loop, base::systemRandom()};
    oauth::DiscoveryDesk m_discovery{m_parts};
    std::unique_ptr<oauth::CodeFlow> m_flow;
    std::vector<Step> m_steps;
    QByteArray m_url;
    std::map<QByteArray, QByteArray> m_asked;
    int m_port = 0;
    bool m_done = false;
    std::optional<RefreshErrorKind> m_kind;
    QString m_sentence;
};

TEST_F(CodeFlowTest, SignsIn) {
    tokens();
    start();
    EXPECT_TRUE(m_url.startsWith("https://auth.test/authorize?tenant=1&response_type=code&"));
    EXPECT_EQ(m_asked["client_id"], "client 1");
    EXPECT_EQ(m_asked["scope"], "read");
    EXPECT_EQ(m_asked["code_challenge_method"], "S256");
    EXPECT_EQ(m_asked["state"].size(), 43);
    Browser browser(m_port);
    browser.send(good());
    ASSERT_TRUE(runUntil(m_loop, [&] { return m_done && browser.closed(); }));
    EXPECT_FALSE(m_kind) << m_sentence.toStdString();
    EXPECT_TRUE(browser.heard().startsWith("HTTP/1.1 200 OK"));
    EXPECT_FALSE(browser.heard().contains("the+code"));
    const auto& request = m_transport.requests.at(0);
    EXPECT_EQ(field(request, "grant_type"), "authorization_code");
    EXPECT_EQ(field(request, "code"), "the code");
    EXPECT_EQ(field(request, "redirect_uri"), m_asked["redirect_uri"]);
    EXPECT_EQ(oauth::challengeOf(field(request, "code_verifier")), m_asked["code_challenge"]);
    EXPECT_EQ(m_vault.reveal("me", vault::SecretRole::RefreshToken)->reveal(), "refresh-1");
    EXPECT_FALSE(Browser(m_port).connected()) << "the port is closed";
}

TEST_F(CodeFlowTest, NoiseOfEveryKindDoesNotStopIt) {
    tokens();
    start();
    std::vector<Browser> noise;
    for (const QByteArray& bytes :
         {QByteArray("\x16\x03\x01"), QByteArray("GET / HTTP/1.1\r\n\r\n"),
          QByteArray("POST /callback HTTP/1.1\r\n\r\n"), QByteArray(9000, 'x'), redirect("code=x&state=wrong"),
          redirect("error=access_denied"), redirect({}), QByteArray("GET /callback?code=1"), QByteArray(100, '\0')}) {
        noise.emplace_back(m_port);
        noise.back().send(bytes);
    }
    runFor(m_loop, 50ms);
    EXPECT_TRUE(noise[4].heard().startsWith("HTTP/1.1 400"));
    for (int i = 0; i < 200; ++i)
        noise.emplace_back(m_port); // says nothing
    runFor(m_loop, 100ms);
    EXPECT_FALSE(m_done);
    EXPECT_EQ(std::count(m_steps.begin(), m_steps.end(), Step::Ignored), 3);
    Browser browser(m_port);
    for (const char byte : good()) { // and slowly
        browser.send(QByteArray(1, byte));
        runFor(m_loop, 1ms);
    }
    ASSERT_TRUE(runUntil(m_loop, [&] { return m_done; }));
    EXPECT_FALSE(m_kind);
    EXPECT_EQ(m_transport.requests.size(), 1U);
}

TEST_F(CodeFlowTest, ASecondAnswerIsNotTaken) {
    m_transport.answer(200, {}, R"({"access_token":"access-1"})", 50ms);
    start();
    Browser first(m_port);
    Browser second(m_port);
    runFor(m_loop, 10ms);
    first.send(good());
    second.send(good());
    ASSERT_TRUE(runUntil(m_loop, [&] { return m_done; }));
    EXPECT_EQ(m_transport.requests.size(), 1U);
    EXPECT_TRUE(first.heard().contains("200 OK") != second.heard().contains("200 OK"));
}

TEST_F(CodeFlowTest, ARefusalIsToldInPlainWords) {
    start();
    finishWith(redirect("error=access_denied&error_description=secret%20words&state=" + m_asked["state"]));
    EXPECT_EQ(m_kind, RefreshErrorKind::NeedsSignIn);
    EXPECT_TRUE(m_sentence.contains(QStringLiteral("refused")));
    EXPECT_FALSE(m_sentence.contains(QStringLiteral("secret")));
    EXPECT_TRUE(m_transport.requests.empty());
}

TEST_F(CodeFlowTest, TheIssuerFillsTheGapsAndHasToNameItself) {
    m_transport.answer(200, {}, R"({"issuer":"https://auth.test","token_endpoint":"https://auth.test/other",
        "authorization_endpoint":"https://auth.test/go","authorization_response_iss_parameter_supported":true})");
    tokens();
    start({}, "https://auth.test");
    EXPECT_TRUE(m_url.startsWith("https://auth.test/go?"));
    Browser forged(m_port);
    forged.send(redirect("code=1&iss=https%3A%2F%2Fevil.test&state=" + m_asked["state"]));
    runFor(m_loop, 30ms);
    EXPECT_FALSE(m_done);
    finishWith(redirect("code=1&iss=https%3A%2F%2Fauth.test&state=" + m_asked["state"]));
    EXPECT_FALSE(m_kind) << m_sentence.toStdString();
    EXPECT_EQ(m_transport.requests.at(1).url, "https://auth.test/token") << "what is written down holds";
}

TEST_F(CodeFlowTest, PushesItsRequestFirst) {
    m_transport.answer(201, {}, R"({"request_uri":"urn:example:1","expires_in":60})");
    tokens();
    start({{"par", "yes"}, {"par-url", "https://auth.test/par"}, {"redirect-uri", "http://127.0.0.1/callback"}});
    m_port = http::parseUrl(field(m_transport.requests.at(0), "redirect_uri"))->port;
    EXPECT_EQ(m_asked.size(), 3U) << "tenant, client_id, request_uri";
    EXPECT_EQ(m_asked["request_uri"], "urn:example:1");
    EXPECT_EQ(field(m_transport.requests.at(0), "code_challenge").size(), 43);
    EXPECT_EQ(m_transport.requests.at(0).body.bytes().count("client_id="), 1);
    m_asked["state"] = field(m_transport.requests.at(0), "state");
    finishWith(good());
    EXPECT_FALSE(m_kind) << m_sentence.toStdString();
}

TEST_F(CodeFlowTest, DroppedItClosesItsPort) {
    start();
    Browser waiting(m_port);
    runFor(m_loop, 10ms);
    m_flow.reset();
    EXPECT_TRUE(waiting.closed());
    EXPECT_FALSE(Browser(m_port).connected());
    runFor(m_loop, 10ms);
    EXPECT_FALSE(m_done);
}

TEST_F(CodeFlowTest, ProvesAKeyOfItsOwnAndKeepsIt) {
    m_transport.answer(400, {{"DPoP-Nonce", "n1"}}, R"({"error":"use_dpop_nonce"})");
    tokens(R"({"access_token":"a","token_type":"DPoP","refresh_token":"r"})");
    start({{"dpop", "yes"}});
    EXPECT_EQ(m_asked["dpop_jkt"].size(), 43);
    finishWith(good());
    EXPECT_FALSE(m_kind) << m_sentence.toStdString();
    ASSERT_EQ(m_transport.requests.size(), 2U);
    const auto claims = [&](std::size_t i) {
        return *oauth::unverifiedClaims(*m_transport.requests.at(i).headers.value("DPoP"));
    };
    EXPECT_FALSE(claims(0).contains(QStringLiteral("nonce")));
    EXPECT_EQ(claims(1).value(QStringLiteral("nonce")).toString(), QStringLiteral("n1"));
    EXPECT_NE(claims(0).value(QStringLiteral("jti")), claims(1).value(QStringLiteral("jti")));
    const auto key = oauth::SigningKey::fromPem(*m_vault.reveal("me", vault::SecretRole::ProofKey));
    ASSERT_TRUE(key);
    EXPECT_EQ(key->thumbprint(), m_asked["dpop_jkt"]);
}

} // namespace knockback::test
