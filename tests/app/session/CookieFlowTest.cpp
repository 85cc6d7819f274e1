// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/AutomaticHeaders.h"
#include "tests/app/session/SessionFixture.h"

#include <zlib.h>

namespace knockback::session {
namespace {

class CookieFlowTest : public SessionFixture {
protected:
    void keep(const QByteArray& name, const QByteArray& value) {
        http::Cookie cookie;
        cookie.name = name;
        cookie.value = value;
        cookie.domain = "api.example";
        cookies.put({}, cookie);
    }
};

TEST_F(CookieFlowTest, whatAServerSetsGoesBackEvenWithinOneCall) {
    spec.workspace = QStringLiteral("a");
    transport.answer(302, {{"Location", "/in"}, {"Set-Cookie", "session=1"}}).answer(200).answer(200).answer(200);
    run();
    EXPECT_EQ(transport.requests[1].headers.value("Cookie"), "session=1");
    run();
    EXPECT_EQ(transport.requests[2].headers.value("Cookie"), "session=1");
    spec.workspace = QStringLiteral("b");
    run();
    EXPECT_FALSE(transport.requests[3].headers.contains("Cookie")) << "another workspace has a jar of its own";
}

TEST_F(CookieFlowTest, offMeansNeitherSentNorStored) {
    spec.draft.settings.cookies = false;
    transport.answer(200, {{"Set-Cookie", "a=1"}}).answer(200);
    run();
    EXPECT_TRUE(cookies.cookies({}, scheduler.clock().wallNow()).empty());
    keep("b", "2");
    run();
    EXPECT_FALSE(transport.requests[1].headers.contains("Cookie"));
}

TEST_F(CookieFlowTest, aRowOfTheDraftWins) {
    keep("b", "2");
    spec.draft.headers = {{"Cookie", "own=1"}};
    transport.answer(200);
    run();
    EXPECT_EQ(transport.requests[0].headers.values("Cookie"), std::vector<QByteArray>{"own=1"});
}

TEST_F(CookieFlowTest, cookieValuesAreHiddenInTheRecord) {
    keep("b", "sEcReTvAlUe-0123456789");
    transport.answer(200, {}, "echo sEcReTvAlUe-0123456789");
    const auto& record = *run().attempts.at(0);
    EXPECT_FALSE(record.exchange.attempt().request.headers.value("Cookie")->contains("sEcReTvAlUe-0123456789"));
    EXPECT_FALSE(record.exchange.attempt().response->body.bytes().contains("sEcReTvAlUe-0123456789"));
}

QByteArray gzip(QByteArray text) {
    z_stream stream{};
    EXPECT_EQ(deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
    QByteArray out(static_cast<qsizetype>(deflateBound(&stream, static_cast<uLong>(text.size()))), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(text.data());
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
    out.resize(static_cast<qsizetype>(stream.total_out));
    deflateEnd(&stream);
    return out;
}

TEST_F(CookieFlowTest, aCompressedAnswerIsReadAndHiddenInPlainText) {
    spec.draft.headers = {{"Authorization", "Bearer sEcReTvAlUe-0123456789"}};
    const QByteArray wire = gzip("{\"message\":\"rate limit exceeded\",\"you_sent\":\"sEcReTvAlUe-0123456789\"}");
    transport.answer(429, {{"Content-Encoding", "gzip"}, {"Content-Type", "application/json"}}, wire).answer(200);
    const auto& result = run();
    const auto& response = *result.attempts.at(0)->exchange.attempt().response;
    EXPECT_TRUE(response.decoded);
    EXPECT_EQ(response.encodedSize, wire.size());
    EXPECT_TRUE(response.body.bytes().contains("rate limit exceeded"));
    EXPECT_FALSE(response.body.bytes().contains("sEcReTvAlUe-0123456789"));
}

TEST(AutomaticHeaders, areSentUnlessReplacedOrSwitchedOff) {
    workspace::RequestDraft draft;
    draft.headers = {{"user-agent", "mine"}, {"Accept", "text/html", false}};
    draft.settings.omittedHeaders = {"accept-encoding", "Host"};
    std::map<QByteArray, bool> on;
    for (const auto& header : automaticHeaders(draft))
        on[header.name] = header.on;
    EXPECT_FALSE(on.at("User-Agent")) << "a row of the draft replaces it";
    EXPECT_TRUE(on.at("Accept")) << "a row that is switched off does not";
    EXPECT_FALSE(on.at("Accept-Encoding"));
    EXPECT_TRUE(on.at("Host")) << "cannot be switched off";
}

} // namespace
} // namespace knockback::session
