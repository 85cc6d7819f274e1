// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/RetryPanelChart.h"

#include "app/retry/DurationText.h"
#include "ui/theme/Fonts.h"
#include "ui/theme/TabularText.h"

#include <QPainter>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace knockback::ui {

namespace {

constexpr int headHeight = 15; // the axis, and what the numbers are
constexpr int rowHeight = 13;
constexpr int fewestRows = 3; // seen at the least
constexpr int nameWidth = 62;
constexpr int columnGap = 10;
constexpr int roomyWidth = 420; // below, the spread is left to its bar and the tool tip

// The same numbers every time, so that the picture stands still while nothing changes.
class SameRandom final : public base::RandomSource {
public:
    std::uint64_t next() override {
        m_state ^= m_state << 13;
        m_state ^= m_state >> 7;
        m_state ^= m_state << 17;
        return m_state;
    }

private:
    std::uint64_t m_state = 0x9e3779b97f4a7c15ULL;
};

double seconds(base::Nanoseconds time) {
    return std::chrono::duration<double>(time).count();
}

base::Nanoseconds nanoseconds(double time) {
    return base::Nanoseconds(std::llround(time * 1e9));
}

// 1, 2 or 5 times a power of ten, or of a minute above that, so that about `count` of them fit.
double tickStep(double span, int count) {
    const double raw = span / std::max(count, 1);
    const double unit = raw >= 3600 ? 3600 : raw >= 60 ? 60 : 1;
    const double scale = std::pow(10, std::floor(std::log10(raw / unit)));
    for (const double step : {1.0, 2.0, 5.0, 10.0})
        if (step * scale * unit >= raw)
            return step * scale * unit;
    return raw;
}

} // namespace

