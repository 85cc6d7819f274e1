// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/interop/HarReader.h"

#include <QBuffer>

namespace knockback::interop {
namespace {

QByteArray entryFor(const QByteArray& url, int status, const QByteArray& more = {}) {
    return R"({"startedDateTime":"2026-11-21T10:00:00.250Z","time":12.5,"request":{"method":"GET","url":")" + url +
           R"(","headers":[]},"response":{"status":)" + QByteArray::number(status) + R"(,"headers":[])" + more + "}}";
}

QByteArray harOf(const QByteArrayList& entries) {
    return R"({"log":{"version":"1.2","creator":{"name":"]}{\"","entries":[1]},"pages":[{"id":"p"}],"entries":[)" +
           entries.join(',') + "]}}";
}

struct Read {
    std::vector<http::Attempt> attempts;
    std::vector<HarError> errors;
};

Read readAll(QByteArray har) {
    QBuffer device(&har);
    device.open(QIODevice::ReadOnly);
    HarReader reader(device);
    Read all;
    for (;;) {
        auto next = reader.next();
        if (!next)
            all.errors.push_back(next.error());
        else if (!next.value())
            return all;
        else
            all.attempts.push_back(std::move(*next.value()));
    }
}

TEST(HarReader, YieldsEntriesInOrderAndSkipsEverythingElse) {
    const auto all = readAll(harOf({entryFor("https://a.test/1", 200), " \n " + entryFor("https://a.test/2", 404)}));
    EXPECT_TRUE(all.errors.empty());
    ASSERT_EQ(all.attempts.size(), 2U);
    EXPECT_EQ(all.attempts[0].request.url, "https://a.test/1");
    EXPECT_EQ(all.attempts[1].status(), 404);
    EXPECT_EQ(all.attempts[0].timing.total, base::Microseconds(12500));
    EXPECT_EQ(base::toEpochMs(all.attempts[0].startedAt), 1'795'255'200'250);
}

TEST(HarReader, AnEmptyListIsNoError) {
    EXPECT_TRUE(readAll(harOf({})).errors.empty());
    EXPECT_TRUE(readAll("\xEF\xBB\xBF" + harOf({})).errors.empty()) << "a byte order mark";
}

TEST(HarReader, KeepsHeadersAsTheyStand) {
    const auto all = readAll(harOf({R"({"request":{"method":"GET","url":"https://a.test","httpVersion":"h2","headers":[
        {"name":":authority","value":"a.test"},{"name":"X-A","value":"1"},{"name":"x-a","value":""}]},
        "response":{"status":200,"httpVersion":"http/2.0","statusText":"","headers":[{"name":"Set-Cookie","value":"a=1"},
        {"name":"Set-Cookie","value":"b=2"}]},"serverIPAddress":"2001:db8::7","connection":"443"})"}));
    ASSERT_EQ(all.attempts.size(), 1U);
    const auto& a = all.attempts[0];
    EXPECT_EQ(a.request.headers, (http::HeaderList{{"X-A", "1"}, {"x-a", ""}})) << "pseudo-header fields are no fields";
    EXPECT_EQ(a.response->headers().values("Set-Cookie").size(), 2U);
    EXPECT_EQ(a.connection.httpVersion, "HTTP/2");
    EXPECT_EQ(a.connection.remoteAddress, "[2001:db8::7]:443");
}

TEST(HarReader, DecodesBodies) {
    const auto all = readAll(harOf({
        R"({"request":{"method":"POST","url":"https://a.test","headers":[],"postData":{"mimeType":"x","params":[{"name":"a b","value":"c&d"},{"name":"e"}]}},
            "response":{"status":200,"headers":[],"content":{"text":"AAH/","encoding":"base64"}}})",
        R"({"request":{"method":"POST","url":"https://a.test","headers":[],"postData":{"text":"gr\u00fc\u00df"}},
            "response":{"status":200,"headers":[],"content":{"size":0}}})"}));
    ASSERT_EQ(all.attempts.size(), 2U);
    EXPECT_EQ(all.attempts[0].request.body.bytes(), "a%20b=c%26d&e=");
    EXPECT_EQ(all.attempts[0].response->body.bytes(), QByteArray("\x00\x01\xff", 3));
    EXPECT_EQ(all.attempts[1].request.body.bytes(), "gr\xC3\xBC\xC3\x9F");
    EXPECT_TRUE(all.attempts[1].response->body.isEmpty());
}

