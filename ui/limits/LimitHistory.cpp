// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/limits/LimitHistory.h"

#include "ui/limits/BucketWords.h"
#include "ui/limits/MoodLook.h"
#include "ui/theme/Fonts.h"
#include "ui/theme/ThemeManager.h"
#include "ui/widgets/AppStyle.h"

#include <QChart>
#include <QChartView>
#include <QDateTime>
#include <QDateTimeAxis>
#include <QLabel>
#include <QLineSeries>
#include <QVBoxLayout>
#include <QValueAxis>

#include <algorithm>

namespace knockback::ui {

namespace {

// What is left falls at an answer and stays until the next: a staircase.
void addSteps(QLineSeries& series, const ratelimit::BucketState& bucket,
              const std::function<double(base::SteadyTime)>& x) {
    std::optional<double> before;
    for (const auto& sample : bucket.samples) {
        if (before)
            series.append(x(sample.at), *before);
        series.append(x(sample.at), sample.remaining);
        before = sample.remaining;
    }
}

void styleAxis(QAbstractAxis& axis, const Theme& theme) {
    axis.setLabelsColor(theme.textMuted);
    axis.setLabelsFont(uiFont(theme.type.small));
    axis.setGridLineColor(theme.line);
    axis.setLinePenColor(theme.line);
}

} // namespace

LimitHistory::LimitHistory(ThemeManager& themes, QWidget* parent)
    : QDialog(parent)
    , m_themes(themes)
    , m_title(new QLabel(this))
    , m_column(new QVBoxLayout(this)) {
    setObjectName(QStringLiteral("limitHistory"));
    setModal(false);
    resize(640, 360);
    setRole(m_title, "banner");
    m_column->addWidget(m_title);
    connect(&themes, &ThemeManager::changed, this, &LimitHistory::draw);
}

void LimitHistory::setBucket(const ratelimit::BucketState& bucket, base::SteadyTime now, base::WallTime wallNow) {
    m_bucket = bucket;
    m_now = now;
    m_wallNow = wallNow;
    const BucketWords words = wordsFor(bucket, now);
    setWindowTitle(tr("Limit history: %1").arg(words.name));
    const QString source = bucket.window.source;
    m_title->setText(source.isEmpty()
                         ? tr("%1: what was left over time, %2").arg(words.name, words.rate)
                         : tr("%1: what was left over time, %2, from %3").arg(words.name, words.rate, source));
    m_title->setWordWrap(true);
    draw();
}

void LimitHistory::draw() {
    const Theme& theme = m_themes.theme();
    const auto x = [this](base::SteadyTime at) {
        return static_cast<double>(base::toEpochMs(m_wallNow + std::chrono::floor<base::Microseconds>(at - m_now)));
    };
    auto* series = new QLineSeries;
    series->setPen(QPen(moodColour(theme, moodOf(m_bucket, m_now)), 2));
    addSteps(*series, m_bucket, x);

    auto* chart = new QChart;
    chart->setBackgroundBrush(theme.panel);
    chart->setBackgroundRoundness(0);
    chart->legend()->hide();
    chart->addSeries(series);
    auto* ahead = new QLineSeries;
    ahead->setPen(QPen(series->pen().color(), 1.5, Qt::DotLine));
    const bool falling = m_bucket.exhaustedAt && *m_bucket.exhaustedAt > m_now && !m_bucket.samples.empty();
    if (falling) {
        ahead->append(x(m_bucket.samples.back().at), m_bucket.samples.back().remaining);
        ahead->append(x(*m_bucket.exhaustedAt), 0);
    }
    chart->addSeries(ahead);
    auto* time = new QDateTimeAxis;
    time->setFormat(QStringLiteral("HH:mm:ss"));
    const double first = m_bucket.samples.empty() ? x(m_now) - 60'000 : x(m_bucket.samples.front().at);
    const double behind = std::max(x(m_now), first + 1000);
    // As much ahead as is behind, when that much is needed to show where the quota runs out.
    const double last = falling ? std::clamp(x(*m_bucket.exhaustedAt), behind, 2 * behind - first) : behind;
    time->setRange(QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(first)),
                   QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(last)));
    auto* left = new QValueAxis;
    double top = m_bucket.window.limit.value_or(1);
    for (const auto& sample : m_bucket.samples)
        top = std::max(top, sample.remaining);
    left->setRange(0, std::max(top, 1.0));
    left->setLabelFormat(QStringLiteral("%.0f"));
    styleAxis(*time, theme);
    styleAxis(*left, theme);
    chart->addAxis(time, Qt::AlignBottom);
    chart->addAxis(left, Qt::AlignLeft);
    series->attachAxis(time);
    series->attachAxis(left);
    ahead->attachAxis(time);
    ahead->attachAxis(left);

    delete m_chart;
    auto* view = new QChartView(chart, this);
    view->setRenderHint(QPainter::Antialiasing);
    view->setAccessibleName(m_title->text());
    m_column->addWidget(view, 1);
    m_chart = view;
}

} // namespace knockback::ui
