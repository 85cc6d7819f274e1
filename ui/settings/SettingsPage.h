// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/MainWindow.h"

#include <QWidget>

class QComboBox;
class QSpinBox;
class QTabBar;

namespace knockback::ui {

class KeysPanel;

// What the user chooses once: look, layout, what a new request starts with, keys; and where everything is kept.
class SettingsPage final : public QWidget {
    Q_OBJECT
public:
    SettingsPage(MainWindow& window, ThemeManager& themes, const QString& dataDir, QWidget* parent = nullptr);

private:
    QWidget* buildGeneral(const QString& dataDir);
    QWidget* buildFolder(const QString& dataDir);
    void display(const Preferences& preferences);
    void store();

    MainWindow& m_window;
    QTabBar* m_tabs;
    QComboBox* m_theme;
    QSpinBox* m_zoom;
    QComboBox* m_layout;
    QSpinBox* m_timeout;
    KeysPanel* m_keys;
    bool m_showing = false;
};

} // namespace knockback::ui
