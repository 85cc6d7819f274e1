// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/AppStyle.h"

#include "ui/theme/Fonts.h"
#include "ui/theme/ThemeManager.h"
#include "ui/widgets/FusionTweaks.h"

#include <QApplication>
#include <QFile>
#include <QPalette>
#include <QRegularExpression>
#include <QStyle>
#include <QWidget>

namespace knockback::ui {

namespace {

QHash<QString, QString> valuesOf(const Theme& theme) {
    const auto pixels = [](int size) { return QString::number(size) + QStringLiteral("px"); };
    return {
        {QStringLiteral("kind"), theme.kind == ThemeKind::Dark ? QStringLiteral("dark") : QStringLiteral("light")},
        {QStringLiteral("window"), theme.window.name()},
        {QStringLiteral("panel"), theme.panel.name()},
        {QStringLiteral("field"), theme.field.name()},
        {QStringLiteral("line"), theme.line.name()},
        {QStringLiteral("text"), theme.text.name()},
        {QStringLiteral("textMuted"), theme.textMuted.name()},
        {QStringLiteral("textFaint"), theme.textFaint.name()},
        {QStringLiteral("accent"), theme.accent.name()},
        {QStringLiteral("accentSoft"), theme.accentSoft.name()},
        {QStringLiteral("onAccent"), theme.onAccent.name()},
        {QStringLiteral("accentHover"), mixed(theme.accent, theme.text, 0.9).name()},
        {QStringLiteral("accentPressed"), mixed(theme.accent, theme.text, 0.8).name()},
        {QStringLiteral("hover"), mixed(theme.text, theme.panel, 0.05).name()},
        {QStringLiteral("pressed"), mixed(theme.text, theme.panel, 0.1).name()},
        {QStringLiteral("scroll"), mixed(theme.textFaint, theme.panel, 0.5).name()},
        {QStringLiteral("danger"), theme.danger().name()},
        {QStringLiteral("dangerSoft"), theme.cause(diagnosis::Cause::SuspiciousPattern).fill.name()},
        {QStringLiteral("okMark"), theme.cause(diagnosis::Cause::None).mark.name()},
        {QStringLiteral("radius"), pixels(theme.space.radius)},
        {QStringLiteral("cardRadius"), pixels(theme.space.cardRadius)},
        {QStringLiteral("smallPx"), pixels(theme.type.small)},
        {QStringLiteral("labelPx"), pixels(theme.type.label)},
        {QStringLiteral("titlePx"), pixels(theme.type.title)},
        {QStringLiteral("bannerPx"), pixels(theme.type.banner)},
        {QStringLiteral("monoPx"), pixels(theme.type.mono)},
        {QStringLiteral("mono"), monoFontFamily()},
    };
}

} // namespace

AppStyle::AppStyle(QApplication& application, ThemeManager& themes) : m_application(application), m_themes(themes) {
    QApplication::setStyle(new FusionTweaks);
    connect(&themes, &ThemeManager::changed, this, &AppStyle::apply);
    apply();
}

void AppStyle::apply() {
    const Theme& theme = m_themes.theme();
    QApplication::setFont(uiFont(theme.type.base));
    QApplication::setPalette(paletteOf(theme));
    m_application.setStyleSheet(styleSheetOf(theme));
}

QPalette paletteOf(const Theme& theme) {
    QPalette palette;
    palette.setColor(QPalette::Window, theme.panel);
    palette.setColor(QPalette::WindowText, theme.text);
    palette.setColor(QPalette::Base, theme.field);
    palette.setColor(QPalette::AlternateBase, theme.window);
    palette.setColor(QPalette::Text, theme.text);
    palette.setColor(QPalette::PlaceholderText, theme.textMuted);
    palette.setColor(QPalette::Button, theme.panel);
    palette.setColor(QPalette::ButtonText, theme.text);
    palette.setColor(QPalette::BrightText, theme.onAccent);
    palette.setColor(QPalette::ToolTipBase, theme.panel);
    palette.setColor(QPalette::ToolTipText, theme.text);
    palette.setColor(QPalette::Highlight, theme.accent);
    palette.setColor(QPalette::HighlightedText, theme.onAccent);
    palette.setColor(QPalette::Link, theme.accent);
    palette.setColor(QPalette::LinkVisited, theme.accent);
    palette.setColor(QPalette::Light, mixed(theme.line, theme.panel, 0.5));
    palette.setColor(QPalette::Midlight, mixed(theme.line, theme.panel, 0.7));
    palette.setColor(QPalette::Mid, theme.line);
    palette.setColor(QPalette::Dark, mixed(theme.textFaint, theme.panel, 0.6));
    palette.setColor(QPalette::Shadow, Qt::black);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, theme.textFaint);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, theme.line);
    return palette;
}

QString styleSheetOf(const Theme& theme) {
    QFile file(QStringLiteral(":/knockback/theme/widgets.qss"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QString source = QString::fromUtf8(file.readAll());
    const auto values = valuesOf(theme);
    static const QRegularExpression name(QStringLiteral("@([A-Za-z]+)"));
    QString sheet;
    qsizetype from = 0;
    for (auto matches = name.globalMatch(source); matches.hasNext();) {
        const auto match = matches.next();
        Q_ASSERT_X(values.contains(match.captured(1)), "widgets.qss", qUtf8Printable(match.captured(1)));
        sheet += QStringView(source).sliced(from, match.capturedStart() - from);
        sheet += values.value(match.captured(1));
        from = match.capturedEnd();
    }
    sheet += QStringView(source).sliced(from);
    return sheet;
}

void setRole(QWidget* widget, const char* role) {
    widget->setProperty("role", QLatin1String(role));
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

} // namespace knockback::ui
