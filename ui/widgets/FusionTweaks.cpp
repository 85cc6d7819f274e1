// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/FusionTweaks.h"

#include <QPainter>
#include <QStyleOption>

namespace knockback::ui {

namespace {

// How far a chevron is turned from pointing down; empty for what is not an arrow.
std::optional<int> chevronTurn(QStyle::PrimitiveElement element) {
    switch (element) {
    case QStyle::PE_IndicatorArrowDown:
        return 0;
    case QStyle::PE_IndicatorArrowLeft:
        return 90;
    case QStyle::PE_IndicatorArrowUp:
        return 180;
    case QStyle::PE_IndicatorArrowRight:
        return 270;
    default:
        return {};
    }
}

} // namespace

FusionTweaks::FusionTweaks() : QProxyStyle(QStringLiteral("fusion")) {}

void FusionTweaks::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                                 const QWidget* widget) const {
    const auto turn = chevronTurn(element);
    if (!turn) {
        QProxyStyle::drawPrimitive(element, option, painter, widget);
        return;
    }
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const auto group = option->state & State_Enabled ? QPalette::Active : QPalette::Disabled;
    QPen pen(option->palette.color(group, QPalette::PlaceholderText), 1.5);
    pen.setCapStyle(Qt::RoundCap);
    pen.setJoinStyle(Qt::RoundJoin);
    painter->setPen(pen);
    painter->translate(QRectF(option->rect).center());
    painter->rotate(*turn);
    painter->drawPolyline(QPolygonF({{-3.5, -1.75}, {0, 1.75}, {3.5, -1.75}}));
    painter->restore();
}

int FusionTweaks::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                            QStyleHintReturn* answer) const {
    if (hint == SH_Menu_SubMenuPopupDelay)
        return 0;
    return QProxyStyle::styleHint(hint, option, widget, answer);
}

} // namespace knockback::ui