TEST(HarReader, TurnsFailuresBack) {
    const auto all = readAll(
        harOf({entryFor("https://a.test", 0, R"(,"_error":"net::ERR_CONNECTION_RESET")"),
               entryFor("https://a.test", 0, R"(,"_error":"timeout: phase=connect; addr=10.0.0.1:443; 15000ms")"),
               entryFor("https://a.test", 0),
               entryFor("https://a.test", 200, R"(,"_error":"content_truncated: phase=body")")}));
    ASSERT_EQ(all.attempts.size(), 4U);
    EXPECT_EQ(all.attempts[0].failure->kind, http::FailureKind::RemoteHostClosed);
    EXPECT_FALSE(all.attempts[0].response);
    EXPECT_EQ(all.attempts[1].failure->phase, http::Phase::Connect);
    ASSERT_TRUE(all.attempts[2].failure) << "a status of 0 is never an answer";
    EXPECT_TRUE(all.attempts[3].response);
    EXPECT_EQ(all.attempts[3].failure->kind, http::FailureKind::ContentTruncated);
}

TEST(HarReader, TakesWhatOtherClientsSayOfAFailure) {
    const auto all =
        readAll(harOf({entryFor("https://a.test", 0, R"(,"_error":"curl: (6) Could not resolve host: a.test")"),
                       entryFor("https://a.test", 0, R"(,"_error":"connect ECONNREFUSED 127.0.0.1:443")"),
                       entryFor("https://a.test", 0, R"(,"_error":"NS_ERROR_NET_RESET")"),
                       entryFor("https://a.test", 0, R"(,"_error":"something of its own")")}));
    ASSERT_EQ(all.attempts.size(), 4U);
    EXPECT_EQ(all.attempts[0].failure->kind, http::FailureKind::HostNotFound);
    EXPECT_EQ(all.attempts[1].failure->kind, http::FailureKind::ConnectionRefused);
    EXPECT_EQ(all.attempts[2].failure->kind, http::FailureKind::RemoteHostClosed);
    EXPECT_EQ(all.attempts[3].failure->kind, http::FailureKind::Other);
    EXPECT_EQ(all.attempts[3].failure->detail, u"something of its own");
}

