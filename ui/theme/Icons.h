// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QIcon>
#include <QPixmap>
#include <QStringView>

namespace knockback::ui {

// Our own icons: resources/icons/<name>.svg, drawn in one colour that is chosen here. Unknown names are a bug and give
// an empty icon.
[[nodiscard]] QPixmap iconPixmap(QStringView name, const QColor& colour, int size, double pixelRatio = 1.0);

// The same as a QIcon, sharp on every screen.
[[nodiscard]] QIcon themedIcon(QStringView name, const QColor& colour);

} // namespace knockback::ui
