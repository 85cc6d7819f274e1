// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/CountTabBar.h"

#include "ui/theme/Fonts.h"

#include <QPainter>
#include <QStyleOptionFocusRect>

namespace knockback::ui {

namespace {

constexpr int barHeight = 34;
constexpr int sidePadding = 10;
constexpr int markGap = 4;
constexpr int maxMarkWidth = 120;

QFont nameFont(const Theme& theme) {
    return uiFont(theme.type.base);
}
QFont markFont(const Theme& theme) {
    return uiFont(theme.type.small - 1, QFont::Medium);
}

} // namespace

CountTabBar::CountTabBar(ThemeManager& themes, QWidget* parent) : QTabBar(parent), m_themes(themes) {
    setDrawBase(false);
    setExpanding(false);
    setUsesScrollButtons(true);
    connect(&themes, &ThemeManager::changed, this, qOverload<>(&QWidget::update));
}

void CountTabBar::setMark(int tab, const QString& mark) {
    if (this->mark(tab) == mark)
        return;
    setTabData(tab, mark);
    setAccessibleTabName(tab, mark.isEmpty() ? tabText(tab) : tr("%1, %2").arg(tabText(tab), mark));
    // Qt measures tabs again when a text changes.
    const QString text = tabText(tab);
    setTabText(tab, QString());
    setTabText(tab, text);
}

QSize CountTabBar::tabSizeHint(int index) const {
    const auto& theme = m_themes.theme();
    int width = 2 * sidePadding + QFontMetrics(nameFont(theme)).horizontalAdvance(tabText(index));
    if (const QString mark = this->mark(index); !mark.isEmpty())
        width += markGap + std::min(QFontMetrics(markFont(theme)).horizontalAdvance(mark), maxMarkWidth);
    return {width, barHeight};
}

void CountTabBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const auto& theme = m_themes.theme();
    for (int i = 0; i < count(); ++i) {
        const QRect box = tabRect(i);
        const bool present = i == currentIndex();
        painter.setFont(nameFont(theme));
        painter.setPen(!isTabEnabled(i) ? theme.textFaint : present ? theme.text : theme.textMuted);
        const QRect words = box.adjusted(sidePadding, 0, -sidePadding, 0);
        painter.drawText(words, Qt::AlignVCenter | Qt::AlignLeft, tabText(i));
        if (const QString mark = this->mark(i); !mark.isEmpty()) {
            const int x = words.left() + painter.fontMetrics().horizontalAdvance(tabText(i)) + markGap;
            painter.setFont(markFont(theme));
            painter.setPen(theme.accent);
            const QString shown = painter.fontMetrics().elidedText(mark, Qt::ElideRight, maxMarkWidth);
            painter.drawText(x, box.center().y() - 1, shown);
        }
        if (present) {
            painter.fillRect(QRect(box.left() + sidePadding, box.bottom() - 1, box.width() - 2 * sidePadding, 2),
                             theme.accent);
        }
        if (present && hasFocus()) {
            painter.setPen(theme.accent);
            painter.drawRoundedRect(box.adjusted(3, 5, -4, -5), 3, 3);
        }
    }
}

} // namespace knockback::ui
