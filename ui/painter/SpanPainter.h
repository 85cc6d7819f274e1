// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/painter/TimelinePicture.h"

#include <QFont>
#include <QFontMetricsF>

namespace knockback::ui {

// Paints attempts, folds and waits of one picture.
class SpanPainter {
public:
    SpanPainter(QPainter& painter, const TimelinePicture& picture);

    void wait(const timeline::Span& span);
    void attempt(const timeline::Span& span);
    void fold(const timeline::Span& span);
    // Around the selected attempt, over everything else.
    void ring(const timeline::Span& span);

private:
    [[nodiscard]] QRectF box(const timeline::Span& span) const;
    void phases(const timeline::Span& span, const QRectF& bar, const QColor& ground);
    void label(const timeline::Span& span, const QRectF& bar, const QColor& ground);

    QPainter& m_painter;
    const TimelinePicture& m_picture;
    const Theme& m_theme;
    QFont m_font;
    QFontMetricsF m_metrics;
};

// The colour of a wait says what is waited for.
[[nodiscard]] QColor waitColour(const Theme& theme, journal::WaitReason reason);

// How a phase of an attempt looks on a bar of colour `ground`.
[[nodiscard]] QColor phaseShade(timeline::BarPhase phase, const QColor& ground);

} // namespace knockback::ui
