// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/Theme.h"

#include <QPainterPath>
#include <QRectF>

class QPainter;

namespace knockback::ui {

// The outline of a shape inside `box`, to be filled. Optically even: a triangle looks as large as a square.
[[nodiscard]] QPainterPath shapePath(Shape shape, const QRectF& box);

// Fills a cause's shape in its mark colour, or in `colour` when that is valid.
void drawCauseShape(QPainter& painter, const Theme& theme, diagnosis::Cause cause, const QRectF& box,
                    const QColor& colour = {});

} // namespace knockback::ui
