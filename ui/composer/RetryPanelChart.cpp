// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/RetryPanelChart.h"

#include "app/retry/DurationText.h"

#include <QPainter>

#include <cmath>

namespace knockback::ui {

namespace {

constexpr int rowHeight = 10;
constexpr int axisHeight = 18;
constexpr int nameWidth = 66;
constexpr int endWidth = 70;

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
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
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
    QStringList lines;
    for (const auto& attempt : m_preview)
        if (attempt.number > 1)
            lines << tr("Attempt %1: after %2 (90 of 100 calls: %3 to %4)")
                         .arg(attempt.number)
                         .arg(retry::durationText(attempt.start.median), retry::durationText(attempt.start.p5),
                              retry::durationText(attempt.start.p95));
    return lines.join(u'\n');
}

QSize RetryPanelChart::sizeHint() const {
    return {200, static_cast<int>(m_preview.size()) * rowHeight + axisHeight + 4};
}

void RetryPanelChart::paintEvent(QPaintEvent*) {
    if (m_preview.size() < 2)
        return;
    const Theme& theme = m_themes.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QFont small = font();
    small.setPixelSize(theme.type.small - 1);
    painter.setFont(small);
    const double span = std::max(seconds(m_preview.back().start.p95), 1e-3);
    const double width = std::max(this->width() - nameWidth - endWidth, 40);
    const auto x = [&](base::Nanoseconds time) { return nameWidth + seconds(time) / span * width; };
    const int bottom = static_cast<int>(m_preview.size()) * rowHeight + 2;

    const double step = tickStep(span, static_cast<int>(width / 90));
    for (double at = 0; at <= span * 1.0001; at += step) {
        const double position = x(nanoseconds(at));
        painter.setPen(theme.line);
        painter.drawLine(QPointF(position, 0), QPointF(position, bottom));
        painter.setPen(theme.textMuted);
        painter.drawText(QRectF(position - 45, bottom + 1, 90, axisHeight - 2), Qt::AlignHCenter | Qt::AlignTop,
                         at > 0 ? retry::durationText(nanoseconds(at)) : QStringLiteral("0"));
    }
    for (std::size_t i = 0; i < m_preview.size(); ++i) {
        const auto& attempt = m_preview[i];
        const double middle = static_cast<double>(i) * rowHeight + rowHeight / 2.0;
        painter.setPen(theme.textMuted);
        painter.drawText(QRectF(0, middle - 7, nameWidth - 8, 14), Qt::AlignRight | Qt::AlignVCenter,
                         tr("attempt %1").arg(attempt.number));
        painter.setPen(Qt::NoPen);
        painter.setBrush(mixed(theme.accent, theme.panel, 0.35));
        const double from = x(attempt.start.p5);
        const double to = std::max(x(attempt.start.p95), from + 2);
        painter.drawRoundedRect(QRectF(from, middle - 2.5, to - from, 5), 2.5, 2.5);
        painter.setBrush(theme.accent);
        painter.drawRoundedRect(QRectF(x(attempt.start.median) - 1.5, middle - 4, 3, 8), 1.5, 1.5);
        if (attempt.share < 0.995) {
            painter.setPen(theme.textMuted);
            painter.drawText(QRectF(to + 6, middle - 7, endWidth, 14), Qt::AlignLeft | Qt::AlignVCenter,
                             tr("%1 % in time").arg(attempt.share * 100, 0, 'f', 0));
        }
    }
}

} // namespace knockback::ui
