// SPDX-License-Identifier: GPL-3.0-or-later
// The small parts that read an exchange: markup, addresses, JSON paths, error codes, durations.
#include "app/diagnosis/Address.h"
#include "app/diagnosis/ErrorCodes.h"
#include "app/diagnosis/Markup.h"
#include "app/diagnosis/WaitHint.h"
#include "app/diagnosis/Words.h"

namespace knockback::diagnosis {
namespace {

TEST(Markup, FindsTheTitle) {
    EXPECT_EQ(titleOf("<HTML><Title id=x>\n Not&#32;here &amp; now </TITLE><title>b</title>"), "Not here & now");
    EXPECT_EQ(titleOf("<title>never closed"), "");
    EXPECT_EQ(titleOf("no markup"), "");
    EXPECT_EQ(titleOf("<titl"), "");
}

TEST(Markup, KeepsOnlyWhatAReaderSees) {
    EXPECT_EQ(visibleText("<p>a<!-- <b>no</b> --> b</p><script>if (1 < 2) no()</script><STYLE>no{}</style>c&lt;d", 100),
              "a b\nc<d");
    EXPECT_EQ(visibleText("<script>never closed", 100), "");
    EXPECT_EQ(visibleText("a < b", 100), "a") << "an unclosed tag swallows the rest, as in a browser";
    EXPECT_LE(visibleText("<p>" + QByteArray(1000, 'x'), 10).size(), 10);
    EXPECT_EQ(visibleText("<h1>Stop</h1> <p>your <b>bold</b>\n try<br>ended", 100), "Stop\nyour bold try\nended");
    EXPECT_EQ(visibleText("", 10), "");
    EXPECT_EQ(oneSentenceALine("Stop. Your address 10.0.0.1 is banned! No"),
              "Stop.\nYour address 10.0.0.1 is banned!\nNo");
    EXPECT_EQ(resolveReferences("Reference&#32;&#35;18&#46;2f&#x2e;1 &nope; &"), "Reference #18.2f.1 &nope; &");
}

TEST(Markup, SeesWhetherAPageHasWords) {
    EXPECT_FALSE(
        hasWords("<html><head><title>Welcome to the shop</title></head><body><script>x()</script></body></html>"));
    EXPECT_FALSE(hasWords("<title>t</title><noscript>Please enable JavaScript to go on</noscript>Loading…"));
    EXPECT_TRUE(hasWords("<title>t</title><h1>Customer portal</h1><noscript>Enable JavaScript</noscript><li>Invoices"));
    EXPECT_TRUE(hasWords("no title, but a few words"));
    EXPECT_FALSE(hasWords("<noscript>never closed, and long enough to count"));
    EXPECT_FALSE(hasWords(""));
}

TEST(Markup, FindsWhereAPageSendsItsReader) {
    EXPECT_EQ(refreshTargetOf("<META http-equiv='refresh' content='1; url=https://a.test/?x=1&amp;y=2'>"),
              "https://a.test/?x=1&y=2");
    EXPECT_EQ(refreshTargetOf("<meta charset=utf-8><meta http-equiv=refresh content=\"0;URL='/login'\">"), "/login");
    EXPECT_EQ(refreshTargetOf("<meta http-equiv=refresh content=5>"), "");
    EXPECT_EQ(refreshTargetOf("<meta http-equiv=refresh content='0;url="), "");
    EXPECT_EQ(refreshTargetOf("<meta name=description content='url=x'>"), "");
}

TEST(Markup, KnowsWhatIsMadeToBeRead) {
    EXPECT_TRUE(isReadingMatter("<html><nav>Home</nav><p>Access denied"));
    EXPECT_TRUE(isReadingMatter("<main><ARTICLE>Blocked</article>"));
    EXPECT_TRUE(isReadingMatter("# Title\n\ntext\n\ntext\ntext"));
    EXPECT_FALSE(isReadingMatter("error code: 1020"));
    EXPECT_FALSE(isReadingMatter("<h1>Forbidden</h1>"));
    EXPECT_FALSE(isReadingMatter("{\n\"a\": 1,\n\"b\": 2,\n\"c\": 3\n}"));
    EXPECT_FALSE(isReadingMatter(" \n\n\n\n"));
}

TEST(Address, TellsPrivateFromPublic) {
    for (const char* address : {"10.1.2.3", "127.0.0.1:8080", "0.0.0.0:443", "192.168.4.1", "172.31.0.1", "100.64.0.1",
                                "169.254.1.1", "::1", "::", "[fd00::1]:443", "fe80::1", "::ffff:10.0.0.1"})
        EXPECT_TRUE(isPrivateAddress(address)) << address;
    for (const char* address : {"8.8.8.8", "172.32.0.1", "100.128.0.1", "2001:db8::1", "[2606:4700::1]:443",
                                "example.com", "", "10.1", "10.1.2.300"})
        EXPECT_FALSE(isPrivateAddress(address)) << address;
    EXPECT_TRUE(isPublicName("api.example"));
    for (const char* host : {"localhost", "printer.local", "db.internal", "10.0.0.1", "2001:db8::1", ""})
        EXPECT_FALSE(isPublicName(host)) << host;
}

std::vector<QByteArray> valuesAt(const QByteArray& json, const char* path) {
    return JsonBody(json).values(*JsonPath::parse(path));
}

TEST(JsonPath, WalksMembersAndElements) {
    const QByteArray json = R"({"a":{"b":[{"c":1},{"c":"two"},{"d":true}]},"e":[null,2.5,-3]})";
    EXPECT_EQ(valuesAt(json, "a.b.*.c"), (std::vector<QByteArray>{"1", "two"}));
    EXPECT_EQ(valuesAt(json, "e.*"), (std::vector<QByteArray>{"null", "2.5", "-3"}));
    EXPECT_EQ(valuesAt(json, "a.*.*.d"), (std::vector<QByteArray>{"true"}));
    EXPECT_TRUE(valuesAt(json, "a.b").empty()) << "only scalars are values";
    EXPECT_TRUE(valuesAt(json, "a.b.c").empty());
    EXPECT_TRUE(valuesAt("{\"a\":", "a").empty());
    EXPECT_TRUE(valuesAt("", "a").empty());
    EXPECT_FALSE(JsonPath::parse(""));
    EXPECT_FALSE(JsonPath::parse("a..b"));
}

TEST(JsonTree, ReadsWhatTheGrammarAllows) {
    EXPECT_EQ(valuesAt(R"( {"a" : "gr\u00fc\u00df \ud83d\ude00 \"x\"\n\/" } )", "a"),
              (std::vector<QByteArray>{"gr\xC3\xBC\xC3\x9F \xF0\x9F\x98\x80 \"x\"\n/"}));
    EXPECT_EQ(valuesAt(R"({"a":{},"b":[],"c":[[1],{"d":2}],"c":9})", "c.*.d"), (std::vector<QByteArray>{"2"}));
    EXPECT_EQ(valuesAt(R"(["a]","b}"])", "*"), (std::vector<QByteArray>{"a]", "b}"}));
}

