// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/limits/MoodLook.h"

#include "ui/theme/Fonts.h"
#include "ui/widgets/Badge.h"

#include <QPainter>

namespace knockback::ui {

diagnosis::Cause causeOf(BucketMood mood) {
    switch (mood) {
    case BucketMood::Conflicting:
        return diagnosis::Cause::Overload;
    case BucketMood::Starving:
        return diagnosis::Cause::RateLimit;
    case BucketMood::Empty:
    case BucketMood::Blocked:
        return diagnosis::Cause::SuspiciousPattern;
    case BucketMood::Fine:
    case BucketMood::Unknown:
    case BucketMood::Unlimited:
        break;
    }
    return diagnosis::Cause::None;
}

QColor moodColour(const Theme& theme, BucketMood mood) {
    if (mood == BucketMood::Unknown || mood == BucketMood::Unlimited)
        return theme.textFaint;
    return theme.cause(causeOf(mood)).mark;
}

double paintTag(QPainter& painter, const Theme& theme, const QRectF& line, const QString& words, BucketMood mood,
                bool learned) {
    if (words.isEmpty())
        return 0;
    const bool quiet = mood == BucketMood::Fine || mood == BucketMood::Unknown || mood == BucketMood::Unlimited;
    const QSize size = badgeSize(theme, words, !quiet);
    const QRectF box(line.right() - size.width(), line.center().y() - size.height() / 2.0, size.width(), size.height());
    if (!quiet) {
        drawBadge(painter, theme, causeOf(mood), words, true, box.toRect());
        return size.width();
    }
    const QColor ink = learned                         ? theme.accent
                       : mood == BucketMood::Unlimited ? theme.cause(diagnosis::Cause::None).text
                                                       : theme.textMuted;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QPen pen(ink);
    if (mood != BucketMood::Unlimited) // which is announced
        pen.setDashPattern({3, 2});
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), theme.space.badgeRadius, theme.space.badgeRadius);
    painter.setFont(uiFont(theme.type.small, QFont::DemiBold));
    painter.drawText(box, Qt::AlignCenter, words);
    painter.restore();
    return size.width();
}

} // namespace knockback::ui
