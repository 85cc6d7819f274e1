// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/ThemeManager.h"

namespace knockback::ui {

inline constexpr int longestTimeoutSeconds = 3600;

// What the user chose once for the whole window.
struct Preferences {
    ThemeChoice theme = ThemeChoice::System;
    int zoom = 100;          // of all type, in per cent
    bool sideBySide = false; // request and response; else one over the other
    int timeoutSeconds = 30; // that a new request starts with; 0 = none
    bool operator==(const Preferences&) const = default;
};

} // namespace knockback::ui
