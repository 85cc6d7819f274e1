// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/runs/RunFacts.h"

#include "ui/theme/Fonts.h"
#include "ui/theme/TabularText.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace knockback::ui {

RunFacts::RunFacts(ThemeManager& themes, QWidget* parent) : QWidget(parent), m_themes(themes) {
    setObjectName(QStringLiteral("runFacts"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&themes, &ThemeManager::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void RunFacts::show(const std::vector<RunFact>& facts) {
    if (facts == m_facts)
        return;
    m_facts = facts;
    QStringList all;
    for (const auto& fact : facts)
        all << QStringLiteral("%1 %2").arg(fact.name, fact.value);
    setAccessibleName(all.join(QStringLiteral(", ")));
    update();
}

QSize RunFacts::sizeHint() const {
    const auto& type = m_themes.theme().type;
    return {720, QFontMetrics(uiFont(type.title)).height() + QFontMetrics(uiFont(type.small)).height() + 2};
}

void RunFacts::paintEvent(QPaintEvent*) {
    if (m_facts.empty())
        return;
    QPainter painter(this);
    const Theme& theme = m_themes.theme();
    const QFont number = uiFont(theme.type.title, QFont::DemiBold);
    const QFont name = uiFont(theme.type.small);
    const double top = QFontMetricsF(number).height();
    const double step = double(width()) / double(m_facts.size());
    double x = 0;
    for (const auto& fact : m_facts) {
        painter.setFont(number);
        painter.setPen(theme.text);
        drawTabular(painter, {x, 0, step, top}, Qt::AlignLeft | Qt::AlignVCenter, fact.value);
        painter.setFont(name);
        painter.setPen(theme.textMuted);
        painter.drawText(QRectF(x, top, step - 4, height() - top), Qt::AlignLeft | Qt::AlignBottom, fact.name);
        x += step;
    }
}

bool RunFacts::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip || m_facts.empty())
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const auto last = static_cast<int>(m_facts.size()) - 1;
    const int at = std::clamp(help->pos().x() * static_cast<int>(m_facts.size()) / std::max(width(), 1), 0, last);
    QToolTip::showText(help->globalPos(), m_facts[static_cast<std::size_t>(at)].hint, this);
    return true;
}

} // namespace knockback::ui
