// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/BlockChart.h"

#include "ui/painter/TimelineWords.h"
#include "ui/theme/Fonts.h"
#include "ui/theme/ThemeManager.h"

#include <QBarSet>
#include <QCategoryAxis>
#include <QChart>
#include <QChartView>
#include <QStackedBarSeries>
#include <QToolTip>
#include <QVBoxLayout>
#include <QValueAxis>

#include <algorithm>

namespace knockback::ui {

namespace {

void styleAxis(QAbstractAxis& axis, const Theme& theme) {
    axis.setLabelsColor(theme.textMuted);
    axis.setLabelsFont(uiFont(theme.type.small));
    axis.setGridLineColor(theme.line);
    axis.setLinePenColor(theme.line);
}

// A label at the start of every n-th slot, some six in all.
QCategoryAxis* timeAxis(const history::SlotSpan& span, base::Seconds utcOffset, const Theme& theme) {
    auto* axis = new QCategoryAxis;
    axis->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
    const int step = std::max(1, span.slots / 6);
    for (int slot = 0; slot < span.slots; slot += step)
        axis->append(slotText(span, slot, utcOffset), slot - 0.5);
    axis->setRange(-0.5, span.slots - 0.5);
    styleAxis(*axis, theme);
    axis->setGridLineVisible(false);
    return axis;
}

// Whole numbers only, since half a block does not happen: steps of 1, 2, 5, 10, 20 …, five at most.
QValueAxis* countAxis(qint64 highest, const Theme& theme) {
    qint64 step = 1;
    for (int i = 0; highest > 5 * step; ++i)
        step = i % 3 == 1 ? step / 2 * 5 : step * 2;
    const qint64 steps = std::max<qint64>(1, (highest + step - 1) / step);
    auto* axis = new QValueAxis;
    axis->setRange(0, static_cast<double>(step * steps));
    axis->setTickCount(static_cast<int>(steps) + 1);
    axis->setLabelFormat(QStringLiteral("%.0f"));
    styleAxis(*axis, theme);
    return axis;
}

} // namespace

BlockChart::BlockChart(ThemeManager& themes, QWidget* parent)
    : QWidget(parent)
    , m_themes(themes)
    , m_column(new QVBoxLayout(this)) {
    m_column->setContentsMargins(0, 0, 0, 0);
    connect(&themes, &ThemeManager::changed, this, &BlockChart::draw);
}

void BlockChart::show(const BlockPattern& pattern, base::Seconds utcOffset) {
    m_pattern = pattern;
    m_utcOffset = utcOffset;
    draw();
}

QString BlockChart::barText(int slot, const CauseSeries& series) const {
    return QStringLiteral("%1: %2 × %3")
        .arg(slotText(m_pattern.span, slot, m_utcOffset))
        .arg(series.counts[static_cast<std::size_t>(slot)])
        .arg(causeWords(series.cause));
}

void BlockChart::draw() {
    const Theme& theme = m_themes.theme();
    auto* bars = new QStackedBarSeries;
    bars->setBarWidth(0.8);
    for (const auto& series : m_pattern.series) {
        auto* set = new QBarSet(causeWords(series.cause));
        for (const qint64 count : series.counts)
            set->append(static_cast<double>(count));
        set->setColor(causeColour(theme, series.cause));
        set->setBorderColor(theme.panel);
        connect(set, &QBarSet::clicked, this, [this, cause = series.cause](int slot) {
            QToolTip::hideText();
            Q_EMIT slotChosen(slot, cause);
        });
        connect(set, &QBarSet::hovered, this, [this, series](bool in, int slot) {
            if (in)
                QToolTip::showText(QCursor::pos(), barText(slot, series), this);
        });
        bars->append(set);
    }
    auto* chart = new QChart;
    chart->setBackgroundBrush(theme.panel);
    chart->setBackgroundRoundness(0);
    chart->setMargins({0, 4, 4, 0});
    chart->legend()->hide();
    chart->addSeries(bars);
    for (QAbstractAxis* axis : {static_cast<QAbstractAxis*>(timeAxis(m_pattern.span, m_utcOffset, theme)),
                                static_cast<QAbstractAxis*>(countAxis(m_pattern.highest, theme))}) {
        chart->addAxis(axis, qobject_cast<QCategoryAxis*>(axis) ? Qt::AlignBottom : Qt::AlignLeft);
        bars->attachAxis(axis);
    }
    delete m_view;
    m_view = new QChartView(chart, this);
    m_view->setRenderHint(QPainter::Antialiasing);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setFocusPolicy(Qt::NoFocus);
    m_view->setAccessibleName(patternSentence(m_pattern, m_utcOffset));
    m_column->addWidget(m_view);
}

} // namespace knockback::ui
