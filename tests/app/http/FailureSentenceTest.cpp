// SPDX-License-Identifier: GPL-3.0-or-later
// What people read when an attempt fails, each from its real cause.
#include "tests/support/CurlRig.h"
#include "tests/support/Http2Peer.h"
#include "tests/support/ProxyScript.h"

#include <QTemporaryFile>

#include <array>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace knockback {

using http::Attempt;
using test::LoopbackServer;
using test::ServerKind;
using test::ServerScript;
using test::TestCertificate;
using namespace std::chrono_literals;

namespace {

const QByteArray tunnelTarget = "https://api.example/";

// How a server behaves, how it is asked, and what is said then. "@" stands for the server's address.
struct SentenceCase {
    const char* name;
    std::function<ServerScript()> script;
    std::function<void(http::Request&, const LoopbackServer&)> ask;
    const char* sentence; // a regular expression
    std::function<ServerKind()> kind = [] { return ServerKind(); };
};

class FailureSentence : public testing::TestWithParam<SentenceCase> {};

ServerScript nothing() {
    return ServerScript();
}
ServerScript silent() {
    return ServerScript().hang();
}
ServerScript answer(const QByteArray& bytes) {
    return ServerScript().readRequest().send(bytes);
}
void plainly(http::Request&, const LoopbackServer&) {}
void briefly(http::Request& request, const LoopbackServer&) {
    request.options.timeout = 150ms;
}
void throughProxy(http::Request& request, const LoopbackServer& server) {
    request.url = tunnelTarget;
    request.options.proxy = "http://" + server.address();
}
void throughSocks(http::Request& request, const LoopbackServer& server) {
    request.url = tunnelTarget;
    request.options.proxy = "socks5h://" + server.address();
}

ServerKind expired() {
    return {.tls = TestCertificate::make({.validFrom = -3h, .validUntil = -2h})};
}
ServerKind unknown() {
    return {.tls = TestCertificate::make()};
}

} // namespace

TEST_P(FailureSentence, saysWhatHappenedAndWhere) {
    const SentenceCase& wanted = GetParam();
    LoopbackServer server(wanted.kind());
    server.script(wanted.script());
    test::CurlRig rig;
    http::Request request{.url = server.url()};
    wanted.ask(request, server);

    const Attempt attempt = rig.send(request);

    ASSERT_TRUE(attempt.failure);
    const QString text =
        http::describe(*attempt.failure).replace(QString::fromLatin1(server.address()), QStringLiteral("@"));
    EXPECT_THAT(text.toStdString(), testing::MatchesRegex(wanted.sentence));
    EXPECT_LE(attempt.connection.requestsOnWire, 1);
}

INSTANTIATE_TEST_SUITE_P(
    Lookup, FailureSentence,
    testing::Values(
        SentenceCase{
            "name", nothing,
            [](http::Request& request, const LoopbackServer&) { request.url = "http://no-such-host.invalid/"; },
            "The host name could not be resolved \\(host=no-such-host.invalid\\)\\."},
        SentenceCase{
            "proxysName", nothing,
            [](http::Request& request, const LoopbackServer&) {
                request.options.proxy = "http://u:pw@no-such-proxy.invalid:3128";
            },
            "The host name could not be resolved \\(the name of the proxy; proxy=no-such-proxy.invalid:3128\\)\\."}),
    [](const auto& test) { return std::string(test.param.name); });

INSTANTIATE_TEST_SUITE_P(
    Connection, FailureSentence,
    testing::Values(
        // Port 1 needs privileges to listen on, and nobody does.
        SentenceCase{"refused", nothing,
                     [](http::Request& request, const LoopbackServer&) { request.url = "http://127.0.0.1:1/"; },
                     "The server refused the connection \\(host=127.0.0.1; addr=127.0.0.1:1; errno=ECONNREFUSED\\)\\."},
        SentenceCase{
            "closed", [] { return ServerScript().readRequest(); }, plainly,
            "The other side ended the connection while waiting for the answer \\(connection closed; addr=@\\)\\."},
        SentenceCase{"reset", [] { return ServerScript().readRequest().reset(); }, plainly,
                     "The other side ended the connection while waiting for the answer \\(connection reset by peer; "
                     "addr=@\\)\\."},
        SentenceCase{"brokenHead", [] { return answer("HTTP/1.1 200 OK\r\nX: y"); }, plainly,
                     "The other side ended the connection while waiting for the answer \\(response head broke off "
                     "after [0-9] lines; connection closed; addr=@\\)\\."},
        SentenceCase{"shortBody", [] { return answer("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"); }, plainly,
                     "The answer began, but its body ended too early \\(status=200; Content-Length: 9; received=4; "
                     "connection closed\\)\\."}),
    [](const auto& test) { return std::string(test.param.name); });

