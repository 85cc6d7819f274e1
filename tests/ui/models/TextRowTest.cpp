// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/TextRow.h"

#include "ui/models/JsonRowTokens.h"

#include <gtest/gtest.h>

#include <random>

namespace knockback::ui {
namespace {

TEST(TextRow, LettersKnowTheirBytes) {
    const auto row = textRow("a\xc3\xa9\xf0\x9f\x8d\x80z");
    EXPECT_EQ(row.text, QStringLiteral("aé🍀z"));
    EXPECT_EQ(row.bytes, (std::vector<int>{0, 1, 3, 3, 7, 8}));
    EXPECT_EQ(row.unitAt(3), 3);
    EXPECT_EQ(row.unitAt(7), 4);
    EXPECT_EQ(row.unitAt(8), 5);
    EXPECT_EQ(textRow("").bytes, (std::vector<int>{0}));
}

TEST(TextRow, WhatIsNoTextIsStillShown) {
    EXPECT_EQ(textRow(QByteArrayView("\0\x1b\x7f", 3)).text, QStringLiteral("\u2400\u241b\u2421"));
    EXPECT_EQ(textRow("\xff\xc3").text, QStringLiteral("\ufffd\ufffd"));
    EXPECT_EQ(textRow("\xe2\x80\xae").text, QStringLiteral("\ufffd")); // would turn the line around
    EXPECT_EQ(textRow("\xed\xa0\x80").text.size(), 3);                 // half a character is none
    EXPECT_EQ(textRow("\t").text, QStringLiteral("\t"));
}

TEST(TextRow, AnyBytesHaveAPlaceForEveryLetter) {
    std::mt19937 random(2);
    for (int round = 0; round < 2000; ++round) {
        QByteArray bytes;
        for (int i = 0; i < 12; ++i)
            bytes += static_cast<char>(random() % 256);
        const auto row = textRow(bytes);
        ASSERT_EQ(row.bytes.size(), static_cast<std::size_t>(row.text.size()) + 1);
        ASSERT_TRUE(std::is_sorted(row.bytes.begin(), row.bytes.end()));
        ASSERT_EQ(row.bytes.back(), 12);
    }
}

TEST(JsonRowTokens, OneLineIsColoured) {
    EXPECT_EQ(jsonTokens(u"  \"a\\\"b\": [1.5e3, true, \"x\"],"),
              (std::vector<JsonToken>{{2, 6, JsonTokenKind::Key},
                                      {11, 5, JsonTokenKind::Number},
                                      {18, 4, JsonTokenKind::Word},
                                      {24, 3, JsonTokenKind::String}}));
    EXPECT_EQ(jsonTokens(u"\"goes on"), (std::vector<JsonToken>{{0, 8, JsonTokenKind::String}}));
    EXPECT_TRUE(jsonTokens(u"  },").empty());
}

} // namespace
} // namespace knockback::ui
