// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/FusionTweaks.h"

#include <QAbstractSpinBox>
#include <QComboBox>
#include <QEvent>
#include <QPainter>
#include <QStyleOption>

#include <algorithm>

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

QPen rounded(const QColor& colour, double width) {
    return {colour, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin};
}

void drawChevron(QPainter& painter, const QStyleOption& option, int turn) {
    const auto group = option.state & QStyle::State_Enabled ? QPalette::Active : QPalette::Disabled;
    painter.setPen(rounded(option.palette.color(group, QPalette::PlaceholderText), 1.5));
    painter.translate(QRectF(option.rect).center());
    painter.rotate(turn);
    painter.drawPolyline(QPolygonF({{-3.5, -1.75}, {0, 1.75}, {3.5, -1.75}}));
}

// A box or disc that is filled with the accent when it is on.
void drawIndicator(QPainter& painter, const QStyleOption& option, bool round) {
    const bool enabled = option.state & QStyle::State_Enabled;
    const bool on = option.state & (QStyle::State_On | QStyle::State_NoChange);
    const bool focused = option.state & QStyle::State_HasFocus;
    const auto group = enabled ? QPalette::Active : QPalette::Disabled;
    const double size = std::min({option.rect.width(), option.rect.height(), 14});
    QRectF box(0, 0, size, size);
    box.moveCenter(QRectF(option.rect).center());
    const QColor accent = option.palette.color(group, QPalette::Highlight);
    painter.setPen(QPen(on || focused ? accent : option.palette.color(QPalette::PlaceholderText), 1));
    painter.setBrush(on ? accent : option.palette.color(QPalette::Base));
    const double radius = round ? size / 2 : 3;
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    if (!on)
        return;
    const QColor ink = option.palette.color(QPalette::HighlightedText);
    const QPointF centre = box.center();
    if (round) {
        painter.setBrush(ink);
        painter.setPen(Qt::NoPen);
        painter.drawEllipse(centre, 2.5, 2.5);
        return;
    }
    painter.setPen(rounded(ink, 1.6));
    if (option.state & QStyle::State_NoChange)
        painter.drawLine(centre - QPointF(3, 0), centre + QPointF(3, 0));
    else
        painter.drawPolyline(
            QPolygonF({centre + QPointF(-3, 0.2), centre + QPointF(-0.8, 2.4), centre + QPointF(3.2, -2.2)}));
}

} // namespace

FusionTweaks::FusionTweaks() : QProxyStyle(QStringLiteral("fusion")) {}

void FusionTweaks::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                                 const QWidget* widget) const {
    const auto turn = chevronTurn(element);
    const bool check = element == PE_IndicatorCheckBox || element == PE_IndicatorItemViewItemCheck;
    if (!turn && !check && element != PE_IndicatorRadioButton) {
        QProxyStyle::drawPrimitive(element, option, painter, widget);
        return;
    }
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (turn)
        drawChevron(*painter, *option, *turn);
    else
        drawIndicator(*painter, *option, !check);
    painter->restore();
}

int FusionTweaks::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                            QStyleHintReturn* answer) const {
    if (hint == SH_Menu_SubMenuPopupDelay || hint == SH_ComboBox_AllowWheelScrolling)
        return 0;
    return QProxyStyle::styleHint(hint, option, widget, answer);
}

void FusionTweaks::polish(QWidget* widget) {
    QProxyStyle::polish(widget);
    if (!qobject_cast<QComboBox*>(widget) && !qobject_cast<QAbstractSpinBox*>(widget))
        return;
    widget->installEventFilter(this);
    if (widget->focusPolicy() == Qt::WheelFocus)
        widget->setFocusPolicy(Qt::StrongFocus);
}

void FusionTweaks::unpolish(QWidget* widget) {
    widget->removeEventFilter(this);
    QProxyStyle::unpolish(widget);
}

// The box accepts a wheel even when the style forbids it to make use of it: the pane around it would stand still.
bool FusionTweaks::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::Wheel)
        return QProxyStyle::eventFilter(watched, event);
    event->ignore();
    return true;
}

} // namespace knockback::ui
