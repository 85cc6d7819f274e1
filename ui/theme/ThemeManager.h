// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/Theme.h"

#include <QObject>

namespace knockback::ui {

enum class ThemeChoice { System, Light, Dark };

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
    // The desktop went dark or light; matters while the choice is System.
    void setSystemKind(ThemeKind kind);

    // What the platform's own palette looks like. Only right before AppStyle puts ours in its place.
    [[nodiscard]] static ThemeKind systemKind();

Q_SIGNALS:
    void changed();

private:
    void apply(ThemeChoice choice, ThemeKind system);

    ThemeKind m_system;
    ThemeChoice m_choice = ThemeChoice::System;
};

} // namespace knockback::ui
