// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/SplitButton.h"

#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QStyleOptionButton>
#include <QStylePainter>

namespace knockback::ui {

namespace {

constexpr int chevronZone = 26;

void drawChevron(QPainter& painter, const QPointF& centre, const QColor& colour) {
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(
        QPolygonF({centre + QPointF(-3.5, -1.75), centre + QPointF(0, 1.75), centre + QPointF(3.5, -1.75)}));
}

} // namespace

SplitButton::SplitButton(ThemeManager& themes, QWidget* parent) : QPushButton(parent), m_themes(themes) {
    setAutoDefault(false);
}

void SplitButton::setChoosable(bool choosable) {
    m_choosable = choosable;
    update();
}

QSize SplitButton::sizeHint() const {
    return QPushButton::sizeHint() + QSize(chevronZone - 12, 0);
}

void SplitButton::openMenu() {
    if (m_choices && m_choosable)
        m_choices->popup(mapToGlobal(QPoint(0, height() + 2)));
}

void SplitButton::mousePressEvent(QMouseEvent* event) {
    if (m_choosable && event->button() == Qt::LeftButton && event->pos().x() >= width() - chevronZone)
        return openMenu();
    QPushButton::mousePressEvent(event);
}

void SplitButton::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Down && event->modifiers() == Qt::AltModifier)
        return openMenu();
    QPushButton::keyPressEvent(event);
}

void SplitButton::paintEvent(QPaintEvent* event) {
    if (!m_choosable)
        return QPushButton::paintEvent(event);
    QStylePainter painter(this);
    QStyleOptionButton option;
    initStyleOption(&option);
    option.text.clear();
    painter.drawControl(QStyle::CE_PushButton, option);
    const QColor ink = m_themes.theme().onAccent;
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    painter.setFont(bold);
    painter.setPen(ink);
    painter.drawText(rect().adjusted(0, 0, -chevronZone + 8, 0), Qt::AlignCenter, text());
    drawChevron(painter, QPointF(width() - chevronZone / 2.0 - 2, height() / 2.0 + 0.5), ink);
}

} // namespace knockback::ui
