// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/vault/LifetimeBar.h"

#include "ui/theme/ThemeManager.h"

#include <QPainter>

namespace knockback::ui {

LifetimeBar::LifetimeBar(ThemeManager& themes, QWidget* parent) : QWidget(parent), m_themes(themes) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFixedHeight(6);
    connect(&themes, &ThemeManager::changed, this, qOverload<>(&QWidget::update));
}

void LifetimeBar::setSpent(double spent, std::optional<double> mark) {
    m_spent = spent;
    m_mark = mark;
    setAccessibleName(QStringLiteral("%1 % of its life is left").arg(qRound((1 - spent) * 100)));
    update();
}

void LifetimeBar::paintEvent(QPaintEvent*) {
    using diagnosis::Cause;
    const auto& theme = m_themes.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.line);
    painter.drawRoundedRect(rect(), 3, 3);
    const double left = 1 - m_spent;
    if (left > 0) {
        painter.setBrush(causeColour(theme, left < m_mark.value_or(0.25) ? Cause::RateLimit : Cause::None));
        painter.drawRoundedRect(QRectF(0, 0, width() * left, height()), 3, 3);
    }
    if (m_mark)
        painter.fillRect(QRectF(width() * *m_mark - 1, 0, 2, height()), causeColour(theme, Cause::RateLimit));
}

} // namespace knockback::ui
