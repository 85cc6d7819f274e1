// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/JsonPrinter.h"

#include "tests/ui/models/RandomJson.h"

#include <QJsonDocument>

#include <gtest/gtest.h>

namespace knockback::ui {
namespace {

struct Printed {
    QByteArray text;
    bool matched = false;
};

// `piece`: how many bytes are fed at a time; 0 = all.
Printed print(const QByteArray& json, qsizetype piece = 0) {
    Printed result;
    JsonPrinter printer([&result](QByteArrayView bytes) { result.text += bytes; });
    for (qsizetype at = 0; at<json.size(); at += piece> 0 ? piece : json.size())
        printer.feed(
            QByteArrayView(json).sliced(at).first(std::min(piece > 0 ? piece : json.size(), json.size() - at)));
    result.matched = printer.finish();
    return result;
}

// What is left when the white space outside strings is taken away.
QByteArray squeezed(const QByteArray& json) {
    QByteArray out;
    bool inString = false;
    for (qsizetype i = 0; i < json.size(); ++i) {
        const char c = json[i];
        if (inString && c == '\\') {
            out += json.mid(i++, 2);
            continue;
        }
        if (c == '"')
            inString = !inString;
        if (inString || !QByteArrayView(" \n\r\t").contains(c))
            out += c;
    }
    return out;
}

TEST(JsonPrinter, IndentsByTwo) {
    EXPECT_EQ(print(R"({"a":1,"b":[true,null,{}],"c":{"d":[]}})").text,
              "{\n  \"a\": 1,\n  \"b\": [\n    true,\n    null,\n    {}\n  ],\n  \"c\": {\n    \"d\": []\n  }\n}");
    EXPECT_EQ(print("[ ]").text, "[]");
    EXPECT_EQ(print("  12  ").text, "12");
    EXPECT_EQ(print("").text, "");
    EXPECT_TRUE(print("").matched);
}

TEST(JsonPrinter, NumbersKeysAndEscapesStayByteForByte) {
    const QByteArray json = R"({"id":9007199254740993,"x":1.10,"e":1E5,"dup":1,"dup":2,"s":"\/é\u0041"})";
    EXPECT_EQ(squeezed(print(json).text), json);
}

TEST(JsonPrinter, AnyTextInAnyPiecesGivesTheSame) {
    test::RandomJson random(3);
    for (int round = 0; round < 2000; ++round) {
        const QByteArray json = random.value();
        const auto whole = print(json);
        ASSERT_TRUE(whole.matched) << json.constData();
        ASSERT_EQ(squeezed(whole.text), squeezed(json)) << json.constData();
        ASSERT_EQ(print(whole.text).text, whole.text) << json.constData();
        ASSERT_EQ(print(json, 1 + random.pick(7)).text, whole.text) << json.constData();
        // Qt's writer and ours agree on where lines break and how deep they are.
        const auto document = QJsonDocument::fromJson(whole.text);
        if (document.isArray() && document.toJson(QJsonDocument::Compact) == squeezed(json)) {
            QByteArray expected = document.toJson(QJsonDocument::Indented).trimmed();
            expected.replace("    ", "  ");
            EXPECT_EQ(whole.text.count('\n'), print(expected).text.count('\n'));
        }
    }
}

TEST(JsonPrinter, ValuesWithoutACommaStayApart) {
    EXPECT_EQ(print("{\"a\":1}\n{\"a\":2}").text, "{\n  \"a\": 1\n}\n{\n  \"a\": 2\n}");
    EXPECT_EQ(print("1 2").text, "1\n2");
    EXPECT_EQ(print("[1 2]").text, "[\n  1 2\n]");
}

TEST(JsonPrinter, WhatIsNoJsonComesOutWholeAndIsSaidToBeNone) {
    for (const char* text :
         {"{", "[1", "}", "{]", "\"open", "[\"a\\\"", "[1]]", "<html>", "{\"a\" 1}", "[,]", "\"\\"}) {
        const QByteArray broken(text);
        EXPECT_EQ(squeezed(print(broken).text), squeezed(broken)) << text;
        EXPECT_EQ(squeezed(print(broken, 1).text), squeezed(broken)) << text;
    }
    EXPECT_FALSE(print("{").matched);
    EXPECT_FALSE(print("{]").matched);
    EXPECT_FALSE(print("\"open").matched);
    EXPECT_FALSE(print("[1]]").matched);
}

TEST(JsonPrinter, DeepNestingCostsNoSquareOfItsDepth) {
    const QByteArray deep = QByteArray(50'000, '[') + QByteArray(50'000, ']');
    const auto printed = print(deep);
    EXPECT_TRUE(printed.matched);
    EXPECT_EQ(squeezed(printed.text), deep);
    EXPECT_LT(printed.text.size(), 30'000'000);
}

TEST(JsonPrinter, LongStringsAndNumbersPassThroughTheBuffer) {
    const QByteArray json = "[\"" + QByteArray(700'000, 'x') + "\"," + QByteArray(700'000, '1') + "]";
    EXPECT_EQ(squeezed(print(json, 4096).text), json);
}

} // namespace
} // namespace knockback::ui
