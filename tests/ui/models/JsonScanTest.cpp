// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/JsonScan.h"

#include "tests/ui/models/RandomJson.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <gtest/gtest.h>

namespace knockback::ui {
namespace {

using Step = JsonChildren::Step;

// Reads a value through the scanner alone.
QJsonValue rebuilt(ByteReader& text, qint64 node) {
    const auto type = jsonTypeAt(text, node);
    if (type != JsonType::Object && type != JsonType::Array)
        return QJsonDocument::fromJson("[" + text.bytes(node, skipJsonValue(text, node)) + "]")[0];
    JsonChildren children(text, node);
    JsonChild child;
    QJsonArray array;
    QJsonObject object;
    while (children.next(text, child) == Step::Child) {
        if (type == JsonType::Array)
            array.append(rebuilt(text, child.value));
        else
            object.insert(unquotedJson(text.bytes(child.key, child.keyEnd)), rebuilt(text, child.value));
    }
    return type == JsonType::Array ? QJsonValue(array) : QJsonValue(object);
}

TEST(JsonScan, FindsWhatAParserFinds) {
    test::RandomJson random(11);
    for (int round = 0; round < 2000; ++round) {
        // Far into a window, so that values lie across its border too.
        const QByteArray json =
            "[" + QByteArray(ByteReader::windowSize - 40 + random.pick(40), ' ') + random.value() + "]";
        ByteReader text{http::Body(json)};
        ASSERT_EQ(skipJsonValue(text, 0), json.size());
        ASSERT_EQ(rebuilt(text, 0), QJsonValue(QJsonDocument::fromJson(json).array())) << json.trimmed().constData();
    }
}

TEST(JsonScan, AValueIsSkippedInSmallSteps) {
    test::RandomJson random(5);
    for (int round = 0; round < 300; ++round) {
        const QByteArray json = "[" + random.value(6) + "," + random.value(6) + "] tail";
        ByteReader text{http::Body(json)};
        JsonSkip skip(0);
        int steps = 0;
        while (skip.advance(text, 3) == JsonSkip::State::Paused)
            ASSERT_LT(++steps, 10'000);
        ASSERT_EQ(skip.at(), json.size() - 5);
    }
}

TEST(JsonScan, ALongChildPausesTheListing) {
    const QByteArray json = "{\"big\":[" + QByteArray(300'000, ' ') + "],\"next\":1}";
    ByteReader text{http::Body(json)};
    JsonChildren children(text, 0);
    JsonChild child;
    ASSERT_EQ(children.next(text, child, 1000), Step::Child);
    EXPECT_EQ(text.bytes(child.key, child.keyEnd), "\"big\"");
    ASSERT_EQ(children.next(text, child, 1000), Step::Paused);
    auto copy = children;
    while (children.next(text, child, 1000) == Step::Paused) {
    }
    EXPECT_EQ(text.bytes(child.key, child.keyEnd), "\"next\"");
    EXPECT_EQ(children.next(text, child), Step::End);
    EXPECT_EQ(copy.next(text, child), Step::Child);
}

TEST(JsonScan, ATextOfSeveralValues) {
    ByteReader text{http::Body(QByteArray("\xef\xbb\xbf{\"a\":1}\n[2]\n\n\"x\"  4"))};
    auto values = JsonChildren::ofText();
    JsonChild child;
    QByteArrayList found;
    while (values.next(text, child) == Step::Child)
        found << text.bytes(child.value, skipJsonValue(text, child.value));
    EXPECT_EQ(found, (QByteArrayList{"{\"a\":1}", "[2]", "\"x\"", "4"}));
}

TEST(JsonScan, WhatEndsTooEarlyIsSaidToBeBroken) {
    for (const char* json : {"[1", "{\"a\"", "{\"a\":", "{\"a\":1", "[\"x", "[1 2]", "{1:2}", "[}"}) {
        ByteReader text{http::Body(QByteArray(json))};
        JsonChildren children(text, 0);
        JsonChild child;
        Step step = Step::Child;
        for (int i = 0; i < 5 && step == Step::Child; ++i)
            step = children.next(text, child);
        EXPECT_EQ(step, Step::Broken) << json;
    }
    ByteReader empty{http::Body()};
    EXPECT_EQ(jsonTypeAt(empty, 0), JsonType::Broken);
    EXPECT_EQ(skipJsonValue(empty, 0), -1);
}

TEST(JsonScan, EscapesAreUndone) {
    EXPECT_EQ(unquotedJson("\"a\\n\\u00e9\\\"\\\\\\/\""), QStringLiteral("a\né\"\\/"));
    EXPECT_EQ(unquotedJson("\"\\ud83c\\udf40\""), QStringLiteral("🍀"));
    EXPECT_EQ(unquotedJson("\"\""), QString());
    EXPECT_EQ(unquotedJson("\"\\u12\""), QStringLiteral("u12"));
}

} // namespace
} // namespace knockback::ui