INSTANTIATE_TEST_SUITE_P(
    Time, FailureSentence,
    testing::Values(
        SentenceCase{"tls", silent,
                     [](http::Request& request, const LoopbackServer& server) {
                         request.url = "https://" + server.address() + "/";
                         request.options.connectTimeout = 150ms;
                     },
                     "The time limit was reached during the TLS handshake \\(host=127.0.0.1; addr=@; 150ms\\)\\."},
        SentenceCase{"tunnel", [] { return ServerScript().readHead().hang(); },
                     [](http::Request& request, const LoopbackServer& server) {
                         throughProxy(request, server);
                         request.options.connectTimeout = 150ms;
                     },
                     "The time limit was reached while talking to the proxy \\(host=api.example; addr=@; 150ms\\)\\."},
        SentenceCase{"answer", [] { return ServerScript().readRequest().hang(); }, briefly,
                     "The time limit was reached while waiting for the answer \\(host=127.0.0.1; addr=@; connected in "
                     "[0-9]+ms; request sent; 150ms; 0 bytes received\\)\\."},
        SentenceCase{"body", [] { return answer("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf").hang(); }, briefly,
                     "The time limit was reached while reading the body \\(.*; 150ms; 42 bytes received\\)\\."}),
    [](const auto& test) { return std::string(test.param.name); });

INSTANTIATE_TEST_SUITE_P(
    Tls, FailureSentence,
    testing::Values(
        SentenceCase{"unknownAuthority", nothing, plainly,
                     "No secure connection could be made \\(certificate not trusted; issuer=CN=Knockback "
                     "Test Authority, O=Knockback Tests; subject=CN=localhost; .*\\)\\.",
                     unknown},
        SentenceCase{"plainServer", [] { return ServerScript().send("HTTP/1.1 400 Bad Request\r\n\r\n"); },
                     [](http::Request& request, const LoopbackServer& server) {
                         request.url = "https://" + server.address() + "/";
                     },
                     "No secure connection could be made \\(tcp connected in [0-9]+ms; what answers does not "
                     "speak TLS; sni=127.0.0.1; addr=@\\)\\."},
        SentenceCase{"wantsCertificate", nothing,
                     [](http::Request& request, const LoopbackServer&) { request.options.verifyTls = false; },
                     "No secure connection could be made \\(the server asks for a client certificate, and the "
                     "request has none; .*\\)\\.",
                     [] {
                         return ServerKind{.tls = TestCertificate::make(),
                                           .clientAuthorityPem = TestCertificate::make().authorityPem};
                     }}),
    [](const auto& test) { return std::string(test.param.name); });

INSTANTIATE_TEST_SUITE_P(
    Proxy, FailureSentence,
    testing::Values(
        SentenceCase{
            "refuses",
            [] { return ServerScript().readHead().send("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"); },
            throughProxy,
            "The proxy did not open a tunnel to the server \\(proxy=@; CONNECT api.example:443 answered HTTP "
            "403\\)\\."},
        SentenceCase{"wantsCredentials",
                     [] { return test::tunnelProxy({.credentials = "u:p"}, std::make_shared<test::ProxyLog>()); },
                     throughProxy,
                     "The proxy did not open a tunnel to the server \\(proxy=@; CONNECT api.example:443 answered HTTP "
                     "407; the proxy asks for a user name and password\\)\\."},
        SentenceCase{"socksRefuses",
                     [] { return test::socksProxy({.refusal = 2}, std::make_shared<test::ProxyLog>()); }, throughSocks,
                     "The proxy did not open a tunnel to the server \\(proxy=@; target=api.example:443; the proxy's "
                     "rules do not allow this connection\\)\\."}),
    [](const auto& test) { return std::string(test.param.name); });

