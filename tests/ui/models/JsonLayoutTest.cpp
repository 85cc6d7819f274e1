// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/JsonLayout.h"

#include <QJsonDocument>

#include <gtest/gtest.h>

namespace knockback::ui {
namespace {

QByteArray squeezed(QByteArrayView text) {
    QByteArray out;
    bool inString = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == '"' && (i == 0 || text[i - 1] != '\\'))
            inString = !inString;
        if (inString || !QByteArrayView(" \n\r\t").contains(text[i]))
            out += text[i];
    }
    return out;
}

TEST(JsonLayout, IndentsByTwo) {
    EXPECT_EQ(layOutJson(R"({"a":1,"b":[true,null,{}],"c":{"d":[]}})"),
              QByteArray("{\n  \"a\": 1,\n  \"b\": [\n    true,\n    null,\n    {}\n  ],\n  \"c\": {\n    \"d\": []\n  "
                         "}\n}"));
}

TEST(JsonLayout, ChangesNothingButWhiteSpace) {
    const QByteArray source = R"({"id":9007199254740993,"x":1.10,"e":1E5,"dup":1,"dup":2,"s":" a  {[,:\" "})";
    const auto result = layOutJson(source);
    ASSERT_TRUE(result);
    EXPECT_EQ(squeezed(*result), squeezed(source));
}

TEST(JsonLayout, LayingOutTwiceIsTheSame) {
    const auto once = layOutJson("[1,{\"a\":[2,3]},\"x\"]");
    ASSERT_TRUE(once);
    EXPECT_EQ(layOutJson(*once), once);
    EXPECT_FALSE(QJsonDocument::fromJson(*once).isNull());
}

TEST(JsonLayout, VariablesAreKept) {
    EXPECT_EQ(layOutJson("{\"a\":{{n}},\"b\":[{{ x }},1]}"),
              QByteArray("{\n  \"a\": {{n}},\n  \"b\": [\n    {{ x }},\n    1\n  ]\n}"));
}

TEST(JsonLayout, ValuesWithoutACommaStayApart) {
    EXPECT_EQ(layOutJson("{\"a\":1}\n{\"a\":2}"), QByteArray("{\n  \"a\": 1\n}\n{\n  \"a\": 2\n}"));
    EXPECT_EQ(layOutJson("1 2"), QByteArray("1\n2"));
    EXPECT_EQ(layOutJson("[1 2]"), QByteArray("[\n  1 2\n]"));
}

TEST(JsonLayout, BrokenTextIsLeftAlone) {
    for (const char* text : {"{", "[1", "}", "{]", "\"open", "[\"a\\\"", "{{n", "[1]]"})
        EXPECT_FALSE(layOutJson(text)) << text;
    EXPECT_FALSE(layOutJson(QByteArray(100'000, '[')));
}

TEST(JsonLayout, EmptyStaysEmpty) {
    EXPECT_EQ(layOutJson(""), QByteArray());
    EXPECT_EQ(layOutJson(" \n"), QByteArray());
}

} // namespace
} // namespace knockback::ui
