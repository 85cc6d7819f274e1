// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/diagnosis/Diagnosis.h"

#include <QColor>

#include <array>

namespace knockback::ui {

enum class ThemeKind { Light, Dark };

// The eight forms that say again what a colour says.
enum class Shape { Disc, Triangle, Square, Pentagon, Diamond, Hexagon, Cross, Ring };

// How one cause looks. `mark` for shapes and bars, `fill` for badge and banner grounds, `text` for words on `fill` or
// on the panel (at least 4.5 : 1 there).
struct CauseLook {
    QColor mark;
    QColor fill;
    QColor text;
    Shape shape = Shape::Disc;
};

// In pixels; everything sits on a grid of `unit`.
struct Spacing {
    int unit = 4;
    int panelPadding = 12;
    int rowHeight = 28;
    int toolbarHeight = 44;
    int radius = 6;
    int cardRadius = 8;
    int badgeRadius = 9;
};

// Font sizes in pixels.
struct TypeScale {
    int base = 13;
    int small = 11;
    int label = 12;
    int title = 17;
    int banner = 14;
    int mono = 12;
};

struct Motion {
    int countdownHz = 10;
    int fadeMs = 120;
};

// Everything that is needed to draw in one theme: a value, read from resources/theme/tokens.json.
struct Theme {
    ThemeKind kind = ThemeKind::Light;
    QColor window; // behind everything
    QColor panel;  // what content stands on
    QColor field;  // inputs and wire data
    QColor line;   // hairlines and outlines
    QColor text;
    QColor textMuted;
    QColor textFaint; // marks and large text only
    QColor accent;
    QColor accentSoft; // selection ground
    QColor onAccent;
    std::array<CauseLook, 8> causes; // in the order of diagnosis::Cause
    Spacing space;
    TypeScale type;
    Motion motion;

    [[nodiscard]] const CauseLook& cause(diagnosis::Cause cause) const {
        return causes[static_cast<std::size_t>(cause)];
    }
    // What a destructive or escalating action is outlined in.
    [[nodiscard]] const QColor& danger() const { return cause(diagnosis::Cause::SuspiciousPattern).text; }
};

// The colour of a cause's shapes and bars.
[[nodiscard]] QColor causeColour(const Theme& theme, diagnosis::Cause cause);

// WCAG 2 contrast of two opaque colours, 1 … 21.
[[nodiscard]] double contrast(const QColor& a, const QColor& b);

// White or black, whichever reads better on `ground`.
[[nodiscard]] QColor inkOn(const QColor& ground);

// `top` with `share` (0 … 1) of it over `ground`, opaque.
[[nodiscard]] QColor mixed(const QColor& top, const QColor& ground, double share);

} // namespace knockback::ui
