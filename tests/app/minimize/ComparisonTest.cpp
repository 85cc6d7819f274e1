// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/minimize/Comparison.h"
#include "app/minimize/Bare.h"

namespace knockback::minimize {
namespace {

using workspace::RequestDraft;

http::HeaderList automatic(const RequestDraft& draft) {
    http::HeaderList list;
    for (const char* name : {"User-Agent", "Accept"}) {
        const auto& omitted = draft.settings.omittedHeaders;
        const bool row = std::any_of(draft.headers.begin(), draft.headers.end(),
                                     [&](const auto& one) { return http::sameFieldName(one.name, name); });
        if (!row && std::find(omitted.begin(), omitted.end(), name) == omitted.end())
            list.append(name, "plain");
    }
    return list;
}

QStringList texts(const Comparison& comparison) {
    QStringList list;
    for (const auto& difference : comparison.differences())
        list << difference.text();
    return list;
}

RequestDraft sample() {
    RequestDraft draft;
    draft.method = "POST";
    draft.url = "https://{{host}}/items?q=%3Cscript%3E&page=2&page=3#top";
    draft.headers = {{"X-Debug", "1"}, {"User-Agent", "sqlmap/1.7"}, {"X-Off", "1", false}};
    draft.body = R"({"filter": {"name": "x"}, "n": 1.0})";
    draft.auth = {.kind = workspace::AuthKind::Bearer, .token = "{{vault:key}}"};
    return draft;
}

TEST(ComparisonTest, everythingThatCanBeLeftOutIsADifference) {
    const Comparison comparison(sample(), bareRequest(sample(), false, false), automatic);
    EXPECT_EQ(texts(comparison),
              (QStringList{QStringLiteral("query parameter q"), QStringLiteral("query parameter page"),
                           QStringLiteral("query parameter page"), QStringLiteral("header X-Debug"),
                           QStringLiteral("header User-Agent"), QStringLiteral("JSON value /filter/name"),
                           QStringLiteral("JSON value /n"), QStringLiteral("the credential")}));
}

TEST(ComparisonTest, aMixtureHasTheChosenPartsOfEach) {
    const Comparison comparison(sample(), bareRequest(sample(), false, false), automatic);
    const RequestDraft mixed = comparison.draft({true, false, true, false, false, false, true, false});
    EXPECT_EQ(mixed.url, "https://{{host}}/items?q=%3Cscript%3E&page=3#top");
    EXPECT_TRUE(mixed.headers.empty()) << "the program's own User-Agent takes the place of the row";
    EXPECT_TRUE(mixed.settings.omittedHeaders.empty());
    EXPECT_EQ(mixed.body, R"({"n":1.0})");
    EXPECT_EQ(mixed.auth.kind, workspace::AuthKind::None);
    EXPECT_EQ(mixed.method, "POST");
}

TEST(ComparisonTest, allKeptIsTheRequestItself) {
    const Comparison comparison(sample(), bareRequest(sample(), false, false), automatic);
    EXPECT_EQ(comparison.draft(Choice(8, true)), sample());
}

TEST(ComparisonTest, noneKeptSendsWhatTheOtherSends) {
    RequestDraft working = sample();
    working.url = "https://{{host}}/other?page=2&lang=en";
    working.headers = {{"user-agent", "mine/2"}, {"X-New", "1"}};
    working.settings.version = http::HttpVersionChoice::Http11;
    const Comparison comparison(sample(), working, automatic);
    const RequestDraft mixed = comparison.draft(Choice(comparison.differences().size(), false));
    EXPECT_EQ(mixed.url, "https://{{host}}/other?page=2&lang=en#top");
    EXPECT_EQ(mixed.headers.size(), 2u);
    EXPECT_EQ(mixed.settings.version, http::HttpVersionChoice::Http11);
    EXPECT_EQ(mixed.auth, sample().auth);
}

TEST(ComparisonTest, aHeaderThatIsSwitchedOffCanComeBack) {
    RequestDraft draft;
    draft.url = "http://api.example/";
    draft.settings.omittedHeaders = {"User-Agent"};
    const Comparison comparison(draft, withHonestHeaders(draft, true), automatic);
    ASSERT_EQ(texts(comparison),
              (QStringList{QStringLiteral("header Accept-Language"), QStringLiteral("header User-Agent")}));
    EXPECT_FALSE(comparison.differences()[1].blocked);
    EXPECT_EQ(comparison.differences()[1].other, "plain");
    EXPECT_TRUE(comparison.draft({true, false}).settings.omittedHeaders.empty());
    EXPECT_TRUE(comparison.draft({true, false}).headers.empty());
    EXPECT_EQ(comparison.draft({false, true}).settings.omittedHeaders, (std::vector<QByteArray>{"User-Agent"}));
    EXPECT_EQ(comparison.draft({false, true}).headers.front().value, "*");
}

RequestDraft multipart() {
    RequestDraft draft;
    draft.method = "POST";
    draft.url = "http://api.example/";
    draft.headers = {{"Content-Type", "multipart/form-data; boundary=cut"}};
    draft.body =
        "--cut\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nhello\r\n"
        "--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.php\"\r\n\r\n<?php\r\n--cut--\r\n";
    return draft;
}

TEST(ComparisonTest, aMultipartBodyIsTakenApartIntoItsParts) {
    const Comparison comparison(multipart(), bareRequest(multipart(), false, false), automatic);
    ASSERT_EQ(texts(comparison), (QStringList{QStringLiteral("header Content-Type"), QStringLiteral("form field note"),
                                              QStringLiteral("form field file")}));
    EXPECT_EQ(comparison.draft({true, false, true}).body,
              "--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.php\"\r\n\r\n<?php\r\n--cut--\r\n");
    EXPECT_EQ(comparison.draft({true, true, true}), multipart());
    EXPECT_TRUE(comparison.draft({false, false, false}).body.isEmpty());

    RequestDraft harmless = multipart();
    harmless.body.replace("<?php", "hello");
    const Comparison both(multipart(), harmless, automatic);
    ASSERT_EQ(texts(both), QStringList{QStringLiteral("form field file")});
    EXPECT_EQ(both.draft({false}).body, harmless.body);

    RequestDraft otherBoundary = multipart();
    otherBoundary.headers.front().value.replace("cut", "tear");
    otherBoundary.body.replace("--cut", "--tear");
    EXPECT_EQ(texts(Comparison(multipart(), otherBoundary, automatic)),
              (QStringList{QStringLiteral("header Content-Type"), QStringLiteral("the body")}))
        << "its parts do not fit between the other's delimiters";
}

TEST(ComparisonTest, aGraphQlRequestIsTakenApartIntoQueryAndVariables) {
    RequestDraft draft;
    draft.method = "GRAPHQL";
    draft.url = "http://api.example/graphql";
    draft.body = "query Q($a: Int) { item(id: $a) { name } }\n\n{\"a\": 1, \"note\": \"' or 1=1\"}";
    const Comparison comparison(draft, bareRequest(draft, false, false), automatic);
    ASSERT_EQ(texts(comparison), (QStringList{QStringLiteral("the GraphQL query"), QStringLiteral("JSON value /a"),
                                              QStringLiteral("JSON value /note")}));
    EXPECT_EQ(comparison.draft({true, false, true}).body,
              "query Q($a: Int) { item(id: $a) { name } }\n\n{\"note\":\"' or 1=1\"}");
    EXPECT_EQ(comparison.draft({true, false, false}).body, "query Q($a: Int) { item(id: $a) { name } }");
    EXPECT_TRUE(comparison.draft({false, false, false}).body.isEmpty());

    RequestDraft harmless = draft;
    harmless.body.replace("' or 1=1", "none");
    const Comparison both(draft, harmless, automatic);
    EXPECT_EQ(texts(both), QStringList{QStringLiteral("JSON value /note")});

    draft.body = "query { items }\n\n{\"a\": {{number}}}";
    EXPECT_EQ(bodyShape(draft), BodyShape::Whole) << "variables with a variable in them are no JSON yet";
}

TEST(ComparisonTest, formsAreTakenApartAndOtherBodiesAreNot) {
    RequestDraft form;
    form.method = "POST";
    form.url = "http://api.example/";
    form.headers = {{"Content-Type", "application/x-www-form-urlencoded"}};
    form.body = "a=1&b=%27+or+1";
    const Comparison fields(form, bareRequest(form, false, false), automatic);
    EXPECT_EQ(texts(fields), (QStringList{QStringLiteral("header Content-Type"), QStringLiteral("form field a"),
                                          QStringLiteral("form field b")}));
    EXPECT_EQ(fields.draft({true, false, true}).body, "b=%27+or+1");

    RequestDraft raw = form;
    raw.headers = {{"Content-Type", "text/plain"}};
    const Comparison whole(raw, bareRequest(raw, false, false), automatic);
    EXPECT_EQ(texts(whole), (QStringList{QStringLiteral("header Content-Type"), QStringLiteral("the body")}));
    EXPECT_EQ(whole.draft({false, true}).body, raw.body);
    EXPECT_EQ(whole.draft({true, false}).body, "");
}

TEST(ComparisonTest, bodiesOfDifferentShapeAreOneDifference) {
    RequestDraft other = sample();
    other.body = R"({"filter": "x", "n": 1.0})";
    const Comparison comparison(sample(), other, automatic);
    EXPECT_EQ(texts(comparison), QStringList{QStringLiteral("the body")});
}

TEST(ComparisonTest, valuesOfSecretsAreNotRepeated) {
    RequestDraft draft;
    draft.url = "http://api.example/?api_key=hush-hush&q=1";
    draft.headers = {{"Authorization", "Bearer hush-hush"}};
    draft.auth = {.kind = workspace::AuthKind::Basic, .user = "me", .password = "hush-hush"};
    const Comparison comparison(draft, bareRequest(draft, false, false), automatic);
    ASSERT_EQ(comparison.differences().size(), 4u);
    for (const auto& difference : comparison.differences())
        EXPECT_FALSE(difference.blocked.value_or(QByteArray()).contains("hush")) << qPrintable(difference.text());
}

TEST(ComparisonTest, cookiesAndHttp2CountOnlyWhereTheyWereSeen) {
    RequestDraft draft;
    draft.url = "https://api.example/";
    EXPECT_TRUE(texts(Comparison(draft, bareRequest(draft, false, false), automatic)).isEmpty());
    const Comparison comparison(draft, bareRequest(draft, true, true), automatic);
    EXPECT_EQ(texts(comparison), (QStringList{QStringLiteral("the cookie jar"), QStringLiteral("the HTTP version")}));
    EXPECT_FALSE(comparison.draft({false, true}).settings.cookies);
    EXPECT_EQ(comparison.draft({true, false}).settings.version, http::HttpVersionChoice::Http11);
}

} // namespace
} // namespace knockback::minimize
