// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/KeyMap.h"

#include <gtest/gtest.h>

namespace knockback::ui {
namespace {

QKeySequence key(const char* text) {
    return QKeySequence(QLatin1String(text));
}
const QString send = QStringLiteral("send");
const QString save = QStringLiteral("save");

KeyMap twoActions() {
    KeyMap map;
    map.add(send, QStringLiteral("Send"), {key("Ctrl+Return"), key("Ctrl+Enter")});
    map.add(save, QStringLiteral("Save"), {key("Ctrl+S")});
    return map;
}

TEST(KeyMapTest, AKeyBelongsToOneActionOnly) {
    auto map = twoActions();
    map.assign(save, {key("Ctrl+Return")});
    EXPECT_EQ(map.find(save)->keys, KeyChoice{key("Ctrl+Return")});
    EXPECT_EQ(map.find(send)->keys, KeyChoice{key("Ctrl+Enter")});
    EXPECT_EQ(map.owner(key("Ctrl+Return"))->id, save);
    EXPECT_EQ(map.owner(key("Ctrl+S")), nullptr);
}

TEST(KeyMapTest, ResettingOneTakesItsKeysBack) {
    auto map = twoActions();
    map.assign(save, {key("Ctrl+Return")});
    map.reset(send);
    EXPECT_EQ(map.find(send)->keys, (KeyChoice{key("Ctrl+Return"), key("Ctrl+Enter")}));
    EXPECT_TRUE(map.find(save)->keys.isEmpty());
    map.resetAll();
    EXPECT_EQ(map.find(save)->keys, KeyChoice{key("Ctrl+S")});
}

TEST(KeyMapTest, ChangesComeBackFromTheFileInAnyOrderOfActions) {
    auto map = twoActions();
    map.assign(save, {key("Ctrl+Return")});
    const auto json = map.toJson();
    for (const bool saveFirst : {false, true}) {
        KeyMap again;
        ASSERT_EQ(again.load(json), QString());
        if (saveFirst)
            again.add(save, {}, {key("Ctrl+S")});
        again.add(send, {}, {key("Ctrl+Return"), key("Ctrl+Enter")});
        if (!saveFirst)
            again.add(save, {}, {key("Ctrl+S")});
        EXPECT_EQ(again.find(save)->keys, KeyChoice{key("Ctrl+Return")});
        EXPECT_EQ(again.find(send)->keys, KeyChoice{key("Ctrl+Enter")});
        EXPECT_EQ(again.toJson(), json);
    }
}

// A key that the user gave away is not taken back by an action that a later version adds with it.
TEST(KeyMapTest, ANewActionGetsOnlyFreeKeys) {
    KeyMap map;
    ASSERT_EQ(map.load(R"({"keys":{"send":["Ctrl+9"]}})"), QString());
    map.add(send, {}, {key("Ctrl+Return")});
    map.add(QStringLiteral("ninth"), {}, {key("Ctrl+9")});
    EXPECT_EQ(map.owner(key("Ctrl+9"))->id, send);
}

TEST(KeyMapTest, AnActionCanBeWithoutAKeyAndStaysSo) {
    auto map = twoActions();
    map.assign(save, {});
    KeyMap again;
    ASSERT_EQ(again.load(map.toJson()), QString());
    again.add(save, {}, {key("Ctrl+S")});
    EXPECT_TRUE(again.find(save)->keys.isEmpty());
}

TEST(KeyMapTest, UnknownActionsAreKept) {
    KeyMap map;
    ASSERT_EQ(map.load(R"({"keys":{"of.tomorrow":["F9"]}})"), QString());
    EXPECT_TRUE(map.toJson().contains("of.tomorrow"));
}

TEST(KeyMapTest, UnchangedKeysAreNotWritten) {
    auto map = twoActions();
    map.assign(save, {key("F9")});
    map.reset(save);
    EXPECT_FALSE(map.toJson().contains("save"));
}

TEST(KeyMapTest, ABrokenFileChangesNothingAndSaysWhy) {
    for (const auto* json :
         {"[]", "{", R"({"keys":{"send":["A"],"save":["F9"]}})", R"({"keys":{"send":["Ctrl+C"]}})"}) {
        KeyMap map;
        EXPECT_NE(map.load(json), QString()) << json;
        map.add(save, {}, {key("Ctrl+S")});
        EXPECT_EQ(map.find(save)->keys, KeyChoice{key("Ctrl+S")});
    }
}

TEST(KeyMapTest, KeysThatTextNeedsAreRefused) {
    for (const auto* text : {"A", "Shift+A", "Return", "Ctrl+C", "Ctrl+V", "Ctrl+Z", "Ctrl+Left"})
        EXPECT_NE(problemWithKey(key(text)), QString()) << text;
    for (const auto* text : {"Ctrl+D", "Alt+Left", "F7", "Shift+F7", "Ctrl+\\", "Esc"})
        EXPECT_EQ(problemWithKey(key(text)), QString()) << text;
}

} // namespace
} // namespace knockback::ui
