// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/painter/SpanPainter.h"

#include "ui/theme/CauseShape.h"
#include "ui/theme/Fonts.h"

#include <QLineF>
#include <QPainter>
#include <QVector>

#include <algorithm>
#include <cmath>

namespace knockback::ui {

using timeline::Severity;
using timeline::Span;

namespace {

constexpr double stripe = 4; // height of the phases
constexpr double hatchStep = 7;
constexpr std::size_t denseFrom = 500;
constexpr double smallestLabel = 9; // bars of less height or width show colour alone

// The ground of what a span stands for.
QColor colourOf(const Theme& theme, Severity severity) {
    return severity == Severity::Wait ? theme.textFaint : theme.cause(timeline::causeOf(severity)).mark;
}

// Slanted lines over `box`, in step with the time axis so that they do not crawl when the box grows.
QVector<QLineF> hatch(const QRectF& box, double origin) {
    QVector<QLineF> lines;
    const double first = origin + std::floor((box.left() - box.height() - origin) / hatchStep) * hatchStep;
    for (double x = first; x < box.right(); x += hatchStep)
        lines.push_back({x, box.bottom(), x + box.height(), box.top()});
    return lines;
}

} // namespace

QColor waitColour(const Theme& theme, journal::WaitReason reason) {
    switch (reason) {
    case journal::WaitReason::Backoff:
    case journal::WaitReason::RetryAfter:
    case journal::WaitReason::QuotaReset:
        return theme.cause(diagnosis::Cause::RateLimit).mark;
    case journal::WaitReason::Rotation:
        return theme.cause(diagnosis::Cause::Credential).mark;
    case journal::WaitReason::Pacing:
    case journal::WaitReason::OpenCircuit:
        return theme.textFaint;
    }
    return theme.textFaint;
}

QColor phaseShade(timeline::BarPhase phase, const QColor& ground) {
    // Waiting for the answer is most of most attempts: it gets the quietest shade, its neighbours contrast with it.
    constexpr std::array<double, timeline::barPhases> dark{0.35, 0.5, 0.65, 0.8, 0.25, 0.0};
    const double share = dark[static_cast<std::size_t>(phase)];
    return share > 0 ? mixed(Qt::black, ground, share) : mixed(Qt::white, ground, 0.6);
}

SpanPainter::SpanPainter(QPainter& painter, const TimelinePicture& picture)
    : m_painter(painter)
    , m_picture(picture)
    , m_theme(picture.theme)
    , m_font(uiFont(picture.theme.type.small, QFont::DemiBold))
    , m_metrics(m_font) {
    m_painter.setFont(m_font);
    for (std::size_t i = 0; i < m_looks.size(); ++i) {
        m_looks[i].ground = colourOf(m_theme, static_cast<Severity>(i));
        m_looks[i].ink = inkOn(m_looks[i].ground);
        for (std::size_t phase = 0; phase < timeline::barPhases; ++phase)
            m_looks[i].phases[phase] = phaseShade(static_cast<timeline::BarPhase>(phase), m_looks[i].ground);
    }
}

QRectF SpanPainter::box(const Span& span) const {
    // Far outside the plot nothing is seen, and the raster engine is quicker with small numbers.
    const double left = std::max(span.left, m_picture.plot.left() - 20);
    const double right = std::min(std::max(span.right, span.left + 1), m_picture.plot.right() + 20);
    return {left, span.top, std::max(right - left, 1.0), span.height};
}

void SpanPainter::wait(const Span& span) {
    const QRectF whole = box(span);
    const double inset = whole.height() > 14 ? 4 : 0;
    const QRectF bar = whole.adjusted(0, inset, 0, -inset);
    const QColor colour = waitColour(m_theme, span.bar.reason());
    m_painter.fillRect(bar, mixed(colour, m_theme.panel, 0.1));
    if (bar.width() < hatchStep || bar.height() < 6) {
        m_painter.fillRect(bar, mixed(colour, m_theme.panel, 0.45));
        return;
    }
    m_painter.save();
    m_painter.setClipRect(bar.intersected(m_picture.plot), Qt::IntersectClip);
    m_painter.setRenderHint(QPainter::Antialiasing);
    m_painter.setPen(QPen(mixed(colour, m_theme.panel, 0.55), 1.5));
    m_painter.drawLines(hatch(bar, m_picture.axis.x(span.bar.start())));
    m_painter.setRenderHint(QPainter::Antialiasing, false);
    m_painter.setPen(mixed(colour, m_theme.panel, 0.65));
    m_painter.setBrush(Qt::NoBrush);
    m_painter.drawRect(bar.adjusted(0, 0, -1, -1));
    m_painter.restore();
}

void SpanPainter::attempt(const Span& span) {
    const QRectF bar = box(span);
    const QColor colour = span.running ? m_theme.accent : look(span.severity).ground;
    if (bar.width() < 4 || bar.height() < 6) {
        m_painter.fillRect(bar, colour);
        return;
    }
    filled(bar, colour);
    if (span.running) {
        filled(bar.adjusted(1, 1, -1, -1), mixed(m_theme.accent, m_theme.panel, 0.25));
        return;
    }
    phases(span, bar);
    label(span, bar);
}

void SpanPainter::filled(const QRectF& bar, const QColor& colour) {
    if (m_dense) {
        m_painter.fillRect(bar, colour);
        return;
    }
    m_painter.setRenderHint(QPainter::Antialiasing);
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(colour);
    m_painter.drawRoundedRect(bar, 3, 3);
    m_painter.setRenderHint(QPainter::Antialiasing, false);
}

void SpanPainter::word(const QRectF& box, const QString& text) {
    auto known = m_words.find(text);
    if (known == m_words.end()) {
        known = m_words.insert(text, QStaticText(text));
        known->setTextFormat(Qt::PlainText);
        known->prepare({}, m_font);
    }
    const QSizeF size = known->size();
    m_painter.drawStaticText(box.center() - QPointF(size.width() / 2, size.height() / 2), *known);
}

void SpanPainter::phases(const Span& span, const QRectF& bar) {
    const auto duration = static_cast<double>(span.bar.duration().count());
    if (bar.height() < 12 || bar.width() < 8 || duration <= 0)
        return;
    // A stretched bar shows shares, a true one lies on the time axis.
    const double left = span.stretched ? bar.left() : span.left;
    const double width = span.stretched ? bar.width() : span.right - span.left;
    const auto phases = span.bar.phases();
    double at = left + 2;
    const double usable = width - 4;
    for (std::size_t i = 0; i < phases.size(); ++i) {
        const double length = usable * static_cast<double>(base::Nanoseconds(phases[i]).count()) / duration;
        if (length < 0.3)
            continue; // changes no pixel
        const QRectF piece(at, bar.bottom() - stripe - 1, length, stripe);
        m_painter.fillRect(piece.intersected(bar), look(span.severity).phases[i]);
        at += length;
    }
}

void SpanPainter::label(const Span& span, const QRectF& bar) {
    const QRectF visible = bar.intersected(m_picture.plot).adjusted(0, 0, 0, bar.height() >= 16 ? -stripe : 0);
    if (visible.height() < smallestLabel || visible.width() < smallestLabel)
        return;
    const QColor& ink = look(span.severity).ink;
    const QString status = span.bar.status() > 0 ? QString::number(span.bar.status()) : QString();
    if (!status.isEmpty() && m_metrics.horizontalAdvance(status) + 4 <= visible.width()) {
        m_painter.setPen(ink);
        word(visible, status);
        return;
    }
    // No room for the number: the shape still says what the colour says.
    const QPointF centre = visible.center();
    if (timeline::isFailure(span.severity))
        drawCauseShape(m_painter, m_theme, timeline::causeOf(span.severity),
                       QRectF(centre.x() - 4, centre.y() - 4, 8, 8), ink);
}

void SpanPainter::fold(const Span& span) {
    QRectF bar = box(span);
    const QColor colour = look(span.severity).ground;
    if (span.severity == Severity::Wait) {
        const double inset = bar.height() / 4;
        m_painter.fillRect(bar.adjusted(0, inset, 0, -inset), mixed(colour, m_theme.panel, 0.5));
        return;
    }
    if (!span.stretched || bar.width() < 8 || bar.height() < 12) {
        m_painter.fillRect(bar, colour);
        return;
    }
    filled(bar, colour);
    const QString count = QStringLiteral("×") + QString::number(span.count);
    if (m_metrics.horizontalAdvance(count) + 4 > bar.width())
        return;
    m_painter.setPen(look(span.severity).ink);
    word(bar, count);
}

void SpanPainter::ring(const Span& span) {
    m_painter.save();
    m_painter.setRenderHint(QPainter::Antialiasing);
    m_painter.setBrush(Qt::NoBrush);
    const QRectF bar = box(span);
    m_painter.setPen(QPen(m_theme.panel, 2));
    m_painter.drawRoundedRect(bar.adjusted(-1, -1, 1, 1), 4, 4);
    m_painter.setPen(QPen(m_picture.ring ? m_theme.accent : m_theme.text, m_picture.ring ? 2.5 : 1.5));
    m_painter.drawRoundedRect(bar.adjusted(-2.5, -2.5, 2.5, 2.5), 5, 5);
    m_painter.restore();
}

} // namespace knockback::ui
