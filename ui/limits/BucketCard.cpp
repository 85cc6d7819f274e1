// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/limits/BucketCard.h"

#include "ui/limits/GaugePainter.h"
#include "ui/limits/MoodLook.h"
#include "ui/limits/Starving.h"
#include "ui/theme/Fonts.h"
#include "ui/theme/TabularText.h"
#include "ui/theme/ThemeManager.h"

#include <QEvent>
#include <QPaintEvent>
#include <QPainter>

#include <utility>

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

void paintCard(QPainter& painter, const Theme& theme, const QRectF& box, bool lit, const QColor& edge) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(lit ? theme.accent : edge.isValid() ? edge : theme.line);
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

void BucketCard::setBucket(const ratelimit::BucketState& bucket, base::SteadyTime now, bool fresh, int waiting) {
    if (fresh)
        m_bucket = bucket;
    m_now = now;
    BucketWords words = wordsFor(m_bucket, now, waiting);
    const BucketMood mood = moodOf(m_bucket, now);
    const bool starving = starves(mood, waiting);
    const bool moodChanged = mood != m_mood || starving != m_starving;
    const bool gaugeChanged = moodChanged || words.big != m_words.big || words.small != m_words.small;
    const bool wordsChanged = moodChanged || words != m_words;
    m_mood = mood;
    if (std::exchange(m_starving, starving) != starving)
        update(); // its outline, too
    if (!fresh && !wordsChanged)
        return;
    m_words = std::move(words);
    if (gaugeChanged)
        update(gaugeBox().toAlignedRect());
    if (wordsChanged) {
        setAccessibleName(m_words.sentence());
        update(wordsBox().toAlignedRect());
    }
    if (fresh || moodChanged)
        update(chartBox().adjusted(0, -3, 0, 3).toAlignedRect());
}

void BucketCard::showHost(bool shown) {
    if (std::exchange(m_hostShown, shown) != shown)
        update(wordsBox().toAlignedRect());
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
    const BucketMood mood = m_mood;
    paintCard(painter, theme, rect(), hasFocus() || underMouse(), m_starving ? moodColour(theme, mood) : QColor());
    const auto wanted = [event](const QRectF& box) { return event->region().intersects(box.toAlignedRect()); };
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
    const bool blocked = m_mood == BucketMood::Blocked;
    const QColor stateColour = blocked ? theme.cause(diagnosis::Cause::RateLimit).text : theme.textMuted;
    paintTitle(painter, line(0));
    put(line(1), plain, theme.textMuted, m_words.rate);
    put(line(2), plain, stateColour, m_words.state);
    if (!m_words.countdown.isEmpty()) {
        const double from = QFontMetricsF(plain).horizontalAdvance(m_words.state + QLatin1Char(' '));
        painter.setFont(strong);
        painter.setPen(theme.text);
        drawTabular(painter, line(2).adjusted(from, 0, 0, 0), Qt::AlignVCenter, m_words.countdown);
    }
    const QColor extraColour = m_starving ? theme.cause(causeOf(m_mood)).text : theme.textMuted;
    put(line(3), uiFont(theme.type.small), extraColour, m_words.extra);
}

// The name, the host where that is not clear, and what is the matter.
void BucketCard::paintTitle(QPainter& painter, const QRectF& line) {
    const Theme& theme = m_themes.theme();
    const double tag = paintTag(painter, theme, line, m_words.tag, m_mood, m_bucket.learned);
    const QRectF room = line.adjusted(0, 0, tag > 0 ? -tag - 6 : 0, 0);
    const QFont strong = uiFont(theme.type.base, QFont::DemiBold);
    const QFontMetricsF metrics(strong);
    painter.setFont(strong);
    painter.setPen(theme.text);
    const QString name = metrics.elidedText(m_words.name, Qt::ElideRight, room.width());
    painter.drawText(room, Qt::AlignVCenter, name);
    const QRectF rest = room.adjusted(metrics.horizontalAdvance(name) + 6, 1, 0, 0);
    if (!m_hostShown || rest.width() < 40)
        return;
    const QFont small = uiFont(theme.type.small);
    painter.setFont(small);
    painter.setPen(theme.textMuted);
    painter.drawText(rest, Qt::AlignVCenter,
                     QFontMetricsF(small).elidedText(m_words.host, Qt::ElideMiddle, rest.width()));
}

} // namespace knockback::ui