RetryPanelChart::RetryPanelChart(ThemeManager& themes, QWidget* parent) : QWidget(parent), m_themes(themes) {
    setObjectName(QStringLiteral("scheduleChart"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    connect(&themes, &ThemeManager::changed, this, [this] { update(); });
}

void RetryPanelChart::setPolicy(const retry::RetryPolicy& policy) {
    if (m_policy == policy)
        return;
    m_policy = policy;
    SameRandom random;
    m_preview = retry::previewSchedule(policy, random);
    setVisible(m_preview.size() > 1);
    setAccessibleName(words());
    setToolTip(words());
    updateGeometry();
    update();
}

QString RetryPanelChart::words() const {
    QStringList lines{tr("When each attempt goes out if every one before it fails:")};
    for (const auto& attempt : m_preview)
        if (attempt.number > 1)
            lines << tr("Attempt %1: after %2 (90 of 100 calls: %3 to %4)")
                         .arg(attempt.number)
                         .arg(retry::durationText(attempt.start.median), retry::durationText(attempt.start.p5),
                              retry::durationText(attempt.start.p95));
    return lines.join(u'\n');
}

int RetryPanelChart::heightOf(int rows) {
    return headHeight + rows * rowHeight + 2;
}

QSize RetryPanelChart::sizeHint() const {
    return {200, heightOf(static_cast<int>(m_preview.size()) - 1)};
}

QSize RetryPanelChart::minimumSizeHint() const {
    return {160, heightOf(std::clamp(static_cast<int>(m_preview.size()) - 1, 0, fewestRows + 1))};
}

std::vector<int> RetryPanelChart::shownAttempts() const {
    std::vector<int> all(m_preview.size() - 1);
    std::iota(all.begin(), all.end(), 2); // the first one goes out at once
    const auto room = static_cast<std::size_t>(std::max(height() - headHeight - 2, rowHeight * 2) / rowHeight);
    if (all.size() > room)
        all.erase(all.begin() + static_cast<std::ptrdiff_t>(room) - 1, all.end() - 1); // the last one tells the end
    return all;
}

RetryPanelChart::Columns RetryPanelChart::columns() const {
    Columns columns;
    const QFont font = uiFont(m_themes.theme().type.small);
    const QFontMetricsF metrics(font);
    double median = metrics.horizontalAdvance(tr("median"));
    double spread = metrics.horizontalAdvance(tr("p5 – p95"));
    for (const auto& attempt : m_preview) {
        median = std::max(median, tabularWidth(font, retry::durationText(attempt.start.median)));
        spread = std::max(spread, tabularWidth(font, spreadText(attempt)));
    }
    if (width() < roomyWidth)
        spread = -columnGap;
    columns.spread = QRectF(width() - spread, 0, std::max(spread, 0.0), height());
    columns.median = QRectF(columns.spread.left() - columnGap - median, 0, median, height());
    columns.plot = QRectF(nameWidth, 0, std::max(columns.median.left() - columnGap - nameWidth, 40.0), height());
    return columns;
}

QString RetryPanelChart::spreadText(const retry::PreviewedAttempt& attempt) const {
    const QString spread =
        tr("%1 – %2").arg(retry::durationText(attempt.start.p5), retry::durationText(attempt.start.p95));
    return attempt.share < 0.995 ? tr("%1 · %2 %").arg(spread).arg(attempt.share * 100, 0, 'f', 0) : spread;
}

void RetryPanelChart::paintEvent(QPaintEvent*) {
    if (m_preview.size() < 2)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(uiFont(m_themes.theme().type.small));
    const Columns places = columns();
    paintHead(painter, places);
    double top = headHeight;
    int before = 1;
    for (const int number : shownAttempts()) {
        if (number != before + 1) { // some are left out above this one
            painter.setPen(QPen(m_themes.theme().line, 1, Qt::DotLine));
            painter.drawLine(QPointF(0, top), QPointF(places.plot.right(), top));
        }
        before = number;
        paintRow(painter, places, m_preview[static_cast<std::size_t>(number) - 1], top);
        top += rowHeight;
    }
}

void RetryPanelChart::paintHead(QPainter& painter, const Columns& columns) {
    const Theme& theme = m_themes.theme();
    const double span = std::max(seconds(m_preview.back().start.p95), 1e-3);
    const double step = tickStep(span, static_cast<int>(columns.plot.width() / 80));
    for (double at = 0; at <= span * 1.0001; at += step) {
        const double x = columns.plot.left() + at / span * columns.plot.width();
        painter.setPen(theme.line);
        painter.drawLine(QPointF(x, headHeight - 1),
                         QPointF(x, headHeight + static_cast<double>(shownAttempts().size()) * rowHeight));
        painter.setPen(theme.textMuted);
        const QString words = at > 0 ? retry::durationText(nanoseconds(at)) : QStringLiteral("0");
        if (x + 40 < columns.median.left() || at == 0)
            painter.drawText(QRectF(x - 40, 0, 80, headHeight - 1), Qt::AlignCenter, words);
    }
    painter.setPen(theme.textMuted);
    painter.drawText(QRectF(columns.median.left(), 0, columns.median.width(), headHeight - 1),
                     Qt::AlignRight | Qt::AlignVCenter, tr("median"));
    if (!columns.spread.isEmpty())
        painter.drawText(QRectF(columns.spread.left(), 0, columns.spread.width(), headHeight - 1),
                         Qt::AlignLeft | Qt::AlignVCenter, tr("p5 – p95"));
}

void RetryPanelChart::paintRow(QPainter& painter, const Columns& columns, const retry::PreviewedAttempt& attempt,
                               double top) {
    const Theme& theme = m_themes.theme();
    const double span = std::max(seconds(m_preview.back().start.p95), 1e-3);
    const auto x = [&](base::Nanoseconds time) {
        return columns.plot.left() + seconds(time) / span * columns.plot.width();
    };
    const double middle = top + rowHeight / 2.0;
    const auto line = [&](double left, double width) { return QRectF(left, top, width, rowHeight); };
    painter.setPen(theme.textMuted);
    painter.drawText(line(0, nameWidth - 8), Qt::AlignLeft | Qt::AlignVCenter, tr("attempt %1").arg(attempt.number));
    painter.setPen(Qt::NoPen);
    painter.setBrush(mixed(theme.accent, theme.panel, 0.35));
    const double from = x(attempt.start.p5);
    const double to = std::max(x(attempt.start.p95), from + 2);
    painter.drawRoundedRect(QRectF(from, middle - 3, to - from, 6), 3, 3);
    painter.setBrush(theme.accent);
    painter.drawRoundedRect(QRectF(x(attempt.start.median) - 1.5, middle - 5, 3, 10), 1.5, 1.5);
    painter.setPen(theme.text);
    drawTabular(painter, line(columns.median.left(), columns.median.width()), Qt::AlignRight | Qt::AlignVCenter,
                retry::durationText(attempt.start.median));
    if (columns.spread.isEmpty())
        return;
    painter.setPen(theme.textMuted);
    drawTabular(painter, line(columns.spread.left(), columns.spread.width()), Qt::AlignLeft | Qt::AlignVCenter,
                spreadText(attempt));
}

} // namespace knockback::ui
