// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/BodyForm.h"
#include "app/workspace/BodyToSend.h"

#include <gtest/gtest.h>

using namespace knockback::workspace;

namespace {

RequestDraft draftOf(const QByteArray& contentType, const QByteArray& body, const QByteArray& method = "POST") {
    RequestDraft draft;
    draft.method = method;
    if (!contentType.isEmpty())
        draft.headers.push_back({"content-type", contentType});
    draft.body = body;
    return draft;
}

TEST(BodyKind, FollowsContentTypeThenTheText) {
    EXPECT_EQ(bodyKind(draftOf("", "")), BodyKind::None);
    EXPECT_EQ(bodyKind(draftOf("application/json; charset=utf-8", "")), BodyKind::Json);
    EXPECT_EQ(bodyKind(draftOf("application/problem+json", "x")), BodyKind::Json);
    EXPECT_EQ(bodyKind(draftOf("application/soap+xml", "x")), BodyKind::Xml);
    EXPECT_EQ(bodyKind(draftOf("text/csv", "a,b")), BodyKind::Text);
    EXPECT_EQ(bodyKind(draftOf("Application/X-WWW-Form-Urlencoded", "a=b")), BodyKind::Form);
    EXPECT_EQ(bodyKind(draftOf("application/x-www-form-urlencoded", "{\"a\": 1}")), BodyKind::Json);
    EXPECT_EQ(bodyKind(draftOf("application/x-www-form-urlencoded", "{{rows}}")), BodyKind::Form);
    EXPECT_EQ(bodyKind(draftOf("multipart/form-data; boundary=x", "")), BodyKind::Multipart);
    EXPECT_EQ(bodyKind(draftOf("application/json", "< ./a.json")), BodyKind::File);
    EXPECT_EQ(bodyKind(draftOf("", " {\"a\": 1}")), BodyKind::Json);
    EXPECT_EQ(bodyKind(draftOf("", "{{payload}}")), BodyKind::Text);
    EXPECT_EQ(bodyKind(draftOf("", "<root/>")), BodyKind::Xml);
    EXPECT_EQ(bodyKind(draftOf("", "< ./a\nmore")), BodyKind::Xml) << "not one file alone";
    EXPECT_EQ(bodyKind(draftOf("", "query { a }", "GRAPHQL")), BodyKind::GraphQl);
    auto marked = draftOf("application/json", "query { a }");
    marked.headers.push_back({"X-REQUEST-TYPE", "GraphQL"});
    EXPECT_EQ(bodyKind(marked), BodyKind::GraphQl);
    marked.headers.back().enabled = false;
    EXPECT_EQ(bodyKind(marked), BodyKind::Json);
}

TEST(BodyKind, EveryKindCanBeChosenFromEveryOther) {
    const std::vector<RequestDraft> starts{
        draftOf("", "", "GET"),
        draftOf("application/json", "{\"a\": 1}"),
        draftOf("", "[1]"),
        draftOf("text/csv", "a,b"),
        draftOf("application/x-www-form-urlencoded", "a=1&b=2"),
        draftOf("multipart/form-data; boundary=b", "--b\nContent-Disposition: form-data; name=\"a\"\n\n1\n--b--"),
        draftOf("image/png", "< ./a.png"),
        draftOf("", "query { a }\n\n{\"x\": 1}", "GRAPHQL"),
    };
    for (const RequestDraft& start : starts) {
        for (const BodyKind kind : {BodyKind::None, BodyKind::Json, BodyKind::Xml, BodyKind::Text, BodyKind::Form,
                                    BodyKind::Multipart, BodyKind::File, BodyKind::GraphQl}) {
            RequestDraft draft = start;
            setBodyKind(draft, kind);
            EXPECT_EQ(bodyKind(draft), kind) << start.body.constData() << " to " << static_cast<int>(kind);
        }
        RequestDraft same = start;
        setBodyKind(same, bodyKind(start));
        EXPECT_EQ(same, start);
    }
}

TEST(BodyKind, TextStaysTextAndTablesStayTables) {
    auto json = draftOf("application/json", "{\"a\": 1}");
    setBodyKind(json, BodyKind::Text);
    EXPECT_EQ(json.body, "{\"a\": 1}");
    EXPECT_EQ(json.headers.front().value, "text/plain");

    auto form = draftOf("application/x-www-form-urlencoded", "a=1&b=x%20y");
    setBodyKind(form, BodyKind::Multipart);
    const auto parts = formParts(form);
    ASSERT_EQ(parts.size(), 2U);
    EXPECT_EQ(parts[1].name, "b");
    EXPECT_EQ(parts[1].text, "x y");
    setBodyKind(form, BodyKind::Form);
    EXPECT_EQ(form.body, "a=1&b=x%20y");
}

TEST(BodyKind, NoneLeavesNoTypeBehind) {
    auto draft = draftOf("application/json", "{}");
    setBodyKind(draft, BodyKind::None);
    EXPECT_TRUE(draft.headers.empty());
    EXPECT_TRUE(draft.body.isEmpty());
}

TEST(BodyKind, GraphQlIsMarkedForOtherTools) {
    auto draft = draftOf("", "", "GET");
    setBodyKind(draft, BodyKind::GraphQl);
    EXPECT_EQ(draft.method, "POST");
    EXPECT_EQ(draft.headers.at(0), (HeaderRow{"X-REQUEST-TYPE", "GraphQL"}));
    EXPECT_EQ(draft.headers.at(1), (HeaderRow{"Content-Type", "application/json"}));
    EXPECT_FALSE(isSent(draft.headers.at(0)));
    EXPECT_TRUE(isSent(draft.headers.at(1)));
    EXPECT_EQ(methodToSend(draftOf("", "", "GRAPHQL")), "POST");
    setBodyKind(draft, BodyKind::Json);
    EXPECT_EQ(draft.headers.size(), 1U);
}

TEST(FileBody, PathAndVariables) {
    RequestDraft draft = draftOf("image/png", "< ./a b.png");
    EXPECT_EQ(fileBody(draft), (FileBody{"./a b.png", false}));
    setFileBody(draft, {"./c.png", true});
    EXPECT_EQ(draft.body, "<@ ./c.png");
    EXPECT_EQ(fileBody(draft), (FileBody{"./c.png", true}));
    draft.body = "<@latin1   ./c.png";
    setFileBody(draft, {"./c.png", true});
    EXPECT_EQ(draft.body, "<@latin1   ./c.png") << "nothing changed";
}

TEST(GraphQlBody, VariablesComeAfterAnEmptyLine) {
    const std::vector<std::tuple<QByteArray, QByteArray, QByteArray>> cases{
        {"query { a }", "query { a }", ""},
        {"query Q($i: ID) {\n  a(id: $i)\n}\n\n{\"i\": 1}", "query Q($i: ID) {\n  a(id: $i)\n}", "{\"i\": 1}"},
        {"{\n  a\n\n  b\n}\n\n\n{\n  \"x\": {}\n\n}", "{\n  a\n\n  b\n}", "{\n  \"x\": {}\n\n}"},
        {"query A { a }\n\n{ b }", "query A { a }\n\n{ b }", ""},
        {"query A { a } # not {\n\nquery B { b(s: \"{\") }\n\n{}", "query A { a } # not {\n\nquery B { b(s: \"{\") }",
         "{}"},
        {"query { a }\r\n\r\n{\"x\": 1}", "query { a }", "{\"x\": 1}"},
        {"query { a }\n\n{{variables}}", "query { a }", "{{variables}}"},
        {"< ./q.graphql\n\n< ./v.json", "< ./q.graphql", "< ./v.json"},
        {"", "", ""},
    };
    for (const auto& [text, query, variables] : cases) {
        RequestDraft draft = draftOf("", text, "GRAPHQL");
        EXPECT_EQ(graphQlBody(draft), (GraphQlBody{query, variables, {}})) << text.constData();
        setGraphQlBody(draft, graphQlBody(draft));
        EXPECT_EQ(draft.body, text);
        setGraphQlBody(draft, {query, "{\"new\": 1}", "Op"});
        EXPECT_EQ(graphQlBody(draft), (GraphQlBody{query, "{\"new\": 1}", "Op"})) << draft.body.constData();
        setGraphQlBody(draft, {query, "", ""});
        EXPECT_EQ(graphQlBody(draft), (GraphQlBody{query, "", ""}));
    }
}

} // namespace
