// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/BodyToSend.h"
#include "tests/app/workspace/Folder.h"

#include <gtest/gtest.h>

#include <QFile>

using namespace knockback;
using namespace knockback::workspace;

namespace {

QByteArray filled(const QByteArray& text) {
    QByteArray result = text;
    return result.replace("{{v}}", "it's \"v\"").replace("{{n}}", "7").replace("{{f}}", "a.bin");
}

RequestDraft draftOf(const QByteArray& contentType, const QByteArray& body, const QByteArray& method = "POST") {
    RequestDraft draft;
    draft.method = method;
    if (!contentType.isEmpty())
        draft.headers.push_back({"Content-Type", contentType});
    draft.body = body;
    return draft;
}

class Body : public testing::Test {
protected:
    BodyToSend sent(const RequestDraft& draft) {
        auto body = bodyToSend(draft, folder.path(), filled);
        EXPECT_TRUE(body.ok()) << (body ? "" : body.error().toStdString());
        return body ? std::move(body).value() : BodyToSend{};
    }
    QString problem(const RequestDraft& draft) {
        const auto body = bodyToSend(draft, folder.path(), filled);
        EXPECT_FALSE(body.ok());
        return body ? QString() : body.error();
    }
    test::Folder folder;
};

TEST_F(Body, TextIsFilledAndNamed) {
    const auto json = sent(draftOf("", "{\"n\": {{n}}}"));
    EXPECT_EQ(json.body.bytes(), "{\"n\": 7}");
    EXPECT_EQ(json.contentType, "application/json");
    EXPECT_EQ(sent(draftOf("text/{{n}}", "a\r\nb")).contentType, "text/7");
    EXPECT_EQ(sent(draftOf("text/plain", "a\r\nb")).body.bytes(), "a\r\nb");
    EXPECT_EQ(sent(draftOf("", "")).contentType, "");
    EXPECT_EQ(sent(draftOf("application/json", "")).contentType, "application/json");
}

TEST_F(Body, FilesAreSentAsTheyAre) {
    const QByteArray bytes("\0\xff{{n}}\n", 8);
    folder.write("a.bin", bytes);
    const auto plain = sent(draftOf("", "< ./{{f}}"));
    EXPECT_EQ(plain.body.bytes(), bytes) << "no variables without @";
    EXPECT_EQ(plain.contentType, "application/octet-stream");
    EXPECT_EQ(sent(draftOf("image/png", "<@ a.bin")).body.bytes(), filled(bytes));
    EXPECT_EQ(sent(draftOf("", "<x>\n< ./a.bin\n</x {{n}}>")).body.bytes(), "<x>\n" + bytes + "\n</x 7>");
    folder.write("empty.json", "");
    EXPECT_TRUE(sent(draftOf("", "< empty.json")).body.isEmpty());
    EXPECT_EQ(sent(draftOf("", "< empty.json")).contentType, "application/json");
}

TEST_F(Body, ABigFileIsNotHeldInMemory) {
    const QByteArray block = QByteArray("0123456789abcdef").repeated(65536); // 1 MB
    folder.write("big.bin", block.repeated(20));
    const auto big = sent(draftOf("", "< ./big.bin"));
    EXPECT_EQ(big.body.size(), 20 * block.size());
    EXPECT_TRUE(big.body.isSpilled());
    EXPECT_EQ(big.body.read(19 * block.size(), block.size()), block);
}

TEST_F(Body, FormsAndMultipart) {
    EXPECT_EQ(sent(draftOf("application/x-www-form-urlencoded", "a = {{v}} &\nb=2")).body.bytes(),
              "a=it%27s%20%22v%22&b=2");
    folder.write("p.txt", "one\ntwo");
    const auto parts = sent(draftOf("multipart/form-data",
                                    "--b{{n}}\nContent-Disposition: form-data; name=\"a\"\n\n{{v}}\nx\n"
                                    "--b{{n}}\r\nContent-Disposition: form-data; name=\"p\"\n\n< ./p.txt\n--b{{n}}--"));
    EXPECT_EQ(parts.contentType, "multipart/form-data; boundary=b7");
    EXPECT_EQ(parts.body.bytes(), "--b7\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nit's \"v\"\r\nx\r\n"
                                  "--b7\r\nContent-Disposition: form-data; name=\"p\"\r\n\r\none\ntwo\r\n--b7--")
        << "the form's own lines end in CRLF, the file's as they do";
}

TEST_F(Body, GraphQlBecomesJson) {
    auto draft =
        draftOf("", "query Q($i: ID) {\n  a(id: $i, s: \"{{n}}\")\n}\n\n{\"i\": \"{{v}}\", \"n\": {{n}}}", "GRAPHQL");
    const auto plain = sent(draft);
    EXPECT_EQ(plain.contentType, "application/json");
    EXPECT_EQ(plain.body.bytes(), "{\"query\":\"query Q($i: ID) {\\n  a(id: $i, s: \\\"7\\\")\\n}\","
                                  "\"variables\":{\"i\": \"it's \\\"v\\\"\", \"n\": 7}}");
    draft.graphQlOperation = "Q";
    EXPECT_TRUE(sent(draft).body.bytes().endsWith(",\"operationName\":\"Q\"}"));
    EXPECT_EQ(sent(draftOf("", "{ a }", "GRAPHQL")).body.bytes(), "{\"query\":\"{ a }\",\"variables\":{}}");
    folder.write("q.graphql", "{ f }\n");
    EXPECT_EQ(sent(draftOf("", "< ./q.graphql", "GRAPHQL")).body.bytes(), "{\"query\":\"{ f }\\n\",\"variables\":{}}");
    EXPECT_TRUE(problem(draftOf("", "{ a }\n\n{\"x\": }", "GRAPHQL")).contains(QStringLiteral("GraphQL variables")));
}

TEST_F(Body, WhatCannotBeReadIsSaidInOneSentence) {
    QDir().mkpath(folder.path("sub"));
    EXPECT_TRUE(problem(draftOf("", "< ./missing.bin")).contains(folder.path("missing.bin")));
    EXPECT_TRUE(problem(draftOf("", "< ./sub")).contains(QStringLiteral("is a folder")));
    EXPECT_TRUE(problem(draftOf("", "< ")).contains(QStringLiteral("No file is chosen")));
    EXPECT_TRUE(problem(draftOf("text/plain", "a\n< ./missing.bin\nb")).contains(QStringLiteral("missing.bin")));
}

} // namespace
