// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/ChevronCombo.h"

#include <QPainter>

namespace knockback::ui {

namespace {

constexpr int fromRight = 14;

} // namespace

void drawChevron(QPainter& painter, const QPointF& centre, const QColor& colour) {
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(
        QPolygonF({centre + QPointF(-3.5, -1.75), centre + QPointF(0, 1.75), centre + QPointF(3.5, -1.75)}));
}

ChevronCombo::ChevronCombo(ThemeManager& themes, QWidget* parent) : QComboBox(parent), m_themes(themes) {}

void ChevronCombo::paintEvent(QPaintEvent* event) {
    QComboBox::paintEvent(event);
    QPainter painter(this);
    drawChevron(painter, QPointF(width() - fromRight, height() / 2.0), m_themes.theme().textMuted);
}

} // namespace knockback::ui
