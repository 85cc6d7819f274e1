// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/TimelineTip.h"

#include "app/retry/DurationText.h"
#include "app/timeline/TickLadder.h"
#include "ui/models/PlaceWords.h"
#include "ui/painter/TimelineWords.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QStringList>
#include <QTimeZone>

namespace knockback::ui {

using timeline::Bar;

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("Timeline", text);
}

QString timeOf(const TimelineScene& scene, base::SteadyTime time) {
    return timeline::timeLabel(scene.clock.local(time), base::Milliseconds(1));
}

QString zoneOf(const TimelineScene& scene) {
    const auto wall = QDateTime::fromMSecsSinceEpoch(base::toEpochMs(scene.clock.wall));
    return wall.timeZoneAbbreviation() + QLatin1Char(' ') +
           wall.toOffsetFromUtc(wall.offsetFromUtc())
               .timeZone()
               .displayName(QTimeZone::StandardTime, QTimeZone::OffsetName);
}

QString phaseLines(const Bar& bar) {
    static const std::array<const char*, timeline::barPhases> names{"DNS", "connect", "TLS", "send", "wait", "receive"};
    QStringList parts;
    const auto phases = bar.phases();
    for (std::size_t i = 0; i < phases.size(); ++i)
        if (phases[i].count() > 0)
            parts << tr(names[i]) + QLatin1Char(' ') + retry::durationText(phases[i]);
    return parts.join(QStringLiteral(" · "));
}

QString attemptTip(const TimelineScene& scene, const Bar& bar, std::size_t lane) {
    QStringList lines{attemptSentence(scene, bar, lane)};
    if (const QString phases = phaseLines(bar); !phases.isEmpty())
        lines << phases;
    return lines.join(QLatin1Char('\n'));
}

QString circuitTip(const TimelineScene& scene, const timeline::CircuitSpan& circuit) {
    const QString from = timeOf(scene, circuit.begin);
    const QString name = circuit.circuit.isEmpty() ? tr("circuit") : tr("circuit %1").arg(circuit.circuit);
    const QString state = circuit.halfOpen ? tr("half-open: probes go through")
                          : circuit.byHand ? tr("open by hand: nothing is sent")
                                           : tr("open: nothing is sent");
    QStringList lines{tr("%1 %2").arg(name, state)};
    if (circuit.end)
        lines << tr("from %1 for %2").arg(from, retry::durationText(*circuit.end - circuit.begin));
    else if (circuit.byHand && !circuit.halfOpen)
        lines << tr("since %1, until it is closed by hand").arg(from);
    else if (circuit.halfOpen)
        lines << tr("since %1").arg(from);
    else
        lines << tr("since %1, for %2").arg(from, retry::durationText(circuit.until - circuit.begin));
    for (const QString& why : {circuit.sentence, circuit.closing})
        if (!why.isEmpty())
            lines << why;
    return lines.join(QLatin1Char('\n'));
}

// Where the call stands in the queue, live.
QString placeOf(const TimelineScene& scene, const timeline::Span& span) {
    if (!scene.places || !scene.now)
        return {};
    const auto* place = session::placeOf(scene.places, scene.model->side(span.bar).call);
    return place ? QLatin1Char('\n') + placeWords(*place, *scene.now) : QString();
}

QString spanTip(const TimelineScene& scene, const timeline::TimeAxis& axis, const timeline::Span& span, double x) {
    if (span.kind == timeline::SpanKind::Wait) {
        const QString words = span.running ? tr("waiting: %1, since %2") : tr("waited: %1, from %2");
        return words.arg(waitWords(span.bar), timeOf(scene, span.bar.start())) +
               (span.running ? placeOf(scene, span) : QString());
    }
    if (span.running)
        return tr("under way since %1").arg(timeOf(scene, span.bar.start()));
    const auto bar = timeline::attemptAt(*scene.model, axis, span, x);
    if (!bar)
        return span.severity == timeline::Severity::Wait ? tr("short waits; zoom in to tell them apart") : QString();
    if (span.kind == timeline::SpanKind::Attempt || span.count <= 1)
        return attemptTip(scene, *bar, span.lane);
    return tr("%1 attempts; zoom in to tell them apart. The worst here:").arg(span.count) + QLatin1Char('\n') +
           attemptTip(scene, *bar, span.lane);
}

} // namespace

QString attemptSentence(const TimelineScene& scene, const Bar& bar, std::size_t lane) {
    const timeline::BarSide& side = scene.model->side(bar);
    const QString cause = causeWords(timeline::causeOf(bar.severity()));
    const QString status = bar.status() > 0 ? QString::number(bar.status()) + QLatin1Char(' ') : QString();
    QString sentence = status + cause + QStringLiteral(", ") + retry::durationText(bar.duration());
    const QString& request = scene.model->requestName(side);
    if (side.number > 0 && !request.isEmpty())
        sentence += QStringLiteral(", ") + tr("attempt %1 of %2").arg(side.number).arg(request);
    else if (side.number > 0)
        sentence += QStringLiteral(", ") + tr("attempt %1").arg(side.number);
    return sentence + QStringLiteral(", ") + scene.model->lanes()[lane].name + QStringLiteral(", ") +
           timeOf(scene, bar.start());
}

QString timelineTip(const TimelineScene& scene, const timeline::TimelineLayout& layout, const timeline::TimeAxis& axis,
                    QPointF at) {
    if (layout.lanes.empty())
        return {};
    const auto hit = timeline::hitAt(layout, at.x(), at.y());
    if (const auto* span = std::get_if<const timeline::Span*>(&hit); span && at.x() >= axis.left)
        return spanTip(scene, axis, **span, at.x());
    if (const auto* mark = std::get_if<const timeline::MarkSpan*>(&hit)) {
        const auto& rotation = (*mark)->mark;
        return (rotation.ok ? tr("%1 rotated at %2") : tr("%1 could not be rotated at %2"))
            .arg(rotation.credential, timeOf(scene, rotation.at));
    }
    if (const auto* box = std::get_if<const timeline::CircuitBox*>(&hit)) {
        return circuitTip(scene, (*box)->circuit);
    }
    if (at.x() < axis.left) {
        for (const timeline::LaneBox& box : layout.lanes)
            if (at.y() >= box.top && at.y() < box.top + box.height)
                return scene.model->lanes()[box.lane].name;
    }
    return at.y() < layout.lanes.front().top ? tr("Times are local: %1").arg(zoneOf(scene)) : QString();
}

} // namespace knockback::ui
