// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/Request.h"

namespace knockback {

using http::problemWith;
using http::Request;

namespace {

class GoodUrl : public testing::TestWithParam<const char*> {};

TEST_P(GoodUrl, canBeSent) {
    EXPECT_EQ(problemWith({.url = GetParam()}).toStdString(), "");
}

INSTANTIATE_TEST_SUITE_P(Urls, GoodUrl,
                         testing::Values("http://a.example", "https://a.example/", "HTTPS://A.example:8443/p?q#f",
                                         "http://127.0.0.1:1/", "http://[::1]:8080/x", "http://[fe80::1%25eth0]/",
                                         "http://a.example/?y=%7B[1]|%", "http://a.example/caf\xc3\xa9",
                                         "http://b\xc3\xbc.example/", "http://a.example/user@host",
                                         "http://a_b.example/"));

struct BadUrlCase {
    QByteArray url;
    const char* says;
};

class BadUrl : public testing::TestWithParam<BadUrlCase> {};

TEST_P(BadUrl, isRefusedWithASentence) {
    const QString problem = problemWith({.url = GetParam().url});
    EXPECT_THAT(problem.toStdString(), testing::HasSubstr(GetParam().says));
    EXPECT_TRUE(problem.endsWith(QLatin1Char('.'))) << problem.toStdString();
    EXPECT_FALSE(problem.contains(QLatin1Char('\n')));
}

INSTANTIATE_TEST_SUITE_P(
    Urls, BadUrl,
    testing::Values(
        BadUrlCase{"", "no URL"}, BadUrlCase{"a.example/path", "not an absolute"},
        BadUrlCase{"/path", "not an absolute"}, BadUrlCase{"ftp://a.example/", "not an absolute"},
        BadUrlCase{"http:/a.example", "not an absolute"}, BadUrlCase{"javascript:alert(1)", "not an absolute"},
        BadUrlCase{"http://", "no valid host"}, BadUrlCase{"http:///path", "no valid host"},
        BadUrlCase{"https://:443/", "no valid host"}, BadUrlCase{"http://a.example:99999/", "no valid host"},
        BadUrlCase{"http://a.example:x/", "no valid host"}, BadUrlCase{"http://a.example/a b", "space at character 19"},
        BadUrlCase{"http://a.example/\r\nX: 1", "control character at character 18"},
        BadUrlCase{QByteArray("http://a.example/\0", 18), "control character"},
        BadUrlCase{"http://a.example/\x7f", "control character"},
        BadUrlCase{" http://a.example/", "space at character 1"},
        // Read as good.example by some programs and as evil.example by others.
        BadUrlCase{"http://good.example\\@evil.example/", "“\\”"}, BadUrlCase{"http://a<b>.example/", "“<”"},
        BadUrlCase{"http://user:pass@a.example/", "Authorization header"},
        BadUrlCase{"http://ex%61mple.com/", "no valid host"}));

class BadMethod : public testing::TestWithParam<QByteArray> {};

TEST_P(BadMethod, isRefused) {
    EXPECT_THAT(problemWith({.method = GetParam(), .url = "http://a.example/"}).toStdString(),
                testing::HasSubstr("method"));
}

INSTANTIATE_TEST_SUITE_P(Methods, BadMethod,
                         testing::Values(QByteArray(), QByteArray("GET "), QByteArray("GE T"), QByteArray("G\r\nET"),
                                         QByteArray("GÉT"), QByteArray("G:T"), QByteArray("G\0T", 3)));

struct BadHeaderCase {
    http::HeaderField field;
    const char* says;
};

class BadHeader : public testing::TestWithParam<BadHeaderCase> {};

TEST_P(BadHeader, isRefusedWithoutShowingItsValue) {
    const auto& [field, says] = GetParam();
    const QString problem = problemWith({.url = "http://a.example/", .headers = {{"Fine", "1"}, field}});
    EXPECT_THAT(problem.toStdString(), testing::HasSubstr(says));
    EXPECT_FALSE(problem.contains(QStringLiteral("hunter2")));
    EXPECT_FALSE(problem.contains(QLatin1Char('\n')));
}

INSTANTIATE_TEST_SUITE_P(Fields, BadHeader,
                         testing::Values(BadHeaderCase{{"", "hunter2"}, "no name"},
                                         BadHeaderCase{{"X Y", "hunter2"}, "X%20Y"},
                                         BadHeaderCase{{"X:", "hunter2"}, "X%3A"},
                                         BadHeaderCase{{"X\r\nY", "hunter2"}, "X%0D%0AY"},
                                         BadHeaderCase{{"X", "hunter2\r\nY: 1"}, "“X” has a line break"},
                                         BadHeaderCase{{"X", "hunter2\n"}, "“X” has a line break"},
                                         BadHeaderCase{{"X", QByteArray("hunter2\0", 8)}, "“X” has a line break"}));

} // namespace

TEST(RequestProblem, anythingElseInAHeaderValueMayBeSent) {
    EXPECT_EQ(problemWith({.url = "http://a.example/", .headers = {{"X!#$%&'*+-.^_`|~9", " a\tb \x01\xff"}, {"Y", ""}}})
                  .toStdString(),
              "");
}

TEST(RequestProblem, aProxyNeedsASchemeAndAHost) {
    const auto problem = [](const QByteArray& proxy) {
        http::Request request{.url = "http://a.example/"};
        request.options.proxy = proxy;
        return problemWith(request);
    };
    for (const QByteArray good :
         {"", "http://proxy:3128", "HTTPS://proxy", "socks5://[::1]:1080/", "socks5h://u:p%40@h:1"})
        EXPECT_EQ(problem(good).toStdString(), "") << good.toStdString();
    for (const QByteArray bad : {"hunter2", "hunter2:3128", "ftp://hunter2", "socks4://hunter2", "http://hunter2/path",
                                 "http://u:hunter2/@h:1", "http://u:hunter2#@h:1", "http://u:hunter2?@h:1",
                                 "http://u:hunter2@@h", "http://hunter2:99999", "http://", "http://hunter2\r\nX: y"}) {
        EXPECT_TRUE(problem(bad).startsWith(QLatin1String("The proxy's address"))) << bad.toStdString();
        EXPECT_FALSE(problem(bad).contains(QLatin1String("hunter2"))) << bad.toStdString();
    }
}

TEST(IdempotentMethods, areThoseOfTheRfcInTheirExactCase) {
    for (const char* method : {"GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE"})
        EXPECT_TRUE(http::isIdempotent(method)) << method;
    for (const char* method : {"POST", "PATCH", "CONNECT", "get", "", "PROPFIND"})
        EXPECT_FALSE(http::isIdempotent(method)) << method;
}

} // namespace knockback
