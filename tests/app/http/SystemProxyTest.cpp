// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/SystemProxy.h"
#include "app/http/IpNetwork.h"

namespace knockback::http {

namespace {

const std::map<QByteArray, QByteArray> both{{"http_proxy", "http://plain:1"}, {"https_proxy", "http://secure:2"}};

bool goesDirect(const QByteArray& url, const QByteArray& exceptions) {
    return systemProxy(url, {{"all_proxy", "socks5h://p:1080"}, {"no_proxy", exceptions}}).isEmpty();
}

} // namespace

TEST(SystemProxy, dependsOnTheScheme) {
    EXPECT_EQ(systemProxy("http://api.example/", both), "http://plain:1");
    EXPECT_EQ(systemProxy("https://api.example/", both), "http://secure:2");
    EXPECT_EQ(systemProxy("https://api.example/", {{"http_proxy", "http://plain:1"}}), "");
    EXPECT_EQ(systemProxy("http://api.example/", {}), "");
}

TEST(SystemProxy, httpProxyInCapitalsIsNotTrusted) {
    EXPECT_EQ(systemProxy("http://api.example/", {{"HTTP_PROXY", "http://evil:1"}}), "");
    EXPECT_EQ(systemProxy("https://api.example/", {{"HTTPS_PROXY", "http://p:1"}}), "http://p:1");
    EXPECT_EQ(systemProxy("https://api.example/", {{"HTTPS_PROXY", "http://b:1"}, {"https_proxy", "http://a:1"}}),
              "http://a:1");
}

TEST(SystemProxy, allProxyIsForWhatHasNoneOfItsOwn) {
    EXPECT_EQ(systemProxy("http://api.example/", {{"ALL_PROXY", "socks5://p:1"}}), "socks5://p:1");
    EXPECT_EQ(systemProxy("http://api.example/", {{"ALL_PROXY", "http://b:1"}, {"all_proxy", "http://a:1"}}),
              "http://a:1");
    EXPECT_EQ(systemProxy("http://api.example/", {{"http_proxy", ""}, {"all_proxy", "http://a:1"}}), "http://a:1")
        << "empty is not set";
}

TEST(SystemProxy, withoutASchemeIsAnHttpOne) {
    EXPECT_EQ(systemProxy("http://api.example/", {{"http_proxy", "p:3128"}}), "http://p:3128");
}

TEST(SystemProxy, thisMachineIsAlwaysDirect) {
    for (const QByteArray host : {"localhost", "LOCALHOST", "api.localhost", "127.0.0.1", "127.9.9.9", "[::1]"})
        EXPECT_TRUE(goesDirect("http://" + host + ":8080/", "")) << host.toStdString();
    for (const QByteArray host : {"localhost.example", "128.0.0.1", "[::2]", "notlocalhost"})
        EXPECT_FALSE(goesDirect("http://" + host + "/", "")) << host.toStdString();
}

struct ExceptionCase {
    const char* url;
    const char* exceptions;
    bool direct;
};

class ProxyException : public testing::TestWithParam<ExceptionCase> {};

TEST_P(ProxyException, coversWhatItNames) {
    EXPECT_EQ(goesDirect(GetParam().url, GetParam().exceptions), GetParam().direct)
        << GetParam().url << " " << GetParam().exceptions;
}

INSTANTIATE_TEST_SUITE_P(Names, ProxyException,
                         testing::Values(ExceptionCase{"http://a.example/", "*", true},
                                         ExceptionCase{"http://a.example/", " * ", true},
                                         ExceptionCase{"http://a.example/", "b.example,*", false},
                                         ExceptionCase{"http://a.example/", "example", true},
                                         ExceptionCase{"http://a.example/", "a.example", true},
                                         ExceptionCase{"http://a.example/", ".a.example", true},
                                         ExceptionCase{"http://a.example/", "A.Example.", true},
                                         ExceptionCase{"http://a.example./", "a.example", true},
                                         ExceptionCase{"http://x.a.example/", "a.example", true},
                                         ExceptionCase{"http://xa.example/", "a.example", false},
                                         ExceptionCase{"http://a.example/", "x.a.example", false},
                                         ExceptionCase{"http://a.example/", "b.example c.example,\ta.example", true},
                                         ExceptionCase{"http://a.example/", ",, ,", false},
                                         ExceptionCase{"http://a.example/", ".", false},
                                         ExceptionCase{"http://a.example:8080/", "a.example:8080", true},
                                         ExceptionCase{"http://a.example:8080/", "a.example:80", false},
                                         ExceptionCase{"https://a.example/", "a.example:443", true},
                                         ExceptionCase{"http://a.example/", "10.0.0.0/8", false}));

INSTANTIATE_TEST_SUITE_P(
    Addresses, ProxyException,
    testing::Values(
        ExceptionCase{"http://10.1.2.3/", "10.0.0.0/8", true}, ExceptionCase{"http://11.1.2.3/", "10.0.0.0/8", false},
        ExceptionCase{"http://10.1.2.3/", "10.1.2.3", true}, ExceptionCase{"http://10.1.2.3/", "10.1.2.3:80", true},
        ExceptionCase{"http://10.1.2.3/", "10.1.2.3:81", false}, ExceptionCase{"http://10.1.2.30/", "10.1.2.3", false},
        ExceptionCase{"http://10.1.2.3/", "1.2.3", false},
        ExceptionCase{"http://192.168.5.129/", "192.168.5.128/25", true},
        ExceptionCase{"http://192.168.5.127/", "192.168.5.128/25", false},
        ExceptionCase{"http://10.1.2.3/", "0.0.0.0/0", true}, ExceptionCase{"http://10.1.2.3/", "10.0.0.0/33", false},
        ExceptionCase{"http://10.1.2.3/", "10.0.0.0/", false}, ExceptionCase{"http://[fd00::1]/", "fd00::/8", true},
        ExceptionCase{"http://[fe00::1]/", "fd00::/8", false}, ExceptionCase{"http://[fd00::1]/", "fd00:0::1", true},
        ExceptionCase{"http://[fd00::1]/", "[fd00::1]", true},
        ExceptionCase{"http://[fd00::1]:81/", "[fd00::1]:81", true},
        ExceptionCase{"http://[fd00::1]:81/", "[fd00::1]:82", false},
        ExceptionCase{"http://[fd00::1]/", "0.0.0.0/0", false}, ExceptionCase{"http://10.1.2.3/", "::/0", false}));

TEST(IpNetwork, readsAddressesAndNetworks) {
    EXPECT_EQ(parseNetwork("10.0.0.0/8")->bits, 8);
    EXPECT_EQ(parseNetwork("10.0.0.1")->bits, 32);
    EXPECT_EQ(parseNetwork("[::1]")->bits, 128);
    EXPECT_EQ(parseNetwork("fe80::1%eth0")->bits, 128);
    for (const QByteArray bad : {"", "10.0.0", "10.0.0.256", "::g", "10.0.0.1/-1", "::/129", "host"})
        EXPECT_FALSE(parseNetwork(bad)) << bad.toStdString();
    EXPECT_FALSE(parseNetwork("10.0.0.1")->contains(*parseNetwork("10.0.0.0/8"))) << "the smaller is not the larger";
}

} // namespace knockback::http
