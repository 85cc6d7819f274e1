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
constexpr int scaleHeight = 20;
constexpr int factGap = 12;
constexpr int factIndent = 220;
constexpr int widestBars = 900;

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

std::vector<std::pair<QString, QString>> timingFacts(const http::Attempt& attempt) {
    const auto text = [](const char* words) { return QCoreApplication::translate("Timing", words); };
    const auto bars = phasesOf(attempt.timing);
    const auto& connection = attempt.connection;
    std::vector<std::pair<QString, QString>> facts;
    facts.emplace_back(text("Total"), timeText(attempt.timing.total));
    if (attempt.timing.wait)
        facts.emplace_back(text("First byte of the answer after"), timeText(bars[4].start + bars[4].length));
    facts.emplace_back(text("Connection"), connection.reused
                                               ? text("used again: no name lookup, no connect, no handshake")
                                               : text("opened for this attempt"));
    facts.emplace_back(text("Sent"), sizeText(connection.bytesSent));
    QString received = sizeText(connection.bytesReceived);
    if (attempt.timing.receive && attempt.timing.receive->count() > 1000 && connection.bytesReceived > 100'000)
        received +=
            text(", %1 a second").arg(sizeText(connection.bytesReceived * 1'000'000 / attempt.timing.receive->count()));
    facts.emplace_back(text("Received"), received);
    return facts;
}

TimingView::TimingView(ThemeManager& themes, QWidget* parent) : QWidget(parent), m_themes(themes) {
    setAccessibleName(tr("Timing of the attempt"));
    connect(&themes, &ThemeManager::changed, this, qOverload<>(&QWidget::update));
}

void TimingView::setAttempt(const http::Attempt& attempt) {
    m_phases = phasesOf(attempt.timing);
    m_facts = timingFacts(attempt);
    const auto sum = m_phases.back().start + m_phases.back().length;
    m_whole = std::max({attempt.timing.total, sum, base::Microseconds(1)});
    QStringList spoken;
    for (const auto& phase : m_phases)
        spoken << phase.name + u' ' + (phase.happened ? timeText(phase.length) : tr("did not happen"));
    for (const auto& [name, value] : m_facts)
        spoken << name + u' ' + value;
    setAccessibleDescription(spoken.join(QStringLiteral(", ")));
    updateGeometry();
    update();
}

QSize TimingView::sizeHint() const {
    const auto rows = static_cast<int>(m_phases.size() + m_facts.size());
    return {480, 2 * margin + scaleHeight + factGap + m_themes.theme().space.rowHeight * rows};
}

double TimingView::xOf(base::Microseconds time, const QRect& bars) const {
    return bars.left() + static_cast<double>(time.count()) / static_cast<double>(m_whole.count()) * bars.width();
}

void TimingView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto& theme = m_themes.theme();
    const int left = margin + nameWidth;
    const int rowHeight = theme.space.rowHeight;
    const QRect bars(left, margin + scaleHeight, std::clamp(width() - left - numberWidth - margin, 40, widestBars),
                     rowHeight * static_cast<int>(m_phases.size()));
    paintScale(painter, bars);
    int y = bars.top();
    for (std::size_t i = 0; i < m_phases.size(); ++i, y += rowHeight) {
        painter.setBrush(colourOf(i, theme));
        paintPhase(painter, m_phases[i], y, bars);
    }
    paintFacts(painter, y + factGap);
}

// Lines at round times: 1, 2 or 5 of a power of ten, about five of them.
void TimingView::paintScale(QPainter& painter, const QRect& bars) const {
    const auto& theme = m_themes.theme();
    base::Microseconds::rep step = 1;
    for (int i = 0; m_whole.count() / step > 5; ++i)
        step = step * (i % 3 == 1 ? 5 : 2) / (i % 3 == 1 ? 2 : 1);
    painter.setFont(uiFont(theme.type.small));
    for (base::Microseconds::rep at = 0; at <= m_whole.count(); at += step) {
        const double x = xOf(base::Microseconds(at), bars);
        painter.setPen(theme.line);
        painter.drawLine(QPointF(x, bars.top() - 4), QPointF(x, bars.bottom()));
        painter.setPen(theme.textMuted);
        painter.drawText(QRectF(x - 40, margin - 6, 80, scaleHeight), Qt::AlignCenter,
                         at == 0 ? QStringLiteral("0") : timeText(base::Microseconds(at)));
    }
}

void TimingView::paintPhase(QPainter& painter, const PhaseBar& phase, int y, const QRect& bars) const {
    const auto& theme = m_themes.theme();
    const int rowHeight = theme.space.rowHeight;
    double after = bars.left();
    if (phase.happened) {
        const double x = xOf(phase.start, bars);
        const double w = std::max(xOf(phase.start + phase.length, bars) - x, 2.0);
        painter.setPen(Qt::NoPen);
        painter.drawRoundedRect(QRectF(x, y + rowHeight / 2.0 - 5, w, 10), 3, 3);
        after = x + w;
    }
    painter.setFont(uiFont(theme.type.small));
    painter.setPen(theme.textMuted);
    // What the phase is, where there is room beside its bar.
    const int noteWidth = painter.fontMetrics().horizontalAdvance(phase.note) + 12;
    const bool room = after + noteWidth < bars.right();
    const double noteX = room ? after + 8 : xOf(phase.start, bars) - noteWidth + 4;
    if (phase.happened && (room || noteX > bars.left()))
        painter.drawText(QRectF(noteX, y, noteWidth, rowHeight), Qt::AlignVCenter | Qt::AlignLeft, phase.note);
    painter.setFont(uiFont(theme.type.base));
    painter.setPen(phase.happened ? theme.text : theme.textMuted);
    painter.drawText(QRect(margin, y, nameWidth, rowHeight), Qt::AlignVCenter | Qt::AlignLeft, phase.name);
    drawTabular(painter, QRect(bars.right(), y, numberWidth, rowHeight), Qt::AlignVCenter | Qt::AlignRight,
                phase.happened ? timeText(phase.length) : QStringLiteral("–"));
}

void TimingView::paintFacts(QPainter& painter, int y) const {
    const auto& theme = m_themes.theme();
    painter.setPen(theme.line);
    painter.drawLine(margin, y - factGap / 2, width() - margin, y - factGap / 2);
    for (const auto& [name, value] : m_facts) {
        const QRect row(margin, y, width() - 2 * margin, theme.space.rowHeight);
        painter.setFont(uiFont(theme.type.base));
        painter.setPen(theme.textMuted);
        painter.drawText(row, Qt::AlignVCenter | Qt::AlignLeft, name);
        painter.setPen(theme.text);
        drawTabular(painter, row.adjusted(factIndent, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, value);
        y += theme.space.rowHeight;
    }
}

} // namespace knockback::ui