// Strings are read eight bytes at a time.
TEST(JsonTree, ReadsStringsOfEveryLength) {
    for (int length = 0; length < 40; ++length) {
        const QByteArray plain(length, 'x');
        for (int at = 0; at <= length; ++at) {
            const auto with = [&](const QByteArray& part) { return '"' + QByteArray(plain).insert(at, part) + '"'; };
            const QByteArray escaped = with("\\\"");
            const auto tree = JsonTree::read(escaped);
            ASSERT_FALSE(tree.isEmpty()) << escaped.constData();
            ASSERT_EQ(JsonTree::plain(tree.at(0)), QByteArray(plain).insert(at, '"'));
            ASSERT_FALSE(JsonTree::read(with("\x7f\xc3\xa9\xff")).isEmpty());
            for (const QByteArray& wrong :
                 {QByteArray("\n"), QByteArray("\x1f"), QByteArray("\0", 1), QByteArray("\"")})
                ASSERT_TRUE(JsonTree::read(with(wrong)).isEmpty()) << length << ' ' << at;
        }
        ASSERT_TRUE(JsonTree::read('"' + plain).isEmpty());
        ASSERT_TRUE(JsonTree::read('"' + plain + "\\\"").isEmpty());
        ASSERT_TRUE(JsonTree::read('"' + plain + '\\').isEmpty());
    }
}

TEST(JsonTree, KeepsTheBeginningOfALongListAndReadsAllOfIt) {
    QByteArray rows;
    for (int i = 0; i < 100; ++i)
        rows += R"({"id": [1, 2]},)";
    const QByteArray text = R"({"rows": [)" + rows + R"(0], "last": "here"})";
    const JsonBody body(text);
    EXPECT_EQ(body.values(*JsonPath::parse("rows.*.id.*")).size(), 2 * JsonTree::mostOfArray);
    EXPECT_EQ(body.values(*JsonPath::parse("last")), std::vector<QByteArray>{"here"});
    for (const char* wrong : {"0 1]", "tru]", "{\"a\"}]", "0,]", "[}]"})
        EXPECT_FALSE(JsonBody(R"({"rows": [)" + rows + wrong + '}').isValid()) << wrong;
}

