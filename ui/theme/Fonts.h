// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/Theme.h"

#include <QFont>

namespace knockback::ui {

// The desktop's interface font; Inter, when the platform offers no more than a fallback and Inter is installed.
[[nodiscard]] QString uiFontFamily();
// For wire data: JetBrains Mono when installed, else the system's fixed-width font.
[[nodiscard]] QString monoFontFamily();

[[nodiscard]] QFont uiFont(int pixelSize, QFont::Weight weight = QFont::Normal);
[[nodiscard]] QFont monoFont(int pixelSize, QFont::Weight weight = QFont::Normal);

} // namespace knockback::ui
