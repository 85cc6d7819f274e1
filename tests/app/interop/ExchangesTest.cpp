// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/interop/Exchanges.h"

#include <gtest/gtest.h>

using namespace knockback;
using interop::PastedKind;

namespace {

interop::ExchangesRead read(const QByteArray& text) {
    auto result = interop::readExchanges(text);
    EXPECT_TRUE(result.ok()) << (result ? "" : result.error().toStdString()) << "\n" << text.toStdString();
    return result ? std::move(*result) : interop::ExchangesRead{};
}

QByteArray body(const http::Attempt& attempt) {
    return attempt.response ? attempt.response->body.bytes() : QByteArray("(no answer)");
}

const QByteArray answer = "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 41\r\nContent-Type: application/json\r\n\r\n"
                          "{\"error\":\"rate limited\"}";
const QByteArray request = "GET /items?page=2 HTTP/1.1\r\nHost: api.example.com\r\nUser-Agent: demo/1\r\n\r\n";

TEST(Exchanges, AnAnswerAlone) {
    const auto result = read(answer);
    EXPECT_EQ(result.kind, PastedKind::RawHttp);
    ASSERT_EQ(result.attempts.size(), 1U);
    const auto& attempt = result.attempts[0];
    EXPECT_EQ(attempt.status(), 429);
    EXPECT_EQ(attempt.response->head.reason, "Too Many Requests");
    EXPECT_EQ(attempt.response->headers().value("retry-after"), "41");
    EXPECT_EQ(body(attempt), "{\"error\":\"rate limited\"}");
    EXPECT_TRUE(attempt.request.url.isEmpty());
    EXPECT_TRUE(attempt.request.method.isEmpty());
    EXPECT_EQ(result.notes.size(), 1) << "that the request is missing is said";
}

TEST(Exchanges, ARequestAndItsAnswer) {
    for (const bool lf : {false, true}) {
        QByteArray text = request + answer;
        if (lf)
            text.replace("\r\n", "\n");
        const auto result = read(text);
        ASSERT_EQ(result.attempts.size(), 1U);
        const auto& attempt = result.attempts[0];
        EXPECT_EQ(attempt.request.method, "GET");
        EXPECT_EQ(attempt.request.url, "https://api.example.com/items?page=2");
        EXPECT_EQ(attempt.request.headers.value("User-Agent"), "demo/1");
        EXPECT_EQ(attempt.status(), 429);
        EXPECT_EQ(body(attempt), "{\"error\":\"rate limited\"}");
        EXPECT_TRUE(result.notes.isEmpty());
    }
}

TEST(Exchanges, SeveralOneAfterAnother) {
    const auto result = read(request + "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 302 Found\r\nLocation: /b\r\n\r\n" +
                             request + answer + "\n\n" + request + answer);
    ASSERT_EQ(result.attempts.size(), 3U);
    EXPECT_EQ(result.attempts[0].status(), 302);
    EXPECT_EQ(result.attempts[0].response->informational.size(), 1U);
    EXPECT_EQ(result.attempts[1].status(), 429);
    EXPECT_EQ(result.attempts[2].status(), 429);
}

TEST(Exchanges, ARequestsBodyIsNotTheAnswers) {
    const auto result = read("POST /a HTTP/1.1\nHost: h.example\nContent-Length: 7\n\n{\"a\":1}\n\n" + answer);
    ASSERT_EQ(result.attempts.size(), 1U);
    EXPECT_EQ(result.attempts[0].request.body.bytes(), "{\"a\":1}");
    EXPECT_EQ(body(result.attempts[0]), "{\"error\":\"rate limited\"}");
}

TEST(Exchanges, TheSchemeFollowsFromWhatIsKnown) {
    const auto urlOf = [](const QByteArray& text) { return read(text).attempts.at(0).request.url; };
    const QByteArray tail = "\n\nHTTP/1.1 200 OK\n\n";
    EXPECT_EQ(urlOf("GET /a HTTP/1.1\nHost: api.example" + tail), "https://api.example/a");
    EXPECT_EQ(urlOf("GET /a HTTP/1.1\nHost: api.example:80" + tail), "http://api.example:80/a");
    EXPECT_EQ(urlOf("GET /a HTTP/1.1\nHost: localhost:3000" + tail), "http://localhost:3000/a");
    EXPECT_EQ(urlOf("GET http://api.example/a HTTP/1.1\nHost: api.example" + tail), "http://api.example/a");
    EXPECT_EQ(urlOf("$ http -v http://api.example/a\nGET /a HTTP/1.1\nHost: api.example" + tail),
              "http://api.example/a");
    EXPECT_EQ(urlOf("$ curl -i api.example/a?b=1\nHTTP/1.1 200 OK\n\n"), "http://api.example/a?b=1");
}

TEST(Exchanges, TheTimeIsTheAnswers) {
    const auto result = read("HTTP/2 200\ndate: Sat, 21 Nov 2026 10:00:00 GMT\n\n");
    EXPECT_EQ(base::toEpochMs(result.attempts.at(0).startedAt), 1'795'255'200'000);
}

TEST(Exchanges, OutputInUtf16AndInColoursIsText) {
    const QString text = QString::fromUtf8("HTTP/1.1 403 Forbidden\r\n\r\ngr\xC3\xBC\xC3\x9F");
    QByteArray utf16("\xFF\xFE");
    for (const QChar c : text)
        utf16.append(static_cast<char>(c.unicode() & 0xFF)).append(static_cast<char>(c.unicode() >> 8));
    EXPECT_EQ(body(read(utf16).attempts.at(0)), "gr\xC3\xBC\xC3\x9F");
    EXPECT_EQ(read("\x1b[34mHTTP\x1b[39;49;00m/\x1b[34m1.1\x1b[39m 403 Forbidden\n\n").attempts.at(0).status(), 403);
    EXPECT_EQ(read("\xEF\xBB\xBFHTTP/1.1 403 Forbidden\n\n").attempts.at(0).status(), 403);
}

TEST(Exchanges, ABodyThatIsStillCompressedIsDecoded) {
    const QByteArray gzip = QByteArray::fromHex("1f8b08000000000002034bcac94fce4e4d010080eb55da07000000");
    const auto attempt = read("HTTP/1.1 403 Forbidden\r\nContent-Encoding: gzip\r\n\r\n" + gzip).attempts.at(0);
    EXPECT_TRUE(attempt.response->decoded);
    EXPECT_EQ(attempt.response->encodedSize, gzip.size());
    EXPECT_EQ(body(attempt), "blocked");
    EXPECT_EQ(body(read("HTTP/1.1 403 Forbidden\r\nContent-Encoding: gzip\r\n\r\nplain").attempts.at(0)), "plain");
}

TEST(Exchanges, WhatStandsFirstDecidesTheKind) {
    using interop::pastedKindOf;
    EXPECT_EQ(pastedKindOf("HTTP/1.1 200 OK\n\n* Connected to a (b) port 1\n> GET / HTTP/1.1\n"), PastedKind::RawHttp);
    EXPECT_EQ(pastedKindOf("* Connected to a (b) port 1\n\nHTTP/1.1 200 OK\n"), PastedKind::CurlTrace);
    EXPECT_EQ(pastedKindOf("curl: (7) no\nHTTP/1.1 200 OK\n"), PastedKind::RawHttp);
    EXPECT_EQ(pastedKindOf("--2026-11-22 12:57:01--  http://a/\n  HTTP/1.1 429 No\n"), PastedKind::WgetTrace);
    EXPECT_EQ(pastedKindOf("{\"log\": {}}"), PastedKind::Har);
    EXPECT_EQ(pastedKindOf("Status Code: 403 Forbidden\nHTTP/1.1 200 OK"), PastedKind::DevtoolsText);
    EXPECT_EQ(pastedKindOf("Error: getaddrinfo ENOTFOUND api.example"), PastedKind::ErrorMessage);
    EXPECT_EQ(pastedKindOf("Dear team, HTTP is a protocol."), std::nullopt);
}

TEST(Exchanges, PiecesOfAHarAreRead) {
    const QByteArray entry = "{\"_initiator\": {\"type\": \"script\"}, \"request\": {\"method\": \"GET\", \"url\": "
                             "\"https://a.example/\"}, \"response\": {\"status\": 429}}";
    for (const QByteArray& text : {entry, '[' + entry + ']', "{\"log\": {\"entries\": [" + entry + "]}}",
                                   "{\"version\": \"1.2\", \"entries\": [" + entry + "]}", "\n  " + entry + "\n"}) {
        const auto result = read(text);
        EXPECT_EQ(result.kind, PastedKind::Har);
        ASSERT_EQ(result.attempts.size(), 1U) << text.toStdString();
        EXPECT_EQ(result.attempts[0].status(), 429);
        EXPECT_EQ(result.attempts[0].request.url, "https://a.example/");
    }
    const auto cut = read("{\"log\": {\"entries\": [" + entry + "," + entry.left(40));
    EXPECT_EQ(cut.attempts.size(), 1U);
    EXPECT_EQ(cut.notes.size(), 1);
}

// Each of these once made the readers look at everything before again and again.
TEST(Exchanges, LargeTextsTakeTimeInProportion) {
    const QByteArray message("HTTP/1.1 200 OK\nA: b\n\n");
    EXPECT_EQ(read(message.repeated(20'000)).attempts.size(), 20'000U);
    const auto nested = read("HTTP/1.1 200 OK\nContent-Length: 99999999\n\nx\n" + message.repeated(50'000));
    EXPECT_EQ(nested.attempts.size(), 1U);
    EXPECT_EQ(read("HTTP/1.1 403 Forbidden\n\n" + QByteArray("* ").repeated(500'000)).attempts.size(), 1U);
    EXPECT_EQ(read("> GET / HTTP/1.1\n>\n< HTTP/1.1 403 No\n<\n" + QByteArray("* x").repeated(300'000)).attempts.size(),
              1U);
}

TEST(Exchanges, WhatIsNothingIsSaidInOneSentence) {
    for (const QByteArray& text :
         {QByteArray(), QByteArray("  \n"), QByteArray("hello"), QByteArray("{\"a\": 1}"), QByteArray("[1, 2]"),
          QByteArray("GET /a HTTP/1.1\nHost: b\n\n"), QByteArray("curl -v https://a.example"),
          QByteArray("Request URL: https://a.example/?token=canary"), QByteArray("{\"log\": {\"entries\": []}}")}) {
        const auto result = interop::readExchanges(text);
        ASSERT_FALSE(result.ok()) << text.toStdString();
        EXPECT_TRUE(result.error().endsWith(QLatin1Char('.'))) << result.error().toStdString();
        EXPECT_FALSE(result.error().contains(QLatin1String("canary"))) << result.error().toStdString();
    }
}

} // namespace
