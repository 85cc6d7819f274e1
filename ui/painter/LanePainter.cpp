// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/painter/LanePainter.h"

#include "ui/painter/TimelineWords.h"
#include "ui/theme/CauseShape.h"
#include "ui/theme/Fonts.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <map>

namespace knockback::ui {

namespace {

constexpr double tickSpacing = 96;
constexpr double noteGap = 8;
constexpr int noteSize = 10;

bool seen(const TimelinePicture& picture, double top, double height) {
    return top + height > picture.plot.top() && top < picture.plot.bottom();
}

QFont nowFont(const Theme& theme) {
    return uiFont(theme.type.small, QFont::DemiBold);
}

// Puts words on lines without letting them touch.
class Notes {
public:
    Notes(QPainter& painter, const TimelinePicture& picture)
        : m_painter(painter)
        , m_picture(picture)
        , m_metrics(uiFont(noteSize)) {
        painter.setFont(uiFont(noteSize));
        painter.setPen(picture.theme.textMuted);
    }

    // Centred between `left` and `right` at the line below `baseline`; left out when it would touch another note, or is
    // much wider than what it belongs to.
    void put(const QString& words, double left, double right, double top) {
        const double width = m_metrics.horizontalAdvance(words);
        const double from = std::max(left, m_picture.plot.left());
        const double to = std::min(right, m_picture.plot.right());
        if (to <= from || width > to - from + 2 * noteGap)
            return;
        const double x = std::clamp((from + to - width) / 2, m_picture.plot.left(),
                                    std::max(m_picture.plot.left(), m_picture.plot.right() - width));
        double& taken = m_taken.try_emplace(top, -1e12).first->second;
        if (x < taken + noteGap)
            return;
        taken = x + width;
        m_painter.drawText(QPointF(x, top + m_metrics.ascent()), words);
    }

private:
    QPainter& m_painter;
    const TimelinePicture& m_picture;
    QFontMetricsF m_metrics;
    std::map<double, double> m_taken; // by line: up to which x
};

QString nowWords() {
    return QCoreApplication::translate("Timeline", "now");
}

// Empty while now is out of sight.
QRectF nowFlag(const TimelinePicture& picture) {
    if (!picture.now)
        return {};
    const double x = picture.axis.x(*picture.now);
    if (x < picture.plot.left() || x > picture.plot.right())
        return {};
    const double width = QFontMetricsF(nowFont(picture.theme)).horizontalAdvance(nowWords()) + 10;
    return {x - width / 2, picture.plot.top() - 22, width, 15};
}

bool hasNotes(const TimelinePicture& picture, std::size_t lane) {
    const auto& lanes = picture.layout.lanes;
    const auto box = std::lower_bound(lanes.begin(), lanes.end(), lane,
                                      [](const timeline::LaneBox& a, std::size_t index) { return a.lane < index; });
    return box != lanes.end() && box->lane == lane && box->labels;
}

} // namespace

void paintRuler(QPainter& painter, const TimelinePicture& picture) {
    painter.setFont(uiFont(picture.theme.type.small));
    const QFontMetricsF metrics(painter.font());
    const double baseline = picture.plot.top() - 9;
    const QRectF flag = nowFlag(picture);
    for (const timeline::Tick& tick : timeline::ticksOn(picture.axis, picture.clock, tickSpacing)) {
        const double x = std::round(picture.axis.x(tick.at)) + 0.5;
        painter.setPen(picture.theme.line);
        painter.drawLine(QPointF(x, picture.plot.top() - 6), QPointF(x, picture.plot.bottom()));
        const double end = x + 4 + metrics.horizontalAdvance(tick.label);
        const bool underFlag = !flag.isEmpty() && x < flag.right() + 2 && end > flag.left() - 2;
        if (end > picture.plot.right() || underFlag)
            continue;
        painter.setPen(picture.theme.textMuted);
        painter.drawText(QPointF(x + 3.5, baseline), tick.label);
    }
}

void paintNow(QPainter& painter, const TimelinePicture& picture) {
    const QRectF flag = nowFlag(picture);
    if (flag.isEmpty())
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(picture.theme.accent);
    painter.drawRect(
        QRectF(flag.center().x() - 0.75, flag.bottom() - 1, 1.5, picture.plot.bottom() - flag.bottom() + 1));
    painter.drawRoundedRect(flag, 4, 4);
    painter.setFont(nowFont(picture.theme));
    painter.setPen(picture.theme.onAccent);
    painter.drawText(flag, Qt::AlignCenter, nowWords());
    painter.restore();
}

void paintLaneNames(QPainter& painter, const TimelinePicture& picture) {
    const Theme& theme = picture.theme;
    const QFont nameFont = uiFont(theme.type.small, QFont::DemiBold);
    const QFont stateFont = uiFont(noteSize);
    const QFontMetricsF nameMetrics(nameFont);
    const QFontMetricsF stateMetrics(stateFont);
    constexpr double left = 10;
    const double width = picture.plot.left() - left - 6;
    for (const timeline::LaneBox& box : picture.layout.lanes) {
        if (!seen(picture, box.top, box.height + 1))
            continue;
        const timeline::Lane& lane = picture.model.lanes()[box.lane];
        painter.setPen(theme.line);
        const double bottom = std::round(box.top + box.height) - 0.5;
        painter.drawLine(QPointF(0, bottom), QPointF(picture.plot.right(), bottom));
        const QString state = laneWords(lane.state, picture.clock, picture.now);
        const double first = box.top + (state.isEmpty() ? 22 : 16);
        painter.setFont(nameFont);
        painter.setPen(theme.text);
        painter.drawText(QPointF(left, first), nameMetrics.elidedText(lane.name, Qt::ElideMiddle, width));
        painter.setFont(stateFont);
        painter.setPen(theme.textMuted);
        painter.drawText(QPointF(left, first + 14), stateMetrics.elidedText(state, Qt::ElideRight, width));
    }
}

void paintCircuits(QPainter& painter, const TimelinePicture& picture) {
    painter.setFont(uiFont(picture.theme.type.small));
    const QFontMetricsF metrics(painter.font());
    for (const timeline::CircuitBox& box : picture.layout.circuits) {
        const auto cause = picture.model.lanes()[box.lane].state.lastCause;
        const auto shown = diagnosis::isBlock(cause) ? cause : diagnosis::Cause::Overload;
        const CauseLook& look = picture.theme.cause(shown);
        const QRectF band(box.left, box.top + 3, box.right - box.left, box.height - 7);
        const QRectF whole = band.intersected(picture.plot);
        if (whole.isEmpty())
            continue;
        const bool halfOpen = box.circuit.halfOpen;
        painter.fillRect(whole, mixed(look.fill, picture.theme.panel, halfOpen ? 0.3 : 0.7));
        // Edges say again what the shade says: whole while nothing passes, dashed while probes do.
        painter.setPen(QPen(look.mark, 1, halfOpen ? Qt::DashLine : Qt::SolidLine));
        painter.drawLine(whole.topLeft(), whole.topRight());
        painter.drawLine(whole.bottomLeft(), whole.bottomRight());
        if (box.circuit.closed && band.right() <= picture.plot.right())
            painter.fillRect(QRectF(whole.right() - 1, whole.top(), 2, whole.height()),
                             picture.theme.cause(diagnosis::Cause::None).mark);
        const QRectF text = whole.adjusted(8, 0, -4, 0);
        if (text.width() < 40)
            continue;
        painter.setPen(look.text);
        painter.drawText(text, Qt::AlignVCenter | Qt::AlignLeft,
                         metrics.elidedText(circuitWords(box.circuit), Qt::ElideRight, text.width()));
    }
}

void paintNotes(QPainter& painter, const TimelinePicture& picture) {
    const QColor colour = picture.theme.cause(diagnosis::Cause::Credential).mark;
    for (const timeline::MarkSpan& mark : picture.layout.marks) {
        const QRectF box(mark.x - 9, mark.middle - 9, 18, 18);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(mark.mark.ok ? picture.theme.panel : colour, 1.5));
        painter.setBrush(mark.mark.ok ? colour : picture.theme.panel);
        painter.drawPath(shapePath(Shape::Diamond, box));
        painter.setRenderHint(QPainter::Antialiasing, false);
    }
    painter.setBrush(Qt::NoBrush);
    Notes notes(painter, picture);
    for (const timeline::MarkSpan& mark : picture.layout.marks) {
        const char* words = mark.mark.ok ? "token rotated" : "rotation failed";
        if (hasNotes(picture, mark.lane))
            notes.put(QCoreApplication::translate("Timeline", words), mark.x - 60, mark.x + 60, mark.middle + 12);
    }
    for (const timeline::Span& span : picture.layout.spans)
        if (span.kind == timeline::SpanKind::Wait && seen(picture, span.top, span.height) &&
            hasNotes(picture, span.lane))
            notes.put(waitWords(span.bar), span.left, span.right, span.top + span.height + 1);
}

} // namespace knockback::ui
