// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/painter/TimelinePng.h"

#include "ui/painter/TimelinePicture.h"

#include <QBuffer>
#include <QImage>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace knockback::ui {

namespace {

timeline::TimeRange withAir(timeline::TimeRange range) {
    const auto air = std::max<base::Nanoseconds>(range.span() / 25, base::Milliseconds(5));
    return {range.begin - air, range.end + air};
}

} // namespace

QByteArray paintTimelinePng(const timeline::TimelineModel& model, const Theme& theme, const PngRequest& request) {
    const PictureGeometry geometry;
    const timeline::TimeRange whole = withAir(model.bounds().value_or(timeline::TimeRange{}));
    timeline::LayoutRequest wanted;
    wanted.axis = {request.range.value_or(whole), geometry.labelWidth, request.width - geometry.labelWidth - 12};
    wanted.top = geometry.rulerHeight;
    wanted.now = wanted.axis.range.end;
    const timeline::TimelineLayout layout = timeline::layOut(model, wanted);

    const int height = std::clamp(static_cast<int>(std::ceil(geometry.rulerHeight + layout.height + 4)), 60,
                                  std::max(request.mostHeight, 60));
    const QSize pixels = QSizeF(request.width * request.pixelRatio, height * request.pixelRatio).toSize();
    QImage image(pixels, QImage::Format_RGB32);
    image.setDevicePixelRatio(request.pixelRatio);
    image.fill(theme.panel);
    const QRectF plot(wanted.axis.left, geometry.rulerHeight, wanted.axis.width, height - geometry.rulerHeight);
    timeline::LocalClock clock = model.clock();
    clock.utcOffset = request.utcOffset;
    QPainter painter(&image);
    paintTimeline(painter, {theme, model, layout, wanted.axis, clock, plot, {}, false});
    painter.end();

    QByteArray png;
    QBuffer buffer(&png);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return png;
}

} // namespace knockback::ui
