// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/limits/BucketCard.h"

#include "ui/limits/GaugePainter.h"
#include "ui/theme/Fonts.h"
#include "ui/theme/TabularText.h"
#include "ui/theme/ThemeManager.h"

#include <QEvent>
#include <QPaintEvent>
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
    connect(&themes, &ThemeManager::changed, this, qOverload<>(&QWidget::update));
}

void BucketCard::setBucket(const ratelimit::BucketState& bucket, base::SteadyTime now, bool fresh) {
    const BucketMood before = moodOf(m_bucket, m_now);
    if (fresh)
        m_bucket = bucket;
    m_now = now;
    BucketWords words = wordsFor(m_bucket, now);
    const BucketMood mood = moodOf(m_bucket, now);
    const bool gaugeChanged = words.big != m_words.big || words.small != m_words.small || mood != before;
    const bool wordsChanged = words != m_words;
    if (!fresh && !gaugeChanged && !wordsChanged)
        return;
    m_words = std::move(words);
    if (gaugeChanged || mood != before)
        update(gaugeBox().toAlignedRect());
    if (wordsChanged || mood != before) {
        setAccessibleName(m_words.sentence());
        update(wordsBox().toAlignedRect());
    }
    if (fresh || mood != before)
        update(chartBox().adjusted(0, -3, 0, 3).toAlignedRect());
}

bool BucketCard::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) // made when it is looked at, not at every reading
        setToolTip(detailsOf(m_bucket, m_now));
    return QAbstractButton::event(event);
}

QRectF BucketCard::gaugeBox() const {
    const double edge = m_themes.theme().space.panelPadding + 2;
    return {edge, edge, gaugeSize, gaugeSize};
}

QRectF BucketCard::wordsBox() const {
    const QRectF gauge = gaugeBox();
    return {gauge.right() + 16, gauge.top(), width() - gauge.right() - 28, gaugeSize + 12};
}

QRectF BucketCard::chartBox() const {
    const double top = gaugeBox().bottom() + 14;
    const double padding = m_themes.theme().space.panelPadding;
    return {padding, top, width() - 2 * padding, height() - top - padding};
}

void BucketCard::paintEvent(QPaintEvent* event) {
    QPainter painter(this);
    const Theme& theme = m_themes.theme();
    paintCard(painter, theme, rect(), hasFocus() || underMouse());
    const auto wanted = [event](const QRectF& box) { return event->region().intersects(box.toAlignedRect()); };
    const BucketMood mood = moodOf(m_bucket, m_now);
    if (wanted(gaugeBox()))
        paintGauge(painter, theme, gaugeBox(), m_words, mood, shareOf(m_bucket));
    if (wanted(wordsBox()))
        paintWords(painter, wordsBox());
    if (wanted(chartBox()))
        paintSparkline(painter, theme, chartBox(), m_bucket, m_now,
                       m_bucket.learned ? theme.accent : moodColour(theme, mood));
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
