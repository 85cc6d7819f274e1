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

void LifetimeBar::setSpent(double spent) {
    m_spent = spent;
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
    if (left <= 0)
        return;
    painter.setBrush(causeColour(theme, left < 0.25 ? Cause::RateLimit : Cause::None));
    painter.drawRoundedRect(QRectF(0, 0, width() * left, height()), 3, 3);
}

} // namespace knockback::ui
