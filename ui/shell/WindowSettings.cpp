// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/WindowSettings.h"

#include "ui/shell/DraftText.h"

#include <QFile>
#include <QSettings>

namespace knockback::ui {

namespace {

QString fileIn(const QString& dataDir) {
    return dataDir + QStringLiteral("/window.ini");
}

// As .http text; what that cannot hold (yet) stands beside it.
void saveDraft(QSettings& file, const QString& key, workspace::RequestDraft draft) {
    auto text = draftText(draft);
    if (!text) {
        file.setValue(key + QStringLiteral("Url"), draft.url);
        file.setValue(key + QStringLiteral("Body"), draft.body);
        draft.url = "http://unknown";
        draft.body.clear();
        std::erase_if(draft.headers, [](const auto& header) { return header.name.isEmpty(); });
        text = draftText(draft);
    }
    file.setValue(key, text.value_or(QByteArray()));
}

std::optional<workspace::RequestDraft> loadDraft(const QSettings& file, const QString& key) {
    auto draft = draftOf(file.value(key).toByteArray());
    if (draft && file.contains(key + QStringLiteral("Url"))) {
        draft->url = file.value(key + QStringLiteral("Url")).toByteArray();
        draft->body = file.value(key + QStringLiteral("Body")).toByteArray();
    }
    return draft;
}

Preferences loadPreferences(const QSettings& file) {
    Preferences preferences;
    preferences.theme = static_cast<ThemeChoice>(std::clamp(file.value(QStringLiteral("theme")).toInt(), 0, 2));
    preferences.zoom = file.value(QStringLiteral("zoom"), 100).toInt();
    preferences.sideBySide = file.value(QStringLiteral("sideBySide"), false).toBool();
    preferences.timeoutSeconds = std::clamp(
        file.value(QStringLiteral("timeoutSeconds"), preferences.timeoutSeconds).toInt(), 0, longestTimeoutSeconds);
    return preferences;
}

void savePreferences(QSettings& file, const Preferences& preferences) {
    file.setValue(QStringLiteral("theme"), static_cast<int>(preferences.theme));
    file.setValue(QStringLiteral("zoom"), preferences.zoom);
    file.setValue(QStringLiteral("sideBySide"), preferences.sideBySide);
    file.setValue(QStringLiteral("timeoutSeconds"), preferences.timeoutSeconds);
}

void loadTabs(QSettings& file, WindowSettings& settings) {
    const int count = file.beginReadArray(QStringLiteral("tabs"));
    for (int i = 0; i < count; ++i) {
        file.setArrayIndex(i);
        ClosedTab tab;
        tab.id = file.value(QStringLiteral("id")).toString();
        if (const auto draft = loadDraft(file, QStringLiteral("draft"))) {
            tab.draft = *draft;
            tab.base = loadDraft(file, QStringLiteral("base"));
            tab.unsaved = true;
        }
        settings.tabs.push_back(tab);
    }
    file.endArray();
}

void saveTabs(QSettings& file, const WindowSettings& settings) {
    file.remove(QStringLiteral("tabs"));
    file.beginWriteArray(QStringLiteral("tabs"), static_cast<int>(settings.tabs.size()));
    int index = 0;
    for (const auto& tab : settings.tabs) {
        file.setArrayIndex(index++);
        file.setValue(QStringLiteral("id"), tab.id);
        if (!tab.unsaved)
            continue;
        saveDraft(file, QStringLiteral("draft"), tab.draft);
        if (tab.base)
            saveDraft(file, QStringLiteral("base"), *tab.base);
    }
    file.endArray();
}

} // namespace

WindowSettings loadWindowSettings(const QString& dataDir) {
    WindowSettings settings;
    if (dataDir.isEmpty() || !QFile::exists(fileIn(dataDir)))
        return settings;
    QSettings file(fileIn(dataDir), QSettings::IniFormat);
    settings.firstStart = false;
    settings.geometry = file.value(QStringLiteral("geometry")).toByteArray();
    settings.preferences = loadPreferences(file);
    settings.workspace = file.value(QStringLiteral("workspace")).toString();
    settings.recent = file.value(QStringLiteral("recent")).toStringList();
    settings.environment = file.value(QStringLiteral("environment")).toString();
    settings.sidebar = file.value(QStringLiteral("sidebar"), true).toBool();
    settings.limits = file.value(QStringLiteral("limits"), true).toBool();
    settings.timeline = file.value(QStringLiteral("timeline"), true).toBool();
    settings.currentTab = file.value(QStringLiteral("currentTab")).toInt();
    file.beginGroup(QStringLiteral("splitters"));
    for (const auto& name : file.childKeys())
        settings.splitters[name] = file.value(name).toByteArray();
    file.endGroup();
    loadTabs(file, settings);
    return settings;
}

void saveWindowSettings(const QString& dataDir, const WindowSettings& settings) {
    if (dataDir.isEmpty())
        return;
    QSettings file(fileIn(dataDir), QSettings::IniFormat);
    file.setValue(QStringLiteral("geometry"), settings.geometry);
    savePreferences(file, settings.preferences);
    file.setValue(QStringLiteral("workspace"), settings.workspace);
    file.setValue(QStringLiteral("recent"), settings.recent);
    file.setValue(QStringLiteral("environment"), settings.environment);
    file.setValue(QStringLiteral("sidebar"), settings.sidebar);
    file.setValue(QStringLiteral("limits"), settings.limits);
    file.setValue(QStringLiteral("timeline"), settings.timeline);
    file.setValue(QStringLiteral("currentTab"), settings.currentTab);
    file.beginGroup(QStringLiteral("splitters"));
    for (const auto& [name, state] : settings.splitters)
        file.setValue(name, state);
    file.endGroup();
    saveTabs(file, settings);
    file.sync();
    // Unsaved drafts may hold what the user typed in clear: for nobody else to read.
    QFile::setPermissions(fileIn(dataDir), QFile::ReadOwner | QFile::WriteOwner);
}

} // namespace knockback::ui
