// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/oauth/LoopbackRequest.h"

#include "app/oauth/RedirectAnswer.h"

namespace knockback::oauth {

namespace {
LoopbackRequest readIt(const QByteArray& bytes) {
    return readLoopbackRequest(bytes, "127.0.0.1:43121", "/callback");
}

// "…" for what is incomplete, a status for what is refused, else the query.
QByteArray outcome(const QByteArray& bytes) {
    const auto read = readIt(bytes);
    if (const auto* bad = std::get_if<BadRequest>(&read))
        return QByteArray::number(bad->status);
    const auto* query = std::get_if<RedirectQuery>(&read);
    return query ? query->query : QByteArray("…");
}

QByteArray get(const char* target, const char* host = "127.0.0.1:43121") {
    return QByteArray("GET ") + target + " HTTP/1.1\r\nHost: " + host + "\r\nAccept: */*\r\n\r\n";
}
} // namespace

TEST(LoopbackRequest, OnlyTheRedirectItselfCounts) {
    const std::pair<QByteArray, QByteArray> rows[] = {
        {get("/callback?code=1&state=2"), "code=1&state=2"},
        {get("/callback?code=%2Fa+b"), "code=%2Fa+b"},
        {get("/callback"), ""},
        {get("/callback/?code=1"), "404"},
        {get("/callbackXYZ?code=1"), "404"},
        {get("/favicon.ico"), "404"},
        {get("//callback?code=1"), "404"},
        {get("http://127.0.0.1:43121/callback?code=1"), "404"},
        {get("/callback?code=1", "evil.test"), "421"},
        {get("/callback?code=1", "127.0.0.1"), "421"},
        {get("/callback?code=1", "localhost:43121"), "421"},
        {get("/callback?code=1", "127.0.0.1:43121\r\nHost: evil.test"), "421"},
        {"GET /callback?code=1 HTTP/1.1\r\nAccept: x\r\n\r\n", "421"},
        {"GET /callback?code=1 HTTP/1.0\r\nhOsT:127.0.0.1:43121\r\n\r\n", "code=1"},
        {"GET /callback?code=1\r\n\r\n", "400"},
        {"GET /callback?code=1 HTTP/2.0\r\nHost: 127.0.0.1:43121\r\n\r\n", "400"},
        {"GET /callback?code=1 two HTTP/1.1\r\nHost: 127.0.0.1:43121\r\n\r\n", "400"},
        {"POST /callback?code=1 HTTP/1.1\r\nHost: 127.0.0.1:43121\r\n\r\n", "405"},
        {"OPTIONS /callback HTTP/1.1\r\nHost: 127.0.0.1:43121\r\n\r\n", "405"},
        {"\x16\x03\x01\x02garbage that is TLS\r\n\r\n", "400"},
        {QByteArray(20, '\0'), "400"},
        {"SSH-2.0-OpenSSH_9.2\r\n", "400"},
        {"", "…"},
        {"G", "…"},
        {"GET /callback?code=1 HTTP/1.1\r\nHost: 127", "…"},
        {"GET " + QByteArray(9000, 'x'), "431"},
        {"GET /callback?code=" + QByteArray(9000, 'x') + " HTTP/1.1\r\nHost: 127.0.0.1:43121\r\n\r\n", "431"},
    };
    for (const auto& [bytes, expected] : rows)
        EXPECT_EQ(outcome(bytes), expected) << bytes.left(80).constData();
}

TEST(LoopbackRequest, ByteByByteItIsTheSame) {
    const QByteArray whole = get("/callback?code=1&state=2");
    for (qsizetype length = 0; length < whole.size(); ++length)
        ASSERT_EQ(outcome(whole.left(length)), "…") << length;
    EXPECT_EQ(outcome(whole), "code=1&state=2");
}

TEST(LoopbackRequest, ThePageHoldsNothingOfTheRequest) {
    const auto page = loopbackPage(200, "Done.");
    EXPECT_TRUE(page.startsWith("HTTP/1.1 200 OK\r\n"));
    EXPECT_TRUE(page.contains("Referrer-Policy: no-referrer"));
    EXPECT_TRUE(page.contains("Cache-Control: no-store"));
    EXPECT_FALSE(page.contains("<script"));
}

TEST(RedirectAnswer, TheStateComesFirst) {
    const auto kind = [](QByteArrayView query, const RedirectExpectation& expected) {
        return readRedirect(query, expected).index();
    };
    constexpr std::size_t notOurs = 0, refused = 1, code = 2;
    const RedirectExpectation plain{"s1", {}, false};
    EXPECT_EQ(kind("code=c&state=s1", plain), code);
    EXPECT_EQ(kind("state=s1&code=c&session_state=x", plain), code);
    EXPECT_EQ(kind("error=access_denied&state=s1", plain), refused);
    for (const char* query : {"", "code=c", "code=c&state=", "code=c&state=s2", "code=c&state=s1&state=s1", "state=s1",
                              "code=&state=s1", "code=c&code=d&state=s1", "error=access_denied", "error=x&state=s2"})
        EXPECT_EQ(kind(query, plain), notOurs) << query;
    EXPECT_EQ(kind("code=c&state=", {}), notOurs) << "a login without a state takes nothing";
    const RedirectExpectation known{"s1", "https://a.test", false};
    EXPECT_EQ(kind("code=c&state=s1&iss=https%3A%2F%2Fa.test", known), code);
    EXPECT_EQ(kind("code=c&state=s1", known), code);
    EXPECT_EQ(kind("code=c&state=s1&iss=https%3A%2F%2Fa.test%2F", known), notOurs) << "byte for byte";
    EXPECT_EQ(kind("code=c&state=s1", {"s1", "https://a.test", true}), notOurs) << "it always says who it is";
    EXPECT_EQ(kind("error=access_denied&state=s1&iss=https%3A%2F%2Fb.test", known), notOurs);
}

TEST(RedirectAnswer, OnlyWordsOfTheProtocolAreRepeated) {
    const auto error = [](QByteArrayView query) {
        const auto answer = readRedirect(query, {"s", {}, false});
        const auto* refused = std::get_if<LoginRefused>(&answer);
        return refused ? refused->error : QByteArray("no refusal");
    };
    EXPECT_EQ(error("error=access_denied&state=s"), "access_denied");
    EXPECT_EQ(error("error=%3Cscript%3E&state=s"), "");
}

} // namespace knockback::oauth
