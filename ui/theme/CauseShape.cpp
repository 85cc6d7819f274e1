// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/CauseShape.h"

#include <QPainter>
#include <QPolygonF>

#include <cmath>
#include <numbers>

namespace knockback::ui {

namespace {

// A regular polygon with a corner at the top.
QPainterPath polygon(int corners, const QPointF& centre, double radius) {
    QPolygonF points;
    for (int i = 0; i < corners; ++i) {
        const double angle = 2 * std::numbers::pi * i / corners - std::numbers::pi / 2;
        points << centre + radius * QPointF(std::cos(angle), std::sin(angle));
    }
    QPainterPath path;
    path.addPolygon(points);
    path.closeSubpath();
    return path;
}

QPainterPath cross(const QPointF& centre, double reach) {
    const double thick = reach * 0.3;
    QPainterPath path;
    path.setFillRule(Qt::WindingFill);
    for (const double sign : {1.0, -1.0}) {
        const QPointF along(reach, reach * sign);
        const QPointF aside(-thick * sign, thick);
        path.addPolygon(QPolygonF({centre - along - aside, centre - along + aside, centre + along + aside,
                                   centre + along - aside, centre - along - aside}));
    }
    return path;
}

} // namespace

QPainterPath shapePath(Shape shape, const QRectF& box) {
    const QPointF centre = box.center();
    const double half = std::min(box.width(), box.height()) / 2;
    QPainterPath path;
    switch (shape) {
    case Shape::Disc:
        path.addEllipse(centre, half * 0.9, half * 0.9);
        return path;
    case Shape::Triangle:
        return polygon(3, centre + QPointF(0, half * 0.25), half * 1.15);
    case Shape::Square:
        path.addRect(QRectF(centre - QPointF(half, half) * 0.82, centre + QPointF(half, half) * 0.82));
        return path;
    case Shape::Pentagon:
        return polygon(5, centre + QPointF(0, half * 0.06), half);
    case Shape::Diamond:
        return polygon(4, centre, half * 1.08);
    case Shape::Hexagon:
        return polygon(6, centre, half);
    case Shape::Cross:
        return cross(centre, half * 0.7);
    case Shape::Ring:
        path.setFillRule(Qt::OddEvenFill);
        path.addEllipse(centre, half * 0.95, half * 0.95);
        path.addEllipse(centre, half * 0.5, half * 0.5);
        return path;
    }
    return path;
}

void drawCauseShape(QPainter& painter, const Theme& theme, diagnosis::Cause cause, const QRectF& box,
                    const QColor& colour) {
    const CauseLook& look = theme.cause(cause);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillPath(shapePath(look.shape, box), colour.isValid() ? colour : look.mark);
    painter.restore();
}

} // namespace knockback::ui
