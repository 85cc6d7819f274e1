// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/limits/GaugePainter.h"

#include "ui/limits/MoodLook.h"
#include "ui/theme/Fonts.h"
#include "ui/theme/TabularText.h"

#include <QPainter>
#include <QPainterPath>
#include <QPen>

#include <algorithm>

namespace knockback::ui {

namespace {

constexpr double arcWidth = 6;
// QPainter counts sixteenths of a degree, from three o'clock, against the clock.
constexpr int arcStart = 225 * 16;
constexpr int arcLength = -270 * 16;

void paintWords(QPainter& painter, const Theme& theme, const QRectF& box, const BucketWords& words) {
    int size = 17;
    const double room = box.width() - 2 * arcWidth - 10;
    while (size > 10 && tabularWidth(uiFont(size, QFont::DemiBold), words.big) > room)
        --size;
    painter.setPen(theme.text);
    painter.setFont(uiFont(size, QFont::DemiBold));
    const double lift = words.small.isEmpty() ? 0 : 5;
    drawTabular(painter, box.adjusted(0, -2 * lift, 0, 0), Qt::AlignCenter, words.big);
    painter.setPen(theme.textMuted);
    painter.setFont(uiFont(words.small.size() > 6 ? 9 : 10));
    drawTabular(painter, box.adjusted(0, 22, 0, 0), Qt::AlignCenter, words.small);
}

// Half as much time again as is behind, when that much is needed to show where the quota runs out.
base::SteadyTime chartEnd(const ratelimit::BucketState& bucket, base::SteadyTime now) {
    const auto end = std::max(now, bucket.samples.back().at);
    if (!bucket.exhaustedAt || *bucket.exhaustedAt <= now)
        return end;
    return std::max(end, std::min(*bucket.exhaustedAt, now + (now - bucket.samples.front().at) / 2));
}

} // namespace

void paintGauge(QPainter& painter, const Theme& theme, const QRectF& box, const BucketWords& words, BucketMood mood,
                std::optional<double> share) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF arc = box.adjusted(arcWidth / 2, arcWidth / 2, -arcWidth / 2, -arcWidth / 2);
    QPen pen(theme.line, arcWidth);
    pen.setCapStyle(Qt::RoundCap);
    if (mood == BucketMood::Unknown || mood == BucketMood::Unlimited)
        pen.setDashPattern({0.3, 1.6});
    else if (words.learned || mood == BucketMood::Conflicting)
        pen.setDashPattern({1.2, 1.6});
    if (mood == BucketMood::Unlimited) // dotted like the unknown, but in the colour of what is well
        pen.setColor(moodColour(theme, BucketMood::Fine));
    painter.setPen(pen);
    painter.drawArc(arc, arcStart, arcLength);
    if (share) {
        if (!words.learned) // what is estimated stays dashed
            pen.setStyle(Qt::SolidLine);
        pen.setColor(words.learned ? theme.accent : moodColour(theme, mood));
        painter.setPen(pen);
        // Nothing left is still a dot where the arc begins.
        const int length = static_cast<int>(arcLength * std::clamp(*share, 0.0, 1.0));
        painter.drawArc(arc, arcStart, std::min(length, -1));
    }
    paintWords(painter, theme, box, words);
    painter.restore();
}

void paintSparkline(QPainter& painter, const Theme& theme, const QRectF& box, const ratelimit::BucketState& bucket,
                    base::SteadyTime now, const QColor& colour) {
    painter.save();
    painter.setPen(theme.line);
    painter.drawLine(box.bottomLeft(), box.bottomRight());
    if (bucket.samples.empty()) {
        painter.restore();
        return;
    }
    painter.setRenderHint(QPainter::Antialiasing);
    const auto begin = bucket.samples.front().at;
    const auto end = chartEnd(bucket, now);
    double top = bucket.window.limit.value_or(0);
    for (const auto& sample : bucket.samples)
        top = std::max(top, sample.remaining);
    const auto point = [&](base::SteadyTime at, double remaining) {
        const double span = std::max(1.0, static_cast<double>((end - begin).count()));
        const double x = box.left() + box.width() * static_cast<double>((at - begin).count()) / span;
        return QPointF(x, box.bottom() - box.height() * (top > 0 ? remaining / top : 0));
    };
    QPainterPath path(point(begin, bucket.samples.front().remaining));
    for (const auto& sample : bucket.samples)
        path.lineTo(point(sample.at, sample.remaining));
    const auto& last = bucket.samples.back();
    const bool falling = bucket.exhaustedAt && *bucket.exhaustedAt > last.at;
    if (!falling)
        path.lineTo(point(now, last.remaining));
    painter.setClipRect(box.adjusted(0, -2, 0, 2));
    if (falling && bucket.exhaustion) {
        // Between the earliest and the latest that the forecast allows.
        QColor haze = colour;
        haze.setAlpha(36);
        const auto latest = std::min(bucket.exhaustion->latest, end + (end - begin));
        const QPolygonF cone{{point(last.at, last.remaining), point(bucket.exhaustion->earliest, 0), point(latest, 0)}};
        painter.setPen(Qt::NoPen);
        painter.setBrush(haze);
        painter.drawPolygon(cone);
        painter.setBrush(Qt::NoBrush);
    }
    painter.setPen(QPen(colour, 2, bucket.learned ? Qt::DashLine : Qt::SolidLine));
    painter.drawPath(path);
    if (falling) {
        painter.setPen(QPen(colour, 1.5, Qt::DotLine));
        painter.drawLine(point(last.at, last.remaining), point(*bucket.exhaustedAt, 0));
    }
    painter.restore();
}

} // namespace knockback::ui
