// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/WindowSettings.h"

#include <gtest/gtest.h>

#include <QFile>
#include <QTemporaryDir>

namespace knockback::ui {
namespace {

class WindowSettingsTest : public testing::Test {
protected:
    // As it comes back after a restart.
    workspace::RequestDraft kept(const workspace::RequestDraft& draft) {
        WindowSettings settings;
        settings.tabs.push_back({{}, draft, true});
        saveWindowSettings(dir.path(), settings);
        const auto tabs = loadWindowSettings(dir.path()).tabs;
        return tabs.empty() ? workspace::RequestDraft() : tabs[0].draft;
    }
    const QTemporaryDir dir;
};

TEST_F(WindowSettingsTest, ADraftKeepsEveryPartOfItself) {
    workspace::RequestDraft draft;
    draft.name = QStringLiteral("Items");
    draft.method = "POST";
    draft.url = "https://api.example/items?q={{word}}";
    draft.headers = {{"Accept", "*/*", true}, {"X-Off", "1", false}};
    draft.body = "{\"a\": 1}";
    draft.auth.kind = workspace::AuthKind::Basic;
    draft.auth.user = "me";
    draft.auth.password = "{{password}}";
    draft.settings.timeout = base::Milliseconds(5000);
    draft.settings.followRedirects = false;
    draft.settings.version = http::HttpVersionChoice::Http2;
    draft.policy.maxAttempts = 2;
    draft.notes = QStringLiteral("two\nlines");
    EXPECT_EQ(kept(draft), draft);
}

TEST_F(WindowSettingsTest, WhatAFileCannotHoldYetIsKeptTooAsFarAsItCanBe) {
    workspace::RequestDraft draft;
    draft.body = "### looks like a separator";
    EXPECT_EQ(kept(draft).body, draft.body);
    EXPECT_EQ(kept(draft).url, QByteArray());
    draft.url = "https://api.example/";
    draft.headers = {{"", "a value without a name", true}, {"A", "b", true}};
    EXPECT_EQ(kept(draft).url, draft.url);
    EXPECT_EQ(kept(draft).headers.size(), 1U);
}

TEST_F(WindowSettingsTest, TheChoicesOfTheUserComeBack) {
    WindowSettings settings;
    settings.preferences = {ThemeChoice::Dark, 120, true, 0};
    settings.recent = {QStringLiteral("/a"), QStringLiteral("/b")};
    settings.timeline = false;
    saveWindowSettings(dir.path(), settings);
    const auto back = loadWindowSettings(dir.path());
    EXPECT_EQ(back.preferences, settings.preferences);
    EXPECT_EQ(back.recent, settings.recent);
    EXPECT_FALSE(back.timeline);
}

// A draft may hold what somebody typed in clear.
TEST_F(WindowSettingsTest, OnlyTheOwnerReadsTheFile) {
    saveWindowSettings(dir.path(), {});
    EXPECT_EQ(QFile::permissions(dir.filePath(QStringLiteral("window.ini"))) &
                  (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther),
              QFile::Permissions());
}

} // namespace
} // namespace knockback::ui