TEST(HarReader, PhasesThatDidNotHappenAreAbsent) {
    const auto all = readAll(harOf({R"({"time":"-1","request":{"method":"GET","url":"u:"},"response":{"status":"204"},
        "timings":{"blocked":3,"dns":-1,"connect":30.5,"ssl":20.25,"send":0,"wait":"7","receive":1e300}})"}));
    ASSERT_EQ(all.attempts.size(), 1U);
    const auto& t = all.attempts[0].timing;
    EXPECT_FALSE(t.dns);
    EXPECT_EQ(t.connect, base::Microseconds(10250)) << "without the TLS part";
    EXPECT_EQ(t.tls, base::Microseconds(20250));
    EXPECT_EQ(t.send, base::Microseconds(0));
    EXPECT_EQ(t.wait, base::Microseconds(7000)) << "numbers as text";
    EXPECT_FALSE(t.receive) << "no sane number";
    EXPECT_EQ(all.attempts[0].status(), 204);
}

TEST(HarReader, ABadEntryIsNamedAndTheOthersAreRead) {
    const auto good = entryFor("https://a.test", 200);
    const auto har = harOf(
        {good, R"({"request":{"url":"https://a.test"},"response":{}})", good, "{\"a\":tru}", good,
         R"({"request":{"method":"GET","url":"u:"},"response":{"status":200,"content":{"text":"%","encoding":"base64"}}})",
         R"({"request":{"method":"GET","url":"u:"},"response":{"status":2000}})", good});
    const auto all = readAll(har);
    EXPECT_EQ(all.attempts.size(), 4U);
    ASSERT_EQ(all.errors.size(), 4U);
    EXPECT_EQ(all.errors[0].entry, 1);
    EXPECT_FALSE(all.errors[0].fatal);
    EXPECT_EQ(har.mid(all.errors[0].offset, 11), "{\"request\":");
    EXPECT_TRUE(all.errors[0].sentence.contains(QStringLiteral("entry 1, byte ")) &&
                all.errors[0].sentence.contains(QStringLiteral("request.method is missing")))
        << all.errors[0].sentence.toStdString();
    EXPECT_EQ(all.errors[1].entry, 3);
    EXPECT_TRUE(all.errors[2].sentence.contains(QStringLiteral("not base64")));
    EXPECT_TRUE(all.errors[3].sentence.contains(QStringLiteral("response.status")));
}

// Wherever a file is cut off: everything before the cut is there, then one error, then the end.
TEST(HarReader, ATruncatedFileYieldsWhatIsWhole) {
    const QByteArray one = entryFor("https://a.test/1", 200);
    const QByteArray whole = harOf({one, entryFor("https://a.test/\\u007B\\\"2", 200)});
    const auto firstEnd = whole.indexOf(one) + one.size();
    const auto listEnd = whole.lastIndexOf(']');
    for (qsizetype cut = 0; cut < whole.size(); ++cut) {
        const auto all = readAll(whole.left(cut));
        const std::size_t expected = cut < firstEnd ? 0U : cut < listEnd ? 1U : 2U;
        EXPECT_EQ(all.attempts.size(), expected) << cut;
        EXPECT_EQ(all.errors.size(), cut > listEnd ? 0U : 1U) << cut;
        for (const auto& error : all.errors) {
            EXPECT_TRUE(error.fatal) << cut;
            EXPECT_LE(error.offset, cut);
        }
    }
}

TEST(HarReader, OtherFilesAreRefusedInOneSentence) {
    for (const char* text :
         {"", "[]", "{}", "{\"log\":[]}", "{\"log\":{\"entries\":{}}}", "<html>", "{\"entries\":[]}", "\xff\xfe{"}) {
        const auto all = readAll(text);
        EXPECT_TRUE(all.attempts.empty()) << text;
        ASSERT_EQ(all.errors.size(), 1U) << text;
        EXPECT_EQ(all.errors[0].entry, -1);
        EXPECT_TRUE(all.errors[0].sentence.startsWith(QStringLiteral("byte "))) << all.errors[0].sentence.toStdString();
    }
}

// Entries larger than a block, and strings, escapes and brackets that fall on its edges.
TEST(HarReader, BlockEdgesDoNotShow) {
    for (int shift = 0; shift < 12; ++shift) {
        const QByteArray filler(1024 * 1024 - 200 + shift, ' ');
        const QByteArray body = R"(,"content":{"text":"}]\"{\\)" + QByteArray(2 * 1024 * 1024, 'x') + R"(\\\""})";
        const auto all =
            readAll(harOf({filler + entryFor("https://a.test/\\\"", 200, body), entryFor("https://a.test/2", 200)}));
        ASSERT_EQ(all.attempts.size(), 2U) << shift;
        EXPECT_EQ(all.attempts[0].request.url, "https://a.test/\"");
        EXPECT_EQ(all.attempts[0].response->body.size(), 2 * 1024 * 1024 + 7);
    }
}

TEST(HarReader, DeepNestingIsRefusedNotFollowed) {
    const QByteArray deep = "{\"a\":" + QByteArray(100'000, '[') + QByteArray(100'000, ']') + "}";
    const auto all = readAll(harOf({deep, entryFor("https://a.test", 200)}));
    EXPECT_EQ(all.attempts.size(), 1U);
    EXPECT_EQ(all.errors.size(), 1U);
}

} // namespace
} // namespace knockback::interop
