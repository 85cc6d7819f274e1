// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/Theme.h"

#include <QObject>

namespace knockback::ui {

enum class ThemeChoice { System, Light, Dark };

// In per cent.
inline constexpr int smallestZoom = 80;
inline constexpr int largestZoom = 160;

// Says which theme holds now. Whoever paints asks theme() and listens to changed(); who dresses the standard widgets is
// ui/widgets' AppStyle.
class ThemeManager final : public QObject {
    Q_OBJECT
public:
    // `system` is what the desktop shows when this starts: systemKind(), unless a test says otherwise.
    explicit ThemeManager(ThemeKind system, QObject* parent = nullptr);
    explicit ThemeManager(QObject* parent = nullptr);

    [[nodiscard]] const Theme& theme() const;
    [[nodiscard]] ThemeChoice choice() const { return m_choice; }
    void choose(ThemeChoice choice);
    // All type and row heights in per cent of their usual size; kept from smallestZoom to largestZoom.
    void setZoom(int percent);
    [[nodiscard]] int zoom() const { return m_zoom; }
    // The desktop went dark or light; matters while the choice is System.
    void setSystemKind(ThemeKind kind);

    // What the platform's own palette looks like. Only right before AppStyle puts ours in its place.
    [[nodiscard]] static ThemeKind systemKind();

Q_SIGNALS:
    void changed();

private:
    void apply(ThemeChoice choice, ThemeKind system);
    [[nodiscard]] bool isDark() const;

    ThemeKind m_system;
    ThemeChoice m_choice = ThemeChoice::System;
    int m_zoom = 100;
    Theme m_light;
    Theme m_dark;
};

} // namespace knockback::ui
