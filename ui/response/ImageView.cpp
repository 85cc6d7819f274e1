// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/response/ImageView.h"

#include <QPainter>

namespace knockback::ui {

namespace {

constexpr int margin = 12;
constexpr int square = 8;

QBrush chequered(const Theme& theme) {
    QPixmap tile(2 * square, 2 * square);
    tile.fill(theme.field);
    QPainter painter(&tile);
    painter.fillRect(0, 0, square, square, mixed(theme.line, theme.field, 0.5));
    painter.fillRect(square, square, square, square, mixed(theme.line, theme.field, 0.5));
    return QBrush(tile);
}

} // namespace

ImageView::ImageView(ThemeManager& themes, QWidget* parent) : QWidget(parent), m_themes(themes) {
    setAccessibleName(tr("Image"));
    connect(&themes, &ThemeManager::changed, this, qOverload<>(&QWidget::update));
}

void ImageView::setImage(const QImage& image) {
    m_image = image;
    update();
}

void ImageView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), m_themes.theme().field);
    if (m_image.isNull())
        return;
    const QRect room = rect().adjusted(margin, margin, -margin, -margin);
    QSize size = m_image.size();
    if (size.width() > room.width() || size.height() > room.height())
        size.scale(room.size(), Qt::KeepAspectRatio);
    QRect place(QPoint(), size);
    place.moveCenter(room.center());
    if (m_image.hasAlphaChannel())
        painter.fillRect(place, chequered(m_themes.theme()));
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(place, m_image);
}

} // namespace knockback::ui
