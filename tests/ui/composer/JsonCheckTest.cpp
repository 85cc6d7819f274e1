// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/JsonCheck.h"

#include <QJsonDocument>

#include <gtest/gtest.h>

#include <random>

namespace knockback::ui {
namespace {

std::pair<int, int> placeOf(const char* text) {
    const auto problem = checkJson(text);
    return problem ? std::pair(problem->line, problem->column) : std::pair(0, 0);
}

TEST(JsonCheck, TakesWhatServersTake) {
    for (const char* text :
         {"", "  \n", "0", "-1.5e+10", "\"a\\u00e9\\n\"", "[]", "{}", "[[],{}]",
          " {\"a\": [1, true, null], \"b\": {}} ", "{{body}}", "{\"a\": {{x}}, \"b\": \"{{y}}\", {{name}}: 1}",
          "[{{x}},{{y}}]", "[{\"a\":{\"b\":1}}]", "{\"a\":\n< ./part.json\n}"})
        EXPECT_FALSE(checkJson(text)) << text << ": " << checkJson(text)->expected.toStdString();
}

TEST(JsonCheck, SaysWhereTheFirstProblemIs) {
    EXPECT_EQ(placeOf("{\"a\": 1,}"), std::pair(1, 8));
    EXPECT_EQ(placeOf("{\n  \"a\": 1\n  \"b\": 2\n}"), std::pair(3, 3));
    EXPECT_EQ(placeOf("{\"é\": tru}"), std::pair(1, 7));
    EXPECT_EQ(placeOf("{'a': 1}"), std::pair(1, 2));
    EXPECT_EQ(placeOf("[1 2]"), std::pair(1, 4));
    EXPECT_EQ(placeOf("[1}"), std::pair(1, 3));
    EXPECT_EQ(placeOf("{\"a\" 1}"), std::pair(1, 6));
    EXPECT_EQ(placeOf("[\"open\n]"), std::pair(1, 2));
    EXPECT_EQ(placeOf("[01]"), std::pair(1, 2));
    EXPECT_EQ(placeOf("[\"\\x\"]"), std::pair(1, 3));
    EXPECT_EQ(placeOf("{} {}"), std::pair(1, 4));
    EXPECT_EQ(placeOf("[1,\n2"), std::pair(2, 2));
    EXPECT_EQ(placeOf("{{x"), std::pair(1, 2));
}

TEST(JsonCheck, TheSentenceIsOneLine) {
    EXPECT_EQ(jsonProblemSentence(*checkJson("{\"a\" 1}")),
              QStringLiteral("Line 1, column 6: a colon must follow the name."));
}

// Against Qt's reader, which knows no variables and is laxer about nothing that this alphabet can say.
TEST(JsonCheck, AgreesWithAnotherReader) {
    std::mt19937 random(11);
    const std::vector<QByteArray> pieces{"{",     "}", "[",    "]",    ",",    ":", "\"a\"",
                                         "\"b\"", "1", "-0.5", "true", "null", " "};
    int valid = 0;
    for (int round = 0; round < 200000; ++round) {
        QByteArray text = round % 2 == 0 ? "[" : "{";
        for (auto length = random() % 8; length > 0; --length)
            text += pieces[random() % pieces.size()];
        text += round % 2 == 0 ? "]" : "}";
        if (text.contains("{{") || text.contains("1-0") || text.contains("1 -"))
            continue;
        QJsonParseError error;
        QJsonDocument::fromJson(text, &error);
        const bool good = error.error == QJsonParseError::NoError;
        ASSERT_EQ(!checkJson(text), good) << text.constData();
        valid += good;
    }
    EXPECT_GT(valid, 1000);
}

TEST(JsonCheck, DeepNestingIsNoRecursion) {
    EXPECT_FALSE(checkJson(QByteArray(200000, '[') + QByteArray(200000, ']')));
}

} // namespace
} // namespace knockback::ui
