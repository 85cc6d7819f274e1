// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/ThemeManager.h"

#include "ui/theme/ThemeLoader.h"

#include <QGuiApplication>
#include <QPalette>

namespace knockback::ui {

ThemeManager::ThemeManager(ThemeKind system, QObject* parent) : QObject(parent), m_system(system) {}
ThemeManager::ThemeManager(QObject* parent) : ThemeManager(systemKind(), parent) {}

const Theme& ThemeManager::theme() const {
    const bool dark = m_choice == ThemeChoice::Dark || (m_choice == ThemeChoice::System && m_system == ThemeKind::Dark);
    return dark ? builtInThemes().dark : builtInThemes().light;
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
