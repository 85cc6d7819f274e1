// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/painter/TimelinePicture.h"

#include "ui/painter/LanePainter.h"
#include "ui/painter/SpanPainter.h"

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
    painter.save();
    painter.setClipRect(QRectF(0, picture.plot.top(), picture.plot.right(), picture.plot.height()), Qt::IntersectClip);
    paintLaneNames(painter, picture);
    painter.setClipRect(picture.plot, Qt::IntersectClip);
    paintCircuits(painter, picture);
    paintSpans(painter, picture);
    paintNotes(painter, picture);
    painter.restore();
    paintNow(painter, picture);
    painter.restore();
}

} // namespace knockback::ui
