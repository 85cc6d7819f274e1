// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/limits/CircuitCard.h"

#include "ui/limits/BucketCard.h"
#include "ui/limits/CircuitWords.h"
#include "ui/theme/Fonts.h"
#include "ui/theme/TabularText.h"
#include "ui/theme/ThemeManager.h"
#include "ui/widgets/AppStyle.h"
#include "ui/widgets/Badge.h"

#include <QEvent>
#include <QPainter>
#include <QPushButton>

#include <algorithm>
#include <cmath>

namespace knockback::ui {

using diagnosis::Cause;
using retry::BreakerState;

namespace {

constexpr std::size_t mostBars = 24;
constexpr int buttonTop = 52;
constexpr int rateTop = 92;
constexpr int ratePitch = 28;

Cause causeOf(BreakerState state) {
    switch (state) {
    case BreakerState::Open:
        return Cause::Overload;
    case BreakerState::HalfOpen:
        return Cause::RateLimit;
    case BreakerState::Closed:
        break;
    }
    return Cause::None;
}

} // namespace

CircuitCard::CircuitCard(ThemeManager& themes, QWidget* parent)
    : QWidget(parent)
    , m_themes(themes)
    , m_badge(new Badge(themes, this))
    , m_button(new QPushButton(this)) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_button->setObjectName(QStringLiteral("circuitButton"));
    m_button->setAutoDefault(false);
    connect(m_button, &QPushButton::clicked, this, [this] {
        const QString name = m_circuit.lane; // the receiver may change it
        if (m_circuit.state == BreakerState::Closed)
            Q_EMIT openWanted(name);
        else
            Q_EMIT closeWanted(name);
    });
    connect(&themes, &ThemeManager::changed, this, qOverload<>(&QWidget::update));
}

void CircuitCard::setCircuit(const retry::CircuitView& circuit, base::SteadyTime now) {
    m_now = now;
    QString words = circuitWords(circuit, now);
    QString rates = failureWords(circuit) + slowWords(circuit) + circuitWaiting(circuit);
    const bool same = circuit.lane == m_circuit.lane && circuit.state == m_circuit.state &&
                      circuit.byHand == m_circuit.byHand && circuit.recent == m_circuit.recent && words == m_words &&
                      rates == m_rates;
    const bool higher = circuit.slowShare.has_value() != m_circuit.slowShare.has_value();
    m_circuit = circuit;
    if (same && !m_words.isEmpty())
        return;
    m_words = std::move(words);
    m_rates = std::move(rates);
    m_badge->setBadge(causeOf(circuit.state), circuitState(circuit), circuit.state != BreakerState::Closed);
    const bool closed = circuit.state == BreakerState::Closed;
    m_button->setText(closed ? tr("Open by hand") : tr("Close"));
    m_button->setAccessibleName(closed ? tr("Open the circuit of %1 by hand").arg(circuit.lane)
                                       : tr("Close the circuit of %1").arg(circuit.lane));
    m_button->setToolTip(closed ? tr("Send nothing there until you close it again")
                                : tr("Send again at once, and forget what went wrong"));
    placeChildren();
    setAccessibleName(tr("Circuit %1: %2, %3").arg(circuit.lane, circuitState(circuit), m_words));
    setAccessibleDescription(failureWords(circuit));
    if (higher)
        updateGeometry();
    update();
}

bool CircuitCard::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) // made when it is looked at
        setToolTip(circuitDetails(m_circuit, m_now));
    return QWidget::event(event);
}

void CircuitCard::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    placeChildren();
}

void CircuitCard::placeChildren() {
    const int edge = m_themes.theme().space.panelPadding;
    m_badge->resize(m_badge->sizeHint());
    m_badge->move(width() - m_badge->width() - edge, 11);
    m_button->resize(m_button->sizeHint().width(), 26);
    m_button->move(width() - m_button->width() - edge, buttonTop);
}

void CircuitCard::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Theme& theme = m_themes.theme();
    const bool open = m_circuit.state != BreakerState::Closed;
    paintCard(painter, theme, rect(), false, open ? theme.cause(causeOf(m_circuit.state)).mark : QColor());
    const double left = theme.space.panelPadding;
    const double whole = width() - 2 * left;
    const QFont strong = uiFont(theme.type.base, QFont::DemiBold);
    painter.setFont(strong);
    painter.setPen(theme.text);
    const QRectF title(left, 10, m_badge->x() - left - 8, 20);
    const QString name = tr("Circuit · %1").arg(m_circuit.lane);
    painter.drawText(title, Qt::AlignVCenter, QFontMetricsF(strong).elidedText(name, Qt::ElideMiddle, title.width()));
    const QFont label = uiFont(theme.type.label);
    painter.setFont(label);
    painter.setPen(theme.textMuted);
    drawTabular(painter, QRectF(left, 31, whole, 18), Qt::AlignVCenter,
                QFontMetricsF(label).elidedText(m_words, Qt::ElideRight, whole));
    paintRecent(painter, QRectF(left, buttonTop + 3, m_button->x() - left - 10, 20));
    paintRate(painter, QRectF(left, rateTop, whole, ratePitch), m_circuit.failureRate.value_or(0),
              m_circuit.failureShare, failureWords(m_circuit));
    if (m_circuit.slowShare)
        paintRate(painter, QRectF(left, rateTop + ratePitch, whole, ratePitch), m_circuit.slowRate.value_or(0),
                  *m_circuit.slowShare, slowWords(m_circuit));
    const QString waiting = circuitWaiting(m_circuit);
    painter.setFont(uiFont(theme.type.small, QFont::DemiBold));
    painter.setPen(theme.cause(Cause::RateLimit).text);
    painter.drawText(QRectF(left, rateTop + 6, whole, 18), Qt::AlignRight | Qt::AlignVCenter, waiting);
}

void CircuitCard::paintRecent(QPainter& painter, const QRectF& box) {
    const Theme& theme = m_themes.theme();
    const std::size_t shown = std::min(m_circuit.recent.size(), mostBars);
    const std::size_t first = m_circuit.recent.size() - shown;
    const double pitch = std::min(13.0, box.width() / static_cast<double>(std::max<std::size_t>(shown, 10)));
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

void CircuitCard::paintRate(QPainter& painter, const QRectF& box, double share, double limit, const QString& words) {
    const Theme& theme = m_themes.theme();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.line);
    const QRectF bar(box.left(), box.top(), box.width(), 4);
    painter.drawRoundedRect(bar, 2, 2);
    if (share > 0) {
        const Cause cause = share >= limit ? Cause::Overload : Cause::RateLimit;
        painter.setBrush(theme.cause(cause).mark);
        painter.drawRoundedRect(QRectF(bar.left(), bar.top(), std::max(4.0, bar.width() * std::min(share, 1.0)), 4), 2,
                                2);
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
    const double tick = bar.left() + std::round((bar.width() - 2) * std::clamp(limit, 0.0, 1.0));
    painter.fillRect(QRectF(tick, bar.top() - 3, 2, 10), theme.text); // here it opens
    const QFont small = uiFont(theme.type.small);
    painter.setFont(small);
    painter.setPen(theme.textMuted);
    painter.drawText(QRectF(box.left(), box.top() + 6, box.width(), 18), Qt::AlignVCenter,
                     QFontMetricsF(small).elidedText(words, Qt::ElideRight, box.width()));
}

} // namespace knockback::ui
