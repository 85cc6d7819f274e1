// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/limits/BucketCard.h"

#include "ui/limits/GaugePainter.h"
#include "ui/theme/Fonts.h"
#include "ui/theme/TabularText.h"
#include "ui/theme/ThemeManager.h"

#include <QPainter>

namespace knockback::ui {

namespace {

constexpr double gaugeSize = 60;

std::optional<double> shareOf(const ratelimit::BucketState& bucket) {
    const auto& window = bucket.window;
    if (!window.limit || !window.remaining || *window.limit <= 0)
        return {};
    return *window.remaining / *window.limit;
}

} // namespace

void paintCard(QPainter& painter, const Theme& theme, const QRectF& box, bool lit) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(lit ? theme.accent : theme.line);
    painter.setBrush(theme.panel);
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), theme.space.cardRadius, theme.space.cardRadius);
    painter.restore();
}

BucketCard::BucketCard(ThemeManager& themes, QWidget* parent) : QAbstractButton(parent), m_themes(themes) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
    setToolTip(tr("Show how this limit was used"));
    connect(&themes, &ThemeManager::changed, this, qOverload<>(&QWidget::update));
}

void BucketCard::setBucket(const ratelimit::BucketState& bucket, base::SteadyTime now, bool fresh) {
    if (fresh)
        m_bucket = bucket;
    m_now = now;
    BucketWords words = wordsFor(m_bucket, now);
    if (!fresh && words == m_words)
        return;
    m_words = std::move(words);
    setAccessibleName(m_words.sentence());
    update();
}

void BucketCard::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Theme& theme = m_themes.theme();
    paintCard(painter, theme, rect(), hasFocus() || underMouse());
    const BucketMood mood = moodOf(m_bucket, m_now);
    const QRectF gauge(theme.space.panelPadding + 2, theme.space.panelPadding + 2, gaugeSize, gaugeSize);
    paintGauge(painter, theme, gauge, m_words, mood, shareOf(m_bucket));
    paintWords(painter,
               QRectF(gauge.right() + 16, theme.space.panelPadding + 2, width() - gauge.right() - 28, gaugeSize));
    const QRectF line(theme.space.panelPadding, gauge.bottom() + 14, width() - 2.0 * theme.space.panelPadding,
                      height() - gauge.bottom() - 14 - theme.space.panelPadding);
    paintSparkline(painter, theme, line, m_bucket, m_now, moodColour(theme, mood));
}

void BucketCard::paintWords(QPainter& painter, const QRectF& box) {
    const Theme& theme = m_themes.theme();
    const auto line = [&](int index) { return QRectF(box.left(), box.top() + index * 18, box.width(), 18); };
    const auto put = [&](const QRectF& where, const QFont& font, const QColor& colour, const QString& words) {
        painter.setFont(font);
        painter.setPen(colour);
        painter.drawText(where, Qt::AlignVCenter, QFontMetricsF(font).elidedText(words, Qt::ElideRight, where.width()));
    };
    const QFont plain = uiFont(theme.type.label);
    const QFont strong = uiFont(theme.type.label, QFont::DemiBold);
    const bool blocked = moodOf(m_bucket, m_now) == BucketMood::Blocked;
    const QColor stateColour = blocked ? theme.cause(diagnosis::Cause::RateLimit).text : theme.textMuted;
    put(line(0), uiFont(theme.type.base, QFont::DemiBold), theme.text, m_words.name);
    put(line(1), plain, theme.textMuted, m_words.rate);
    put(line(2), plain, stateColour, m_words.state);
    if (!m_words.countdown.isEmpty()) {
        const double from = QFontMetricsF(plain).horizontalAdvance(m_words.state + QLatin1Char(' '));
        painter.setFont(strong);
        painter.setPen(theme.text);
        drawTabular(painter, line(2).adjusted(from, 0, 0, 0), Qt::AlignVCenter, m_words.countdown);
    }
    put(line(3), uiFont(theme.type.small), theme.textMuted, m_words.extra);
}

} // namespace knockback::ui
