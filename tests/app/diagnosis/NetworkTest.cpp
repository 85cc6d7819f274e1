// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/diagnosis/Exchange.h"

namespace knockback::diagnosis::test {
namespace {

using enum http::FailureKind;

struct FailureCase {
    const char* name;
    http::FailureKind kind;
    http::Phase phase;
    const char* detail;
    const char* subcause;
    const char* vendor = "";
};

class NetworkFailures : public testing::TestWithParam<FailureCase> {};

TEST_P(NetworkFailures, AreToldApart) {
    const auto& row = GetParam();
    const auto d = diagnose(failed("https://api.depot.example/v1", row.kind, row.phase, QString::fromUtf8(row.detail)));
    EXPECT_EQ(d.cause, row.subcause == QByteArrayView("client_certificate") ? Cause::Credential : Cause::Network);
    EXPECT_EQ(d.subcause, row.subcause);
    EXPECT_EQ(d.vendor, row.vendor);
    EXPECT_FALSE(d.retryAfterSeconds);
    EXPECT_FALSE(d.nextSteps.empty());
}

INSTANTIATE_TEST_SUITE_P(
    All, NetworkFailures,
    testing::Values(
        FailureCase{"NoSuchName", HostNotFound, http::Phase::Dns, "rcode=NXDOMAIN; host=api.depot.example",
                    "dns_nxdomain"},
        FailureCase{"ResolverFails", HostNotFound, http::Phase::Dns, "rcode=SERVFAIL", "dns_failure"},
        FailureCase{"ResolverSilent", Timeout, http::Phase::Dns, "5000ms", "dns_failure"},
        FailureCase{"NullAddress", ConnectionRefused, http::Phase::Connect, "addr=0.0.0.0:443", "dns_sinkhole"},
        FailureCase{"LoopbackForAPublicName", Timeout, http::Phase::Connect, "addr=127.0.0.1:443", "dns_sinkhole"},
        FailureCase{"PrivateForAPublicName", ConnectionRefused, http::Phase::Connect, "addr=10.20.30.40:443",
                    "dns_sinkhole"},
        FailureCase{"Refused", ConnectionRefused, http::Phase::Connect, "addr=203.0.113.9:443", "connect_refused"},
        FailureCase{"Silent", Timeout, http::Phase::Connect, "addr=203.0.113.9:443; 15000ms", "connect_timeout"},
        FailureCase{"SlowAnswer", Timeout, http::Phase::Read, "30000ms; 0 bytes received", "read_timeout"},
        FailureCase{"CutAfterClientHello", RemoteHostClosed, http::Phase::Tls,
                    "connection reset by peer 4ms after ClientHello", "tcp_reset"},
        FailureCase{"CutAfterRequest", RemoteHostClosed, http::Phase::Read, "connection reset by peer", "tcp_reset"},
        FailureCase{"EmptyReply", RemoteHostClosed, http::Phase::Read, "closed without a byte", "empty_reply"},
        FailureCase{"Interception", SslHandshakeFailed, http::Phase::Tls,
                    "certificate not trusted; issuer=CN=Netskope CA, O=certadmin; subject=CN=api.depot.example",
                    "tls_intercepted", "netskope"},
        FailureCase{"OwnCompany", SslHandshakeFailed, http::Phase::Tls,
                    "certificate not trusted; issuer=CN=ACME Web Proxy CA, O=ACME; subject=CN=api.depot.example",
                    "tls_intercepted"},
        FailureCase{"Expired", SslHandshakeFailed, http::Phase::Tls,
                    "certificate has expired; issuer=CN=R11, O=Let's Encrypt", "cert_expired"},
        FailureCase{"OtherName", SslHandshakeFailed, http::Phase::Tls, "hostname mismatch; subject=CN=other.example",
                    "cert_invalid"},
        FailureCase{"PlainHttp", SslHandshakeFailed, http::Phase::Tls, "wrong version number", "tls_failed"},
        FailureCase{"WantsAClientCertificate", SslHandshakeFailed, http::Phase::Tls,
                    "tlsv13 alert certificate required", "client_certificate"},
        FailureCase{"ProxyRefusesTunnel", TunnelFailed, http::Phase::Proxy,
                    "CONNECT api.depot.example:443 answered HTTP 403", "corporate_proxy_deny"},
        FailureCase{"SquidRefusesTunnel", TunnelFailed, http::Phase::Proxy,
                    "CONNECT answered HTTP 403; X-Squid-Error: ERR_ACCESS_DENIED 0; Server: squid/5.7",
                    "corporate_proxy_deny", "squid"},
        FailureCase{"ProxyWantsLogin", TunnelFailed, http::Phase::Proxy, "CONNECT answered HTTP 407", "proxy_auth"},
        FailureCase{"ProxyCannotConnect", TunnelFailed, http::Phase::Proxy, "CONNECT answered HTTP 503", "proxy_error"},
        FailureCase{"CutBody", ContentTruncated, http::Phase::Body, "Content-Length: 100; received=7",
                    "truncated_body"},
        FailureCase{"NotHttp", ProtocolError, http::Phase::Read, "", "protocol_error"},
        FailureCase{"Unreachable", Other, http::Phase::Connect, "network unreachable", "unreachable"}),
    [](const testing::TestParamInfo<FailureCase>& row) { return std::string(row.param.name); });

TEST(Network, AnswersFromThisSideOfTheInternet) {
    const auto squid = diagnose(
        answered("http://depot.example/", 403, {{"Server", "squid/5.7"}, {"X-Squid-Error", "ERR_ACCESS_DENIED 0"}}));
    EXPECT_EQ(squid.cause, Cause::Network);
    EXPECT_EQ(squid.subcause, "corporate_proxy_deny");
    EXPECT_EQ(squid.vendor, "squid");

    const auto proxy = diagnose(answered("http://depot.example/", 407, {{"Proxy-Authenticate", "Basic realm=\"x\""}}));
    EXPECT_EQ(proxy.subcause, "proxy_auth");

    const auto portal = diagnose(answered("http://depot.example/", 302, {{"Location", "http://10.0.0.1/login"}}));
    EXPECT_EQ(portal.subcause, "captive_portal");
    const auto inside = diagnose(answered("http://printer.local/", 302, {{"Location", "http://10.0.0.1/login"}}));
    EXPECT_EQ(inside.cause, Cause::None) << "an inside name may well lead to an inside address";

    EXPECT_EQ(diagnose(answered("http://depot.example/", 511, {})).subcause, "captive_portal");
    const auto filter =
        diagnose(answered("http://games.example/", 403, {},
                          "<html><title>Access blocked</title>This site is blocked by your organization's internet "
                          "usage policy. Category: Games</html>"));
    EXPECT_EQ(filter.cause, Cause::Network);
    EXPECT_EQ(filter.subcause, "corporate_filter");
}

// A body that breaks off after a whole head: the answer's own word comes first.
TEST(Network, ABrokenBodyDoesNotHideALimit) {
    auto attempt = answered("https://api.depot.example/", 429, {{"Retry-After", "9"}}, "{\"err");
    attempt.failure = http::NetworkFailure{ContentTruncated, http::Phase::Body, {}};
    const auto d = diagnose(attempt, retryAfter(9));
    EXPECT_TRUE(isBlock(d.cause));
}

} // namespace
} // namespace knockback::diagnosis::test
