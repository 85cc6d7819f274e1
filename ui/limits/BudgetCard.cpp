// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/limits/BudgetCard.h"

#include "ui/limits/BucketCard.h"
#include "ui/theme/Fonts.h"
#include "ui/theme/TabularText.h"
#include "ui/theme/ThemeManager.h"

#include <QPainter>

#include <algorithm>

namespace knockback::ui {

BudgetCard::BudgetCard(ThemeManager& themes, QWidget* parent) : QWidget(parent), m_themes(themes) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setToolTip(tr("Retries may be only a share of all requests, so that they never make an overload worse."));
    connect(&themes, &ThemeManager::changed, this, qOverload<>(&QWidget::update));
}

void BudgetCard::setShare(double left) {
    const int percent = static_cast<int>(std::clamp(left, 0.0, 1.0) * 100 + 0.5);
    if (percent == m_percent)
        return;
    m_percent = percent;
    setAccessibleName(tr("Retry budget: %1 % left").arg(percent));
    update();
}

void BudgetCard::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Theme& theme = m_themes.theme();
    paintCard(painter, theme, rect(), false);
    const QRectF inner = QRectF(rect()).adjusted(theme.space.panelPadding, 9, -theme.space.panelPadding, -9);
    const QRectF line(inner.left(), inner.top(), inner.width(), 18);
    painter.setFont(uiFont(theme.type.base, QFont::DemiBold));
    painter.setPen(theme.text);
    painter.drawText(line, Qt::AlignVCenter, tr("Retry budget"));
    painter.setPen(theme.textMuted);
    drawTabular(painter, line, Qt::AlignVCenter | Qt::AlignRight, QString::number(m_percent) + QStringLiteral(" %"));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    QRectF bar(inner.left(), inner.bottom() - 7, inner.width(), 6);
    painter.setBrush(theme.line);
    painter.drawRoundedRect(bar, 3, 3);
    using diagnosis::Cause;
    const Cause mood = m_percent > 30 ? Cause::None : m_percent > 0 ? Cause::RateLimit : Cause::SuspiciousPattern;
    bar.setWidth(std::max(6.0, bar.width() * m_percent / 100));
    painter.setBrush(theme.cause(mood).mark);
    painter.drawRoundedRect(bar, 3, 3);
}

} // namespace knockback::ui