TEST(JsonTree, TakesNothingElse) {
    for (const char* text :
         {"", "{", "[", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "[1,]", "[1 2]", "{a:1}", "[1]x", "[error] no", "[tru]",
          "[\"a]", "[\"a\\", "[1.]", "[-]", "[\"a\nb\"]", "{\"a\":1}}", "[]]"})
        EXPECT_FALSE(JsonBody(text).isValid()) << text;
    EXPECT_TRUE(JsonBody("[" + QByteArray(60, '[') + QByteArray(60, ']') + "]").isValid());
    EXPECT_FALSE(JsonBody(QByteArray(100'000, '[')).isValid());
    EXPECT_FALSE(JsonBody(QByteArray(100'000, '[') + QByteArray(100'000, ']')).isValid()) << "too deep";
}

// Every prefix of a document is no document.
TEST(JsonTree, ACutDocumentIsNone) {
    const QByteArray whole = R"({"error":{"code":"x\u0041","list":[1,-2.5e3,true,null,"s"]},"more":{}})";
    ASSERT_TRUE(JsonBody(whole).isValid());
    for (qsizetype cut = 0; cut < whole.size(); ++cut)
        EXPECT_FALSE(JsonBody(QByteArrayView(whole).first(cut)).isValid()) << cut;
}

QByteArray codesOf(const QByteArray& body, http::HeaderList headers = {}) {
    QByteArray all;
    for (const auto& seen : errorCodes(JsonBody(body), body, headers))
        all += seen.code + ' ';
    return all.trimmed();
}

TEST(ErrorCodes, AreFoundWhereApisPutThem) {
    EXPECT_EQ(codesOf(R"({"error":{"code":"Rate_Limit"}})"), "rate_limit");
    EXPECT_EQ(codesOf(R"({"__type":"com.amazon.x#ThrottlingException"})"), "throttlingexception");
    EXPECT_EQ(codesOf(R"([{"errorCode":"INVALID_SESSION_ID"}])"), "invalid_session_id");
    EXPECT_EQ(codesOf(R"({"errors":[{"extensions":{"code":"THROTTLED"}}]})"), "throttled");
    EXPECT_EQ(codesOf("<?xml version='1.0'?><Error><Code>SlowDown</Code></Error>"), "slowdown");
    EXPECT_EQ(codesOf("", {{"x-amzn-errortype", "ForbiddenException:http://internal.amazon.com/"}}),
              "forbiddenexception");
    EXPECT_EQ(codesOf("", {{"WWW-Authenticate", "Bearer realm=\"x\", error=\"invalid_token\""}}), "invalid_token");
    EXPECT_EQ(codesOf("<html>&lt;Code&gt;</html>"), "");
    EXPECT_EQ(codesOf(R"({"error":")" + QByteArray(500, 'x') + "\"}"), "") << "a sentence is no code";
}

TEST(Durations, AreReadInEveryUsualForm) {
    const std::vector<std::pair<const char*, double>> cases{
        {"6.5s", 6.5},    {"20ms", 0.02},     {"34", 34},    {"1m30s", 90},  {"6m0s", 360},       {"2 minutes", 120},
        {"1 hour", 3600}, {"02:13:05", 7985}, {"5 secs", 5}, {"3d", 259200}, {"00:00:30.5", 30.5}};
    for (const auto& [text, seconds] : cases) {
        const auto found = durationSeconds(text);
        ASSERT_TRUE(found) << text;
        EXPECT_NEAR(*found, seconds, 1e-9) << text;
    }
    for (const char* text : {"", "soon", "-5", "5 lightyears", "1e999", "1:x", "5 5x", "9999999999999"})
        EXPECT_FALSE(durationSeconds(text)) << text;
}

TEST(Words, RoundWaitsUp) {
    EXPECT_EQ(durationText(6.42), QStringLiteral("6.5 s"));
    EXPECT_EQ(durationText(30), QStringLiteral("30 s"));
    EXPECT_EQ(durationText(121), QStringLiteral("3 min"));
    EXPECT_EQ(durationText(3600.0 * 26), QStringLiteral("26 h"));
    EXPECT_EQ(durationText(9000), QStringLiteral("2 h 30 min"));
}

} // namespace
} // namespace knockback::diagnosis