INSTANTIATE_TEST_SUITE_P(
    Protocol, FailureSentence,
    testing::Values(
        SentenceCase{
            "noHttp", [] { return answer("SSH-2.0-OpenSSH_9.2\r\n"); }, plainly,
            "What the server sent is not valid HTTP, in the head of the answer \\(host=127.0.0.1; addr=@; .*\\)\\."},
        SentenceCase{"badChunks",
                     [] { return answer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnonsense\r\n").hang(); },
                     plainly, "What the server sent is not valid HTTP, in the body of the answer \\(.*\\)\\."},
        SentenceCase{"brokenHttp2",
                     [] {
                         return test::http2Script([](test::Http2Peer& peer) {
                             peer.sendFrame(6, 0, 0, "short");
                             peer.readToEnd();
                         });
                     },
                     [](http::Request& request, const LoopbackServer&) {
                         request.options.version = http::HttpVersionChoice::Http2;
                     },
                     "What the server sent is not valid HTTP, in the head of the answer \\(what came breaks the rules "
                     "of HTTP/2.*\\)\\."},
        SentenceCase{"endlessHead",
                     [] {
                         return answer("HTTP/1.1 200 OK\r\n" +
                                       QByteArray("X: " + QByteArray(4096, 'x') + "\r\n").repeated(80))
                             .hang();
                     },
                     plainly,
                     "The answer is larger than this client accepts, in the head of the answer \\(response headers "
                     "over 262144 bytes\\)\\."},
        SentenceCase{"badUrl", nothing,
                     [](http::Request& request, const LoopbackServer&) { request.url = "http://a b/"; },
                     "The request was not sent\\. The URL has a space at character 9: write it percent-encoded\\."}),
    [](const auto& test) { return std::string(test.param.name); });

namespace {

Attempt over(const ServerKind& kind, const QByteArray& authorityPem, const QByteArray& host) {
    LoopbackServer server(kind);
    test::CurlRig rig;
    QTemporaryFile authority;
    EXPECT_TRUE(authority.open());
    authority.write(authorityPem);
    authority.flush();
    http::Request request{.url = "https://" + host + ':' + QByteArray::number(server.port()) + "/"};
    request.options.caFile = authority.fileName().toUtf8();
    return rig.send(request);
}

// A listener whose queue is full, so that nobody gets through to it.
class FullPort {
public:
    FullPort() : m_listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        m_address.sin_family = AF_INET;
        m_address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof m_address;
        ::bind(m_listener, reinterpret_cast<sockaddr*>(&m_address), size);
        ::getsockname(m_listener, reinterpret_cast<sockaddr*>(&m_address), &size);
        ::listen(m_listener, 0);
        for (int& waiting : m_waiting) {
            waiting = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
            static_cast<void>(::connect(waiting, reinterpret_cast<sockaddr*>(&m_address), size));
        }
    }
    ~FullPort() {
        for (const int waiting : m_waiting)
            ::close(waiting);
        ::close(m_listener);
    }
    FullPort(const FullPort&) = delete;
    FullPort& operator=(const FullPort&) = delete;
    [[nodiscard]] QByteArray address() const { return "127.0.0.1:" + QByteArray::number(ntohs(m_address.sin_port)); }

private:
    int m_listener;
    sockaddr_in m_address{};
    std::array<int, 8> m_waiting{};
};

} // namespace

TEST(ConnectSentence, ofAServerThatIsNotReached) {
    const FullPort port;
    test::CurlRig rig;
    http::Request request{.url = "http://" + port.address() + "/"};
    request.options.connectTimeout = 150ms;
    const Attempt attempt = rig.send(request);
    ASSERT_TRUE(attempt.failure);
    EXPECT_EQ(http::describe(*attempt.failure).toStdString(),
              ("The time limit was reached while connecting (host=127.0.0.1; addr=" + port.address() + "; 150ms).")
                  .toStdString());
}

TEST(CertificateSentence, ofAnExpiredOne) {
    const ServerKind kind = expired();
    const Attempt attempt = over(kind, kind.tls->authorityPem, "localhost");
    ASSERT_TRUE(attempt.failure);
    EXPECT_THAT(http::describe(*attempt.failure).toStdString(),
                testing::MatchesRegex("No secure connection could be made \\(certificate has expired; "
                                      "subject=CN=localhost; issuer=.*; notAfter=20.*Z; local clock 20.*Z\\)\\."));
}

TEST(CertificateSentence, ofAnotherHostsOne) {
    const ServerKind kind = {
        .tls = TestCertificate::make({.commonName = "other.example", .subjectAltNames = "DNS:other.example"})};
    const Attempt attempt = over(kind, kind.tls->authorityPem, "localhost");
    ASSERT_TRUE(attempt.failure);
    EXPECT_EQ(http::describe(*attempt.failure).toStdString(),
              "No secure connection could be made (certificate does not match the host; host=localhost; "
              "subject=CN=other.example; subjectAltNames=DNS:other.example).");
}

} // namespace knockback
