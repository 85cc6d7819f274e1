// SPDX-License-Identifier: GPL-3.0-or-later
// Libraries rewrite URLs, merge headers, drop empty ones and add their own.
#include "tests/support/CurlRig.h"
#include "tests/support/LoopbackServer.h"

namespace knockback {

namespace {

const QByteArray ok = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

class FaithfulUrl : public testing::TestWithParam<std::pair<QByteArray, QByteArray>> {};

TEST_P(FaithfulUrl, isSentByteForByte) {
    test::LoopbackServer server;
    server.script(test::ServerScript().answerEach(ok));
    test::CurlRig rig;
    const auto& [written, sent] = GetParam();

    const http::Attempt attempt = rig.get("http://" + server.address() + written);

    EXPECT_EQ(test::failureOf(attempt), "");
    ASSERT_EQ(server.requests().size(), 1u);
    EXPECT_EQ(server.requests().front(), "GET " + sent + " HTTP/1.1\r\nHost: " + server.address() + "\r\n\r\n");
}

INSTANTIATE_TEST_SUITE_P(Urls, FaithfulUrl,
                         testing::Values(std::pair("/?y=%7B[1]|%", "/?y=%7B[1]|%"),
                                         std::pair("/a/../b/./c//d", "/a/../b/./c//d"),
                                         std::pair("/x{y}\\z^`\"<>?a=<b>", "/x{y}\\z^`\"<>?a=<b>"),
                                         std::pair("/caf\xc3\xa9?q=\xff", "/caf\xc3\xa9?q=\xff"), std::pair("", "/"),
                                         std::pair("?x=1", "/?x=1"), std::pair("/p?x=1#fragment", "/p?x=1"),
                                         std::pair("/%2e%2E/%41+%20", "/%2e%2E/%41+%20"), std::pair("/p?", "/p?"),
                                         std::pair("/;a=b;c?d;e&&f==g", "/;a=b;c?d;e&&f==g")));

TEST(FaithfulHeaders, keepOrderCaseDuplicatesAndEmptyValues) {
    test::LoopbackServer server;
    server.script(test::ServerScript().answerEach(ok));
    test::CurlRig rig;
    const http::HeaderList headers{
        {"x-DUP", "1"},      {"Accept", "a/b"},    {"X-Empty", ""},     {"hOsT", "other.example"},
        {"X-Dup", "2"},      {"user-agent", "me"}, {"x-DUP", "1"},      {"Cookie", "a=b"},
        {"X-Latin", "\xe9"}, {"Content-Type", ""}, {"X-Tab", "a\tb  c"}};

    const http::Attempt attempt = rig.send({.url = server.url("/h"), .headers = headers});

    ASSERT_EQ(server.requests().size(), 1u);
    EXPECT_EQ(server.requests().front(),
              "GET /h HTTP/1.1\r\n"
              "x-DUP: 1\r\nAccept: a/b\r\nX-Empty:\r\nhOsT: other.example\r\nX-Dup: 2\r\n"
              "user-agent: me\r\nx-DUP: 1\r\nCookie: a=b\r\nX-Latin: \xe9\r\nContent-Type:\r\n"
              "X-Tab: a\tb  c\r\n\r\n");
    EXPECT_EQ(attempt.sentHead, server.requests().front());
    EXPECT_EQ(attempt.request.headers, headers);
}

TEST(FaithfulHeaders, anEmptyUserAgentIsSentAndNoneIsNot) {
    test::LoopbackServer server;
    server.script(test::ServerScript().answerEach(ok));
    test::CurlRig rig;

    rig.send({.url = server.url(), .headers = {{"User-Agent", ""}, {"Accept", ""}}});
    rig.get(server.url());

    ASSERT_EQ(server.requests().size(), 2u);
    EXPECT_EQ(server.requests()[0],
              "GET / HTTP/1.1\r\nHost: " + server.address() + "\r\nUser-Agent:\r\nAccept:\r\n\r\n");
    EXPECT_EQ(server.requests()[1], "GET / HTTP/1.1\r\nHost: " + server.address() + "\r\n\r\n");
}

struct MethodCase {
    QByteArray method;
    QByteArray body;
    QByteArray added; // after Host
};

class FaithfulMethod : public testing::TestWithParam<MethodCase> {};

TEST_P(FaithfulMethod, addsHostAndContentLengthAlone) {
    test::LoopbackServer server;
    server.script(test::ServerScript().answerEach(ok));
    test::CurlRig rig;
    const auto& [method, body, added] = GetParam();

    const http::Attempt attempt = rig.send({.method = method, .url = server.url("/m"), .body = body});

    EXPECT_EQ(test::failureOf(attempt), "");
    ASSERT_EQ(server.requests().size(), 1u);
    EXPECT_EQ(server.requests().front(),
              method + " /m HTTP/1.1\r\nHost: " + server.address() + "\r\n" + added + "\r\n" + body);
}

INSTANTIATE_TEST_SUITE_P(
    Methods, FaithfulMethod,
    testing::Values(MethodCase{"GET", "", ""}, MethodCase{"GET", "q", "Content-Length: 1\r\n"},
                    MethodCase{"POST", "a=b", "Content-Length: 3\r\n"}, MethodCase{"POST", "", "Content-Length: 0\r\n"},
                    MethodCase{"PUT", "", "Content-Length: 0\r\n"}, MethodCase{"PATCH", "{}", "Content-Length: 2\r\n"},
                    MethodCase{"DELETE", "", ""}, MethodCase{"DELETE", "x", "Content-Length: 1\r\n"},
                    MethodCase{"OPTIONS", "", ""}, MethodCase{"PROPFIND", "<a/>", "Content-Length: 4\r\n"},
                    MethodCase{"m-search", "", ""}, MethodCase{"HEAD", "", ""},
                    MethodCase{"HEAD", "b", "Content-Length: 1\r\n"}));

} // namespace

} // namespace knockback
