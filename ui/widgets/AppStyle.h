// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

class QApplication;
class QPalette;
class QWidget;

namespace knockback::ui {

class ThemeManager;
struct Theme;

// Dresses every standard widget: Fusion, our palette, our font and a style sheet, again whenever the theme changes.
// One for the process, made before the first window.
class AppStyle final : public QObject {
    Q_OBJECT
public:
    AppStyle(QApplication& application, ThemeManager& themes);

private:
    void apply();

    QApplication& m_application;
    ThemeManager& m_themes;
};

[[nodiscard]] QPalette paletteOf(const Theme& theme);
// resources/theme/widgets.qss with the theme's colours and sizes in it.
[[nodiscard]] QString styleSheetOf(const Theme& theme);

// What a widget is to the style sheet. Buttons: "primary", "danger", "flat" (plain outline without one); tool buttons:
// "primary", "outline"; labels: "muted", "small", "label", "strong", "section", "title", "banner", "mono", "key",
// "problem"; line edits: "wrong"; frames: "panel", "card", "rule"; tab bars: "document". May be changed at any time.
void setRole(QWidget* widget, const char* role);

} // namespace knockback::ui
