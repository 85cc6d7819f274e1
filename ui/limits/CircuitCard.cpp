// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/limits/CircuitCard.h"

#include "ui/limits/BucketCard.h"
#include "ui/theme/Fonts.h"
#include "ui/theme/TabularText.h"
#include "ui/theme/ThemeManager.h"
#include "ui/widgets/Badge.h"
#include "ui/widgets/Countdown.h"

#include <QPainter>

#include <algorithm>

namespace knockback::ui {

using diagnosis::Cause;
using retry::BreakerState;

namespace {

constexpr std::size_t mostBars = 24;

std::pair<Cause, QString> badgeFor(BreakerState state) {
    switch (state) {
    case BreakerState::Open:
        return {Cause::Overload, CircuitCard::tr("open")};
    case BreakerState::HalfOpen:
        return {Cause::RateLimit, CircuitCard::tr("half-open")};
    case BreakerState::Closed:
        break;
    }
    return {Cause::None, CircuitCard::tr("closed")};
}

} // namespace

QString circuitWords(const retry::CircuitView& circuit, base::SteadyTime now) {
    const auto blocked = std::count(circuit.recent.begin(), circuit.recent.end(), false);
    QString words = circuit.recent.empty()
                        ? CircuitCard::tr("no answers yet")
                        : CircuitCard::tr("%1 of last %2 blocked").arg(blocked).arg(circuit.recent.size());
    if (circuit.state == BreakerState::Open && circuit.openUntil > now)
        words += CircuitCard::tr(" · next probe in %1").arg(countdownText(circuit.openUntil - now));
    else if (circuit.state != BreakerState::Closed)
        words += CircuitCard::tr(" · the next request is a probe");
    return words;
}

CircuitCard::CircuitCard(ThemeManager& themes, QWidget* parent)
    : QWidget(parent)
    , m_themes(themes)
    , m_badge(new Badge(themes, this)) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&themes, &ThemeManager::changed, this, qOverload<>(&QWidget::update));
}

void CircuitCard::setCircuit(const retry::CircuitView& circuit, base::SteadyTime now) {
    QString words = circuitWords(circuit, now);
    const bool same = circuit.lane == m_circuit.lane && circuit.state == m_circuit.state &&
                      circuit.recent == m_circuit.recent && words == m_words;
    if (same)
        return;
    m_circuit = circuit;
    m_words = std::move(words);
    const auto [cause, state] = badgeFor(circuit.state);
    m_badge->setBadge(cause, state, false);
    placeBadge();
    setAccessibleName(tr("Circuit %1: %2, %3").arg(circuit.lane, state, m_words));
    update();
}

void CircuitCard::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    placeBadge();
}

void CircuitCard::placeBadge() {
    m_badge->resize(m_badge->sizeHint());
    m_badge->move(width() - m_badge->width() - m_themes.theme().space.panelPadding, 11);
}

void CircuitCard::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Theme& theme = m_themes.theme();
    paintCard(painter, theme, rect(), false);
    const double left = theme.space.panelPadding;
    const QFont strong = uiFont(theme.type.base, QFont::DemiBold);
    painter.setFont(strong);
    painter.setPen(theme.text);
    const QRectF title(left, 10, m_badge->x() - left - 8, 20);
    const QString name = tr("Circuit · %1").arg(m_circuit.lane);
    painter.drawText(title, Qt::AlignVCenter, QFontMetricsF(strong).elidedText(name, Qt::ElideMiddle, title.width()));
    painter.setFont(uiFont(theme.type.label));
    painter.setPen(theme.textMuted);
    drawTabular(painter, QRectF(left, 31, width() - 2 * left, 18), Qt::AlignVCenter, m_words);
    paintRecent(painter, QRectF(left, 57, width() - 2 * left, 20));
}

void CircuitCard::paintRecent(QPainter& painter, const QRectF& box) {
    const Theme& theme = m_themes.theme();
    const std::size_t shown = std::min(m_circuit.recent.size(), mostBars);
    const std::size_t first = m_circuit.recent.size() - shown;
    const double pitch = std::min(13.0, box.width() / static_cast<double>(std::max<std::size_t>(shown, 16)));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    for (std::size_t i = 0; i < shown; ++i) {
        const bool answered = m_circuit.recent[first + i];
        painter.setBrush(theme.cause(answered ? Cause::None : Cause::RateLimit).mark);
        // Height says again what colour says.
        const double height = answered ? box.height() * 0.6 : box.height();
        const QRectF bar(box.left() + static_cast<double>(i) * pitch, box.bottom() - height, pitch - 3, height);
        painter.drawRoundedRect(bar, 2, 2);
    }
}

} // namespace knockback::ui
