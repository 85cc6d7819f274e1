// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/Icons.h"

#include <QFile>
#include <QPainter>
#include <QSvgRenderer>

namespace knockback::ui {

namespace {

// Renders for the size that is asked for instead of scaling a pixmap.
QPixmap render(const QByteArray& svg, const QColor& colour, int size, double pixelRatio) {
    QByteArray tinted = svg;
    tinted.replace("currentColor", colour.name().toLatin1());
    const int pixels = qRound(size * pixelRatio);
    QPixmap pixmap(pixels, pixels);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    QSvgRenderer(tinted).render(&painter, QRectF(0, 0, pixels, pixels));
    painter.end();
    pixmap.setDevicePixelRatio(pixelRatio);
    return pixmap;
}

QByteArray source(QStringView name) {
    QFile file(QStringLiteral(":/knockback/icons/%1.svg").arg(name));
    const bool found = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(found, "icon", qUtf8Printable(name.toString()));
    return found ? file.readAll() : QByteArray();
}

} // namespace

QPixmap iconPixmap(QStringView name, const QColor& colour, int size, double pixelRatio) {
    return render(source(name), colour, size, pixelRatio);
}

QIcon themedIcon(QStringView name, const QColor& colour) {
    const QByteArray svg = source(name);
    QIcon icon;
    for (const int size : {12, 16, 20, 24, 32, 48, 64})
        icon.addPixmap(render(svg, colour, size, 1.0));
    return icon;
}

} // namespace knockback::ui
