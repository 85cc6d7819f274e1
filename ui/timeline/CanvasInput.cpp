// SPDX-License-Identifier: GPL-3.0-or-later
// What mouse and keys do on the timeline.
#include "ui/timeline/TimelineCanvas.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>

#include <cmath>

namespace knockback::ui {

namespace {

constexpr double wheelNotch = 120; // QWheelEvent's units
constexpr double zoomPerNotch = 0.8;
constexpr double keyZoom = 0.7;
constexpr double keyPan = 0.1; // of the width
constexpr double keyScroll = 44;

} // namespace

void TimelineCanvas::wheelEvent(QWheelEvent* event) {
    const QPoint turned = event->angleDelta();
    const bool sideways = std::abs(turned.x()) > std::abs(turned.y());
    if (event->modifiers() & Qt::ControlModifier)
        scrollBy(-turned.y() / wheelNotch * keyScroll);
    else if (sideways || (event->modifiers() & Qt::ShiftModifier))
        pan((sideways ? turned.x() : turned.y()) / wheelNotch * 60);
    else if (turned.y() != 0)
        zoomAround(event->position().x(), std::pow(zoomPerNotch, turned.y() / wheelNotch));
    event->accept();
}

void TimelineCanvas::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) {
        QWidget::mousePressEvent(event);
        return;
    }
    m_pressed = true;
    m_dragging = false;
    m_dragFrom = event->position();
}

void TimelineCanvas::mouseMoveEvent(QMouseEvent* event) {
    if (!m_pressed)
        return;
    const QPointF moved = event->position() - m_dragFrom;
    if (!m_dragging && moved.manhattanLength() < QApplication::startDragDistance())
        return;
    m_dragging = true;
    setCursor(Qt::ClosedHandCursor);
    m_dragFrom = event->position();
    if (moved.y() != 0)
        scrollBy(-moved.y());
    if (moved.x() != 0)
        pan(moved.x());
}

void TimelineCanvas::mouseReleaseEvent(QMouseEvent* event) {
    const bool click = m_pressed && !m_dragging;
    m_pressed = m_dragging = false;
    unsetCursor();
    if (!click || event->button() != Qt::LeftButton)
        return;
    const double x = event->position().x();
    const auto hit = timeline::hitAt(layoutNow(), x, event->position().y());
    if (const auto* span = std::get_if<const timeline::Span*>(&hit))
        if (const auto bar = timeline::attemptAt(*m_scene.model, axis(), **span, x)) {
            select(*bar);
            return;
        }
    Q_EMIT selected({}, {});
}

void TimelineCanvas::keyPressEvent(QKeyEvent* event) {
    const TimelineCanvas& self = *this;
    const double middle = self.axis().left + self.axis().width / 2;
    const bool alt = event->modifiers() & Qt::AltModifier;
    switch (event->key()) {
    case Qt::Key_Left:
        alt ? Q_EMIT wentBack() : pan(axis().width * keyPan);
        return;
    case Qt::Key_Right:
        alt ? Q_EMIT wentForward() : pan(-axis().width * keyPan);
        return;
    case Qt::Key_Up:
        scrollBy(-keyScroll);
        return;
    case Qt::Key_Down:
        scrollBy(keyScroll);
        return;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoomAround(middle, keyZoom);
        return;
    case Qt::Key_Minus:
        zoomAround(middle, 1 / keyZoom);
        return;
    case Qt::Key_0:
    case Qt::Key_Home:
        Q_EMIT followed();
        return;
    case Qt::Key_F:
        Q_EMIT fitted();
        return;
    case Qt::Key_Escape:
        if (!m_scene.selected.isNull()) {
            Q_EMIT selected({}, {});
            return;
        }
        break;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

} // namespace knockback::ui
