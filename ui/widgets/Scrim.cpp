// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/Scrim.h"

#include <QDialog>
#include <QPainter>

namespace knockback::ui {

Scrim::Scrim(QWidget& window) : QWidget(&window) {
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setGeometry(window.rect());
    show();
    raise();
}

void Scrim::cover(QWidget& window, QObject& dialog) {
    auto* scrim = new Scrim(window);
    connect(&dialog, &QObject::destroyed, scrim, &QObject::deleteLater);
    if (const auto* closing = qobject_cast<QDialog*>(&dialog))
        connect(closing, &QDialog::finished, scrim, &QObject::deleteLater);
}

void Scrim::paintEvent(QPaintEvent*) {
    QPainter(this).fillRect(rect(), QColor(0, 0, 0, 110));
}

} // namespace knockback::ui
