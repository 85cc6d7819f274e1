// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/runs/RunChart.h"

#include "app/retry/DurationText.h"
#include "ui/runs/RunWords.h"
#include "ui/theme/Fonts.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace knockback::ui {

using diagnosis::Cause;

namespace {

constexpr double shareHeight = 8;
constexpr double gap = 10;
constexpr double axisHeight = 16;
constexpr double widestBar = 10;

} // namespace

RunChart::RunChart(ThemeManager& themes, QWidget* parent) : QWidget(parent), m_themes(themes) {
    setObjectName(QStringLiteral("runChart"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&themes, &ThemeManager::changed, this, qOverload<>(&QWidget::update));
}

void RunChart::show(const runs::RequestRun* run) {
    m_run = run;
    if (run) {
        const auto& counts = run->counts();
        setAccessibleName(tr("Answers over time: %1 of %2 rows ok, %3 attempts turned away")
                              .arg(countText(counts.ok), countText(counts.total), countText(counts.turnedAway)));
    }
    update();
}

void RunChart::paintEvent(QPaintEvent*) {
    if (!m_run)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintShare(painter, {0, 0, double(width()), shareHeight});
    paintBars(painter, QRectF(rect()).adjusted(0, shareHeight + gap, 0, 0));
}

void RunChart::paintShare(QPainter& painter, const QRectF& box) const {
    const Theme& theme = m_themes.theme();
    QPainterPath round;
    round.addRoundedRect(box, shareHeight / 2, shareHeight / 2);
    painter.setClipPath(round);
    painter.fillRect(box, theme.line);
    const auto& counts = m_run->counts();
    const struct {
        std::size_t count;
        QColor colour;
    } parts[] = {{counts.ok, theme.cause(Cause::None).mark},
                 {counts.blocked, theme.cause(Cause::RateLimit).mark},
                 {counts.failed + counts.stopped, theme.cause(Cause::Network).mark},
                 {counts.running, theme.accentSoft}};
    double x = box.left();
    for (const auto& part : parts) {
        const double length = box.width() * double(part.count) / double(std::max<std::size_t>(counts.total, 1));
        painter.fillRect(QRectF(x, box.top(), length, box.height()), part.colour);
        x += length;
    }
    painter.setClipping(false);
}

void RunChart::paintBars(QPainter& painter, const QRectF& box) const {
    const Theme& theme = m_themes.theme();
    const auto& chart = m_run->bars();
    const QRectF plot = box.adjusted(0, 0, 0, -axisHeight);
    painter.setPen(theme.line);
    painter.drawLine(plot.bottomLeft(), plot.bottomRight());
    painter.setFont(uiFont(theme.type.small));
    painter.setPen(theme.textMuted);
    const QRectF axis(box.left(), plot.bottom(), box.width(), axisHeight);
    const auto shown = static_cast<int>(std::max<std::size_t>(chart.bars().size(), 40));
    const int highest = chart.highest();
    painter.drawText(
        axis, Qt::AlignLeft | Qt::AlignBottom,
        tr("answers, a bar each %1; the highest is %2").arg(retry::durationText(chart.width())).arg(highest));
    painter.drawText(axis, Qt::AlignRight | Qt::AlignBottom, retry::durationText(chart.width() * shown));
    if (highest == 0)
        return;
    const double step = plot.width() / shown;
    const double wide = std::min(std::max(step - 1, 1.0), widestBar);
    double x = plot.left();
    for (const auto& bar : chart.bars()) {
        double y = plot.bottom();
        const auto stack = [&](int count, Cause cause) {
            const double high = count > 0 ? std::max(plot.height() * count / highest, 2.0) : 0;
            painter.fillRect(QRectF(x, y - high, wide, high), theme.cause(cause).mark);
            y -= high;
        };
        stack(bar.ok, Cause::None);
        stack(bar.blocked, Cause::RateLimit);
        stack(bar.other, Cause::Network);
        x += step;
    }
}

} // namespace knockback::ui
