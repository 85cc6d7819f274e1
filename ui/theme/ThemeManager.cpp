// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/ThemeManager.h"

#include "ui/theme/ThemeLoader.h"

#include <QGuiApplication>
#include <QPalette>

#include <algorithm>

namespace knockback::ui {

namespace {

Theme zoomed(Theme theme, int percent) {
    for (int* size : {&theme.type.base, &theme.type.small, &theme.type.label, &theme.type.title, &theme.type.banner,
                      &theme.type.mono, &theme.space.rowHeight, &theme.space.badgeRadius})
        *size = (*size * percent + 50) / 100;
    return theme;
}

} // namespace

ThemeManager::ThemeManager(ThemeKind system, QObject* parent)
    : QObject(parent)
    , m_system(system)
    , m_light(builtInThemes().light)
    , m_dark(builtInThemes().dark) {}
ThemeManager::ThemeManager(QObject* parent) : ThemeManager(systemKind(), parent) {}

bool ThemeManager::isDark() const {
    return m_choice == ThemeChoice::Dark || (m_choice == ThemeChoice::System && m_system == ThemeKind::Dark);
}

const Theme& ThemeManager::theme() const {
    return isDark() ? m_dark : m_light;
}

void ThemeManager::setZoom(int percent) {
    const int wanted = std::clamp(percent, smallestZoom, largestZoom);
    if (wanted == m_zoom)
        return;
    m_zoom = wanted;
    m_light = zoomed(builtInThemes().light, wanted);
    m_dark = zoomed(builtInThemes().dark, wanted);
    Q_EMIT changed();
}

void ThemeManager::choose(ThemeChoice choice) {
    apply(choice, m_system);
}

void ThemeManager::setSystemKind(ThemeKind kind) {
    apply(m_choice, kind);
}

void ThemeManager::apply(ThemeChoice choice, ThemeKind system) {
    const ThemeKind before = theme().kind;
    m_choice = choice;
    m_system = system;
    if (theme().kind != before)
        Q_EMIT changed();
}

ThemeKind ThemeManager::systemKind() {
    const QPalette palette = QGuiApplication::palette();
    const bool dark = palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness();
    return dark ? ThemeKind::Dark : ThemeKind::Light;
}

} // namespace knockback::ui
