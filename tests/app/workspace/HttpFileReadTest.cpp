// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/HttpFile.h"

#include <gtest/gtest.h>

using namespace knockback;
using workspace::HttpFile;
using workspace::RequestDraft;

namespace {

RequestDraft only(const QByteArray& text) {
    const HttpFile file(text);
    EXPECT_EQ(file.count(), 1U);
    const auto draft = file.draft(0);
    EXPECT_TRUE(draft.ok()) << (draft ? "" : draft.error().sentence().toStdString());
    return draft ? *draft : RequestDraft{};
}

TEST(HttpFileRead, BareUrlIsAGet) {
    const auto draft = only("https://example.com/a");
    EXPECT_EQ(draft.method, "GET");
    EXPECT_EQ(draft.url, "https://example.com/a");
    EXPECT_TRUE(draft.headers.empty());
    EXPECT_EQ(draft.body, "");
}

TEST(HttpFileRead, MethodUrlAndVersion) {
    const auto draft = only("post {{base}}/a b HTTP/1.1\n");
    EXPECT_EQ(draft.method, "POST");
    EXPECT_EQ(draft.url, "{{base}}/a b");
    EXPECT_EQ(only("PURGE http://h/\n").method, "PURGE");
}

TEST(HttpFileRead, UrlGoesOnInTheLinesBelow) {
    EXPECT_EQ(only("GET https://h/p\n    ?q=1\n    &r=2\nAccept: x\n").url, "https://h/p?q=1&r=2");
    EXPECT_EQ(only("GET https://h/p\n?q=1\n&r=2\n\n").url, "https://h/p?q=1&r=2");
    EXPECT_EQ(only("GET https://h\n  /a\n  /b HTTP/1.1\nA: b\n").url, "https://h/a/b");
}

TEST(HttpFileRead, HeadersKeepOrderCaseAndDuplicates) {
    const auto draft =
        only("GET http://h/\nX-b: 1\nx-B:  2 \n# X-Off: 3\n// a comment\n# not a header\nEmpty:\n\nbody");
    ASSERT_EQ(draft.headers.size(), 4U);
    EXPECT_EQ(draft.headers[0], (workspace::HeaderRow{"X-b", "1", true}));
    EXPECT_EQ(draft.headers[1], (workspace::HeaderRow{"x-B", "2", true}));
    EXPECT_EQ(draft.headers[2], (workspace::HeaderRow{"X-Off", "3", false}));
    EXPECT_EQ(draft.headers[3], (workspace::HeaderRow{"Empty", "", true}));
    EXPECT_EQ(draft.body, "body");
}

TEST(HttpFileRead, BodyEndsBeforeTheLayout) {
    const HttpFile file("POST http://h/\n\n{\n\n}\n\n\n###\nGET http://i/\n");
    ASSERT_EQ(file.count(), 2U);
    EXPECT_EQ(file.draft(0)->body, "{\n\n}");
    EXPECT_EQ(file.draft(1)->body, "");
    EXPECT_EQ(file.line(1), 9);
}

TEST(HttpFileRead, BodyEndSettingSpellsOutLineEnds) {
    EXPECT_EQ(only("# @knockback.body-end \\r\\n\\n\nPOST http://h/\n\na\n\n\n").body, "a\r\n\n");
}

TEST(HttpFileRead, HashInABodyIsBody) {
    EXPECT_EQ(only("POST http://h/\n\n# heading\n// text\n@x = 1\n").body, "# heading\n// text\n@x = 1");
}

TEST(HttpFileRead, ScriptsAreNotBody) {
    const auto draft = only("< {%\n  request.variables.set('a', 1)\n%}\nPOST http://h/\n\nbody\n\n> {%\n"
                            "client.test('x', () => {})\n%}\n\n>> out.json\n<> old.json\n");
    EXPECT_EQ(draft.method, "POST");
    EXPECT_EQ(draft.body, "body");
    EXPECT_EQ(only("GET http://h/\n\n> {% client.log(1) %}\n").body, "");
    EXPECT_EQ(only("POST http://h/\n\n> quoted mail\n").body, "> quoted mail");
}

TEST(HttpFileRead, Names) {
    const HttpFile file(
        "### First one\nGET http://a/\n\n###########\n# @name second\nGET http://b/\n###\nGET http://c/\n");
    ASSERT_EQ(file.count(), 3U);
    EXPECT_EQ(file.name(0), QStringLiteral("First one"));
    EXPECT_EQ(file.name(1), QStringLiteral("second"));
    EXPECT_EQ(file.name(2), QString());
}

TEST(HttpFileRead, BlocksWithoutARequestAreNotRequests) {
    const HttpFile file("@base = http://h\n# hello\n\n### Only words\n# nothing here\n###\nGET {{base}}/\n");
    ASSERT_EQ(file.count(), 1U);
    EXPECT_EQ(file.variables().at("base"), "http://h");
    EXPECT_EQ(file.line(0), 7);
    EXPECT_EQ(HttpFile("").count(), 0U);
    EXPECT_EQ(HttpFile("\n\n### \n").count(), 0U);
}

TEST(HttpFileRead, VariablesLaterOnesCount) {
    const auto variables = HttpFile("@a=1\n@ b = x = y \nGET http://h/\n###\n@a = 2\nGET http://h/\n").variables();
    EXPECT_EQ(variables.at("a"), "2");
    EXPECT_EQ(variables.at("b"), "x = y");
}

TEST(HttpFileRead, OwnSettings) {
    const auto draft = only("# @knockback.credential github-app\n// @knockback.note first\n# @knockback.note  second\n"
                            "# @knockback.policy gentle\n# @knockback.retry.maxAttempts 7\n"
                            "# @knockback.retry.statuses 429, 500\n# @knockback.retry.callTimeoutMs 9000\n"
                            "# @no-redirect\nGET http://h/\n");
    EXPECT_EQ(draft.auth.kind, workspace::AuthKind::Credential);
    EXPECT_EQ(draft.auth.credential, "github-app");
    EXPECT_EQ(draft.notes, QStringLiteral("first\n second"));
    EXPECT_EQ(draft.policy.maxAttempts, 7);
    EXPECT_EQ(draft.policy.statuses, (std::set<int>{429, 500}));
    EXPECT_EQ(draft.policy.callTimeout, base::Milliseconds(9000));
    EXPECT_EQ(draft.policy.backoff.base, base::Milliseconds(2000)) << "from the preset";
}

struct BadCase {
    QByteArray text;
    int line;
    QString part;
};

TEST(HttpFileRead, ProblemsNameTheirLine) {
    const std::vector<BadCase> cases{
        {"GET http://h/\nno header here\n", 2, QStringLiteral("not a header")},
        {"\n### x\n# @knockback.retry.maxAttempts 0\nGET http://h/\n", 3, QStringLiteral("whole number")},
        {"# @knockback.policy nosuch\nGET http://h/\n", 1, QStringLiteral("nosuch")},
        {"# @knockback.retry.jitter wild\nGET http://h/\n", 1, QStringLiteral("decorrelated")},
    };
    for (const BadCase& bad : cases) {
        const auto draft = HttpFile(bad.text).draft(0);
        ASSERT_FALSE(draft.ok()) << bad.text.constData();
        EXPECT_EQ(draft.error().line, bad.line) << bad.text.constData();
        EXPECT_TRUE(draft.error().text.contains(bad.part)) << draft.error().text.toStdString();
    }
}

TEST(HttpFileRead, OneBadRequestLeavesTheOthersReadable) {
    const HttpFile file("GET http://a/\nbroken\n###\nGET http://b/\n");
    EXPECT_FALSE(file.draft(0).ok());
    EXPECT_EQ(file.draft(1)->url, "http://b/");
}

TEST(HttpFileRead, CarriageReturnsAndByteOrderMark) {
    const QByteArray text = "\xEF\xBB\xBF### A\r\nPOST http://h/\r\nAccept: a\r\n\r\nx\r\ny\r\n";
    const HttpFile file(text);
    EXPECT_EQ(file.name(0), QStringLiteral("A"));
    EXPECT_EQ(file.draft(0)->headers.at(0).value, "a");
    EXPECT_EQ(file.draft(0)->body, "x\r\ny");
    EXPECT_EQ(file.bytes(), text);
}

} // namespace
