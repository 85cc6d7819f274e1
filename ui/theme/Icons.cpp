// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/Icons.h"

#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QSvgRenderer>

namespace knockback::ui {

namespace {

QByteArray source(QStringView name, const QColor& colour) {
    QFile file(QStringLiteral(":/knockback/icons/%1.svg").arg(name));
    const bool found = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(found, "icon", qUtf8Printable(name.toString()));
    return found ? file.readAll().replace("currentColor", colour.name().toLatin1()) : QByteArray();
}

// Renders for the size that is asked for instead of scaling a pixmap.
class SvgEngine final : public QIconEngine {
public:
    explicit SvgEngine(QByteArray svg) : m_svg(std::move(svg)) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override {
        painter->save();
        if (mode == QIcon::Disabled)
            painter->setOpacity(0.45);
        QSvgRenderer(m_svg).render(painter, QRectF(rect));
        painter->restore();
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(0, 0), size), mode, state);
        return pixmap;
    }
    [[nodiscard]] QIconEngine* clone() const override { return new SvgEngine(m_svg); }

private:
    QByteArray m_svg;
};

} // namespace

QPixmap iconPixmap(QStringView name, const QColor& colour, int size, double pixelRatio) {
    SvgEngine engine(source(name, colour));
    const int pixels = qRound(size * pixelRatio);
    QPixmap pixmap = engine.pixmap({pixels, pixels}, QIcon::Normal, QIcon::Off);
    pixmap.setDevicePixelRatio(pixelRatio);
    return pixmap;
}

QIcon themedIcon(QStringView name, const QColor& colour) {
    return QIcon(new SvgEngine(source(name, colour)));
}

} // namespace knockback::ui
