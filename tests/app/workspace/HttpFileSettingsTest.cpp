// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/HttpFile.h"

#include <gtest/gtest.h>

using namespace knockback;
using namespace knockback::workspace;

namespace {

RequestDraft only(const QByteArray& text) {
    const auto draft = HttpFile(text).draft(0);
    EXPECT_TRUE(draft.ok()) << (draft ? "" : draft.error().sentence().toStdString());
    return draft ? *draft : RequestDraft{};
}

template <typename Change>
QByteArray changed(const QByteArray& text, Change change) {
    HttpFile file(text);
    RequestDraft draft = *file.draft(0);
    change(draft);
    const auto outcome = file.setDraft(0, draft);
    EXPECT_TRUE(outcome.ok()) << (outcome ? "" : outcome.error().sentence().toStdString());
    EXPECT_EQ(*file.draft(0), normalised(draft));
    return file.bytes();
}

const QByteArray get = "GET http://h/\nA: 1\n";

TEST(HttpFileSettings, TheSpellingsOfTheOtherTools) {
    const auto draft = only("# @no-redirect\n// @no-cookie-jar\n# @timeout 10\n# @connection-timeout 2 m\n"
                            "GET http://h/ HTTP/1.1\n");
    EXPECT_FALSE(draft.settings.followRedirects);
    EXPECT_FALSE(draft.settings.cookies);
    EXPECT_EQ(draft.settings.timeout, base::Milliseconds(10'000));
    EXPECT_EQ(draft.settings.connectTimeout, base::Milliseconds(120'000));
    EXPECT_EQ(draft.settings.version, http::HttpVersionChoice::Http11);
    EXPECT_EQ(only("# @timeout 700 ms\nGET http://h/\n").settings.timeout, base::Milliseconds(700));
    EXPECT_EQ(only("# @timeout 0\nGET http://h/\n").settings.timeout, std::nullopt);
    EXPECT_EQ(only("GET http://h/ HTTP/2\n").settings.version, http::HttpVersionChoice::Http2);
    EXPECT_EQ(only("GET http://h/ HTTP/2 (Prior Knowledge)\n").url, "http://h/");
    EXPECT_EQ(only("GET http://h/ HTTP/3\n").settings.version, http::HttpVersionChoice::Automatic);
    EXPECT_EQ(only(get).settings, RequestSettings());
}

TEST(HttpFileSettings, OurOwn) {
    const auto settings = only("# @knockback.max-redirects 3\n# @knockback.tls-verify off\n"
                               "# @knockback.ca-file ./my ca.pem\n# @knockback.proxy socks5h://p:1\n"
                               "# @knockback.ip v6\n# @knockback.resolve a:443:127.0.0.1\n"
                               "# @knockback.resolve b:80:[::1]\n# @knockback.omit-header User-Agent\n"
                               "# @knockback.cookies off\nGET http://h/\n")
                              .settings;
    EXPECT_EQ(settings.maxRedirects, 3);
    EXPECT_FALSE(settings.verifyTls);
    EXPECT_EQ(settings.caFile, "./my ca.pem");
    EXPECT_EQ(settings.proxy, ProxyChoice::Manual);
    EXPECT_EQ(settings.proxyUrl, "socks5h://p:1");
    EXPECT_EQ(settings.family, http::AddressFamily::V6);
    EXPECT_EQ(settings.resolve, (std::vector<QByteArray>{"a:443:127.0.0.1", "b:80:[::1]"}));
    EXPECT_EQ(settings.omittedHeaders, std::vector<QByteArray>{"User-Agent"});
    EXPECT_FALSE(settings.cookies);
    EXPECT_EQ(only("# @knockback.proxy none\nGET http://h/\n").settings.proxy, ProxyChoice::None);
}

TEST(HttpFileSettings, EachIsOneLineAndGoesAgain) {
    const std::vector<std::pair<std::function<void(RequestSettings&)>, QByteArray>> cases{
        {[](auto& s) { s.timeout = std::nullopt; }, "# @timeout 0\n"},
        {[](auto& s) { s.timeout = base::Milliseconds(1500); }, "# @timeout 1500 ms\n"},
        {[](auto& s) { s.connectTimeout = base::Milliseconds(5000); }, "# @connection-timeout 5\n"},
        {[](auto& s) { s.followRedirects = false; }, "# @no-redirect\n"},
        {[](auto& s) { s.maxRedirects = 0; }, "# @knockback.max-redirects 0\n"},
        {[](auto& s) { s.cookies = false; }, "# @no-cookie-jar\n"},
        {[](auto& s) { s.verifyTls = false; }, "# @knockback.tls-verify off\n"},
        {[](auto& s) { s.caFile = "./ca.pem"; }, "# @knockback.ca-file ./ca.pem\n"},
        {[](auto& s) { s.proxy = ProxyChoice::None; }, "# @knockback.proxy none\n"},
        {[](auto& s) { s.family = http::AddressFamily::V4; }, "# @knockback.ip v4\n"},
        {[](auto& s) {
             s.resolve = {"a:1:2", "b:1:2"};
         },
         "# @knockback.resolve a:1:2\n# @knockback.resolve b:1:2\n"},
        {[](auto& s) { s.omittedHeaders = {"Accept"}; }, "# @knockback.omit-header Accept\n"},
    };
    for (const auto& [change, line] : cases) {
        const QByteArray with = changed(get, [&](RequestDraft& draft) { change(draft.settings); });
        EXPECT_EQ(with, line + get);
        EXPECT_EQ(changed(with, [](RequestDraft& draft) { draft.settings = {}; }), get);
    }
}

TEST(HttpFileSettings, VersionStandsOnTheRequestLine) {
    const QByteArray two = changed(get, [](auto& draft) { draft.settings.version = http::HttpVersionChoice::Http2; });
    EXPECT_EQ(two, "GET http://h/ HTTP/2\nA: 1\n");
    EXPECT_EQ(changed(two, [](auto& draft) { draft.settings.version = http::HttpVersionChoice::Http11; }),
              "GET http://h/ HTTP/1.1\nA: 1\n");
    EXPECT_EQ(changed("GET http://h/ HTTP/3\n", [](auto& draft) { draft.url = "http://i/"; }),
              "GET http://i/ HTTP/3\n");
}

TEST(HttpFileSettings, AListChangesLineByLine) {
    const QByteArray text = "# @knockback.resolve a:1:2\n# why this one\n# @knockback.resolve b:1:2\nGET http://h/\n";
    EXPECT_EQ(changed(text,
                      [](auto& draft) {
                          draft.settings.resolve = {"a:1:2", "c:1:2"};
                      }),
              QByteArray(text).replace("b:1", "c:1"));
    EXPECT_EQ(changed(text, [](auto& draft) { draft.settings.resolve = {"b:1:2"}; }),
              "# why this one\n# @knockback.resolve b:1:2\nGET http://h/\n");
    EXPECT_EQ(changed(text, [](auto& draft) { draft.settings.resolve.push_back("c:1:2"); }),
              QByteArray(text).replace("b:1:2\n", "b:1:2\n# @knockback.resolve c:1:2\n"));
}

TEST(HttpFileSettings, TheLastOfSeveralCountsAndOnlyOneIsLeft) {
    const QByteArray text = "# @timeout 1\n# @timeout 2\nGET http://h/\n";
    EXPECT_EQ(only(text).settings.timeout, base::Milliseconds(2000));
    EXPECT_EQ(changed(text, [](auto& draft) { draft.settings.timeout = base::Milliseconds(3000); }),
              "# @timeout 3\nGET http://h/\n");
}

TEST(HttpFileSettings, OffRowsOfABody) {
    const auto draft = only("# @knockback.body-off 0 a=b\n# @knockback.graphql-operation Q\nPOST http://h/\n");
    EXPECT_EQ(draft.bodyOff, std::vector<QByteArray>{"0 a=b"});
    EXPECT_EQ(draft.graphQlOperation, "Q");
}

TEST(HttpFileSettings, WhatTheUrlCannotHold) {
    const QByteArray text = "# @knockback.path-names /users/:id\n# @knockback.parameter-off 1 page=2\n"
                            "GET http://h/users/7?a=1\n";
    const auto draft = only(text);
    EXPECT_EQ(draft.pathNames, "/users/:id");
    EXPECT_EQ(draft.parametersOff, std::vector<QByteArray>{"1 page=2"});
    EXPECT_EQ(changed(text, [](auto& now) { now.parametersOff.clear(); }),
              QByteArray(text).replace("# @knockback.parameter-off 1 page=2\n", ""));
}

TEST(HttpFileSettings, WrongValuesNameTheirLine) {
    for (const QByteArray line :
         {"# @timeout soon", "# @timeout 5 h", "# @knockback.ip v5", "# @knockback.tls-verify perhaps",
          "# @knockback.max-redirects -1", "# @knockback.proxy", "# @knockback.auth api-key cookie a b"}) {
        const auto draft = HttpFile("### x\n" + line + "\nGET http://h/\n").draft(0);
        ASSERT_FALSE(draft.ok()) << line.constData();
        EXPECT_EQ(draft.error().line, 2);
    }
}

TEST(HttpFileSettings, OtherVersionsLinesAreKeptAndNoted) {
    const QByteArray text = "### x\n# @knockback.shiny on\n# @knockback.auth hawk id key\n"
                            "# @knockback.retry.sometimes 1\n# @somebody.else y\nGET http://h/\n";
    HttpFile file(text);
    const auto notes = file.notes(0);
    ASSERT_EQ(notes.size(), 3U);
    EXPECT_EQ(notes[0].line, 2);
    EXPECT_TRUE(notes[0].text.contains(QStringLiteral("knockback.shiny")));
    EXPECT_TRUE(notes[1].text.contains(QStringLiteral("hawk")));
    EXPECT_FALSE(notes[1].text.contains(QStringLiteral("key"))) << "it may be a secret";
    EXPECT_EQ(file.draft(0)->auth.kind, AuthKind::None);
    EXPECT_EQ(changed(text, [](auto& draft) { draft.url = "http://i/"; }), QByteArray(text).replace("//h/", "//i/"));
}

TEST(HttpFileSettings, OtherProtocolsAreNotSentAsHttp) {
    const auto draft = HttpFile("\nWEBSOCKET ws://h/\n").draft(0);
    ASSERT_FALSE(draft.ok());
    EXPECT_EQ(draft.error().line, 2);
}

} // namespace
