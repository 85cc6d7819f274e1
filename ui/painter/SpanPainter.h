// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/painter/TimelinePicture.h"

#include <QFont>
#include <QFontMetricsF>
#include <QHash>
#include <QStaticText>

#include <array>

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
    // The colours of one severity, worked out once a picture.
    struct Look {
        QColor ground;
        QColor ink;
        std::array<QColor, timeline::barPhases> phases;
    };
    [[nodiscard]] const Look& look(timeline::Severity severity) const {
        return m_looks[static_cast<std::size_t>(severity)];
    }
    [[nodiscard]] QRectF box(const timeline::Span& span) const;
    void phases(const timeline::Span& span, const QRectF& bar);
    void word(const QRectF& box, const QString& text);
    void filled(const QRectF& bar, const QColor& colour);
    void label(const timeline::Span& span, const QRectF& bar);

    QPainter& m_painter;
    const TimelinePicture& m_picture;
    const Theme& m_theme;
    QFont m_font;
    QFontMetricsF m_metrics;
    std::array<Look, 10> m_looks;        // by severity
    QHash<QString, QStaticText> m_words; // laid out once: a picture has few different ones
    bool m_dense;                        // so many bars that round corners are not seen but paid for
};

// The colour of a wait says what is waited for.
[[nodiscard]] QColor waitColour(const Theme& theme, journal::WaitReason reason);

// How a phase of an attempt looks on a bar of colour `ground`.
[[nodiscard]] QColor phaseShade(timeline::BarPhase phase, const QColor& ground);

} // namespace knockback::ui
