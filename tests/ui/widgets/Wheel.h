// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>
#include <QTest>
#include <QWheelEvent>
#include <QWidget>

namespace knockback::test {

// Turns the wheel by a notch towards the user over the middle of a widget. The event counts as one of the system's:
// only those go on to the widgets around one that does not want it.
inline void turnWheel(QWidget& over) {
    const QPointF centre = QRectF(over.rect()).center();
    QWheelEvent event(centre, over.mapToGlobal(centre), {}, {0, -120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase,
                      false);
    QSpontaneKeyEvent::setSpontaneous(&event);
    qApp->notify(&over, &event);
}

} // namespace knockback::test
