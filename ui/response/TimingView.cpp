// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/response/TimingView.h"

#include "ui/response/ResponseText.h"
#include "ui/theme/Fonts.h"
#include "ui/theme/TabularText.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>

namespace knockback::ui {

using diagnosis::Cause;

namespace {

constexpr int nameWidth = 96;
constexpr int numberWidth = 88;
constexpr int margin = 16;

QColor colourOf(std::size_t phase, const Theme& theme) {
    static constexpr std::array causes{Cause::GeoLock, Cause::Credential,        Cause::RateLimit,
                                       Cause::Network, Cause::SuspiciousPattern, Cause::None};
    return theme.cause(causes[phase % causes.size()]).mark;
}

} // namespace

std::vector<PhaseBar> phasesOf(const http::Timing& timing) {
    const auto text = [](const char* words) { return QCoreApplication::translate("Timing", words); };
    const std::array<std::tuple<QString, std::optional<base::Microseconds>, QString>, 6> phases{{
        {text("Name lookup"), timing.dns, text("DNS")},
        {text("Connect"), timing.connect, text("TCP")},
        {text("TLS"), timing.tls, text("handshake")},
        {text("Send"), timing.send, text("first to last byte of the request")},
        {text("Wait"), timing.wait, text("until the first byte of the answer")},
        {text("Receive"), timing.receive, text("first to last byte of the answer")},
    }};
    std::vector<PhaseBar> bars;
    base::Microseconds at{0};
    for (const auto& [name, length, note] : phases) {
        bars.push_back({name, at, length.value_or(base::Microseconds(0)), length.has_value(), note});
        at += bars.back().length;
    }
    return bars;
}

TimingView::TimingView(ThemeManager& themes, QWidget* parent) : QWidget(parent), m_themes(themes) {
    setAccessibleName(tr("Timing of the attempt"));
    connect(&themes, &ThemeManager::changed, this, qOverload<>(&QWidget::update));
}

void TimingView::setTiming(const http::Timing& timing) {
    m_phases = phasesOf(timing);
    m_total = timing.total;
    QStringList spoken;
    for (const auto& phase : m_phases)
        spoken << phase.name + u' ' + (phase.happened ? timeText(phase.length) : tr("did not happen"));
    setAccessibleDescription(spoken.join(QStringLiteral(", ")));
    updateGeometry();
    update();
}

QSize TimingView::sizeHint() const {
    return {480, 2 * margin + m_themes.theme().space.rowHeight * 7};
}

void TimingView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto& theme = m_themes.theme();
    const int barLeft = margin + nameWidth;
    const int barWidth = std::max(width() - barLeft - numberWidth - margin, 40);
    int y = margin;
    for (std::size_t i = 0; i < m_phases.size(); ++i) {
        painter.setBrush(colourOf(i, theme));
        paintPhase(painter, m_phases[i], y, barLeft, barWidth);
        y += theme.space.rowHeight;
    }
    painter.setPen(theme.line);
    painter.drawLine(margin, y, width() - margin, y);
    painter.setPen(theme.text);
    painter.setFont(uiFont(theme.type.base, QFont::DemiBold));
    const QRect row(margin, y, width() - 2 * margin, theme.space.rowHeight);
    painter.drawText(row, Qt::AlignVCenter | Qt::AlignLeft, tr("Total"));
    drawTabular(painter, row, Qt::AlignVCenter | Qt::AlignRight, timeText(m_total));
}

void TimingView::paintPhase(QPainter& painter, const PhaseBar& phase, int y, int barLeft, int barWidth) const {
    const auto& theme = m_themes.theme();
    const int rowHeight = theme.space.rowHeight;
    const QRect row(margin, y, width() - 2 * margin, rowHeight);
    if (phase.happened) {
        const auto sum = m_phases.back().start + m_phases.back().length;
        const auto whole = static_cast<double>(std::max({m_total.count(), sum.count(), base::Microseconds::rep{1}}));
        const double x = barLeft + static_cast<double>(phase.start.count()) / whole * barWidth;
        const double w = std::max(static_cast<double>(phase.length.count()) / whole * barWidth, 2.0);
        painter.setPen(Qt::NoPen);
        painter.drawRoundedRect(QRectF(x, y + rowHeight / 2.0 - 5, w, 10), 3, 3);
    }
    painter.setFont(uiFont(theme.type.base));
    painter.setPen(phase.happened ? theme.text : theme.textMuted);
    painter.drawText(row, Qt::AlignVCenter | Qt::AlignLeft, phase.name);
    drawTabular(painter, row, Qt::AlignVCenter | Qt::AlignRight,
                phase.happened ? timeText(phase.length) : QStringLiteral("–"));
}

} // namespace knockback::ui
