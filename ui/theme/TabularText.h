// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QString>

class QPainter;
class QRectF;

namespace knockback::ui {

// Text whose digits all take the width of the widest one, so that a running number does not dance. (QFont can ask for a
// font's own tabular figures only from Qt 6.7 on.)
[[nodiscard]] double tabularWidth(const QFont& font, QStringView text);

// Draws one line with the painter's font and pen; horizontal and vertical alignment as in QPainter::drawText.
void drawTabular(QPainter& painter, const QRectF& box, Qt::Alignment alignment, const QString& text);

} // namespace knockback::ui
