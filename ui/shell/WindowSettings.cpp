// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/WindowSettings.h"

#include "app/workspace/HttpFile.h"

#include <QFile>
#include <QSettings>

namespace knockback::ui {

namespace {

QString fileIn(const QString& dataDir) {
    return dataDir + QStringLiteral("/window.ini");
}

// An unsaved draft is kept as the .http text that it would be saved as.
QByteArray draftText(const workspace::RequestDraft& draft) {
    workspace::HttpFile file;
    return file.append(draft) ? file.bytes() : QByteArray();
}

std::optional<workspace::RequestDraft> draftOf(const QByteArray& text) {
    const workspace::HttpFile file(text);
    if (file.count() == 0)
        return std::nullopt;
    auto draft = file.draft(0);
    return draft ? std::optional(std::move(draft).value()) : std::nullopt;
}

void loadTabs(QSettings& file, WindowSettings& settings) {
    const int count = file.beginReadArray(QStringLiteral("tabs"));
    for (int i = 0; i < count; ++i) {
        file.setArrayIndex(i);
        ClosedTab tab;
        tab.id = file.value(QStringLiteral("id")).toString();
        if (const auto draft = draftOf(file.value(QStringLiteral("draft")).toByteArray())) {
            tab.draft = *draft;
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
        if (tab.unsaved)
            file.setValue(QStringLiteral("draft"), draftText(tab.draft));
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
    settings.theme = static_cast<ThemeChoice>(std::clamp(file.value(QStringLiteral("theme")).toInt(), 0, 2));
    settings.workspace = file.value(QStringLiteral("workspace")).toString();
    settings.environment = file.value(QStringLiteral("environment")).toString();
    settings.sidebar = file.value(QStringLiteral("sidebar"), true).toBool();
    settings.limits = file.value(QStringLiteral("limits"), true).toBool();
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
    file.setValue(QStringLiteral("theme"), static_cast<int>(settings.theme));
    file.setValue(QStringLiteral("workspace"), settings.workspace);
    file.setValue(QStringLiteral("environment"), settings.environment);
    file.setValue(QStringLiteral("sidebar"), settings.sidebar);
    file.setValue(QStringLiteral("limits"), settings.limits);
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
