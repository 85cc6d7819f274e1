// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/painter/TimelinePicture.h"

#include "ui/painter/LanePainter.h"
#include "ui/painter/SpanPainter.h"
#include "ui/theme/Fonts.h"

#include <QCoreApplication>
#include <QPainter>

namespace knockback::ui {

namespace {

void paintSpans(QPainter& painter, const TimelinePicture& picture) {
    SpanPainter spans(painter, picture);
    const timeline::Span* selected = nullptr;
    for (const timeline::Span& span : picture.layout.spans) {
        if (span.top > picture.plot.bottom() || span.top + span.height < picture.plot.top())
            continue;
        switch (span.kind) {
        case timeline::SpanKind::Wait:
            spans.wait(span);
            break;
        case timeline::SpanKind::Fold:
            spans.fold(span);
            break;
        case timeline::SpanKind::Attempt:
            spans.attempt(span);
            if (!picture.selected.isNull() && picture.model.side(span.bar).attempt == picture.selected)
                selected = &span;
            break;
        }
    }
    if (selected)
        spans.ring(*selected);
}

} // namespace

void paintTimeline(QPainter& painter, const TimelinePicture& picture) {
    painter.save();
    paintRuler(painter, picture);
    painter.setClipRect(QRectF(0, picture.plot.top(), picture.plot.right(), picture.plot.height()), Qt::IntersectClip);
    paintLaneNames(painter, picture);
    painter.setClipRect(picture.plot, Qt::IntersectClip);
    paintCircuits(painter, picture);
    paintSpans(painter, picture);
    paintNotes(painter, picture);
    painter.restore();
}

void paintNow(QPainter& painter, const Theme& theme, double x, double top, double bottom) {
    painter.save();
    painter.setFont(uiFont(theme.type.small, QFont::DemiBold));
    const QString words = QCoreApplication::translate("Timeline", "now");
    const QFontMetricsF metrics(painter.font());
    const QRectF flag(x - metrics.horizontalAdvance(words) / 2 - 5, top, metrics.horizontalAdvance(words) + 10, 15);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.accent);
    painter.drawRect(QRectF(x - 0.75, flag.bottom() - 1, 1.5, bottom - flag.bottom() + 1));
    painter.drawRoundedRect(flag, 4, 4);
    painter.setPen(theme.onAccent);
    painter.drawText(flag, Qt::AlignCenter, words);
    painter.restore();
}

} // namespace knockback::ui
