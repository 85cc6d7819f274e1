// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/Hairline.h"

#include <QPainter>

namespace knockback::ui {

Hairline::Hairline(ThemeManager& themes, Qt::Orientation orientation, QWidget* parent)
    : QWidget(parent)
    , m_themes(themes) {
    if (orientation == Qt::Horizontal)
        setFixedHeight(1);
    else
        setFixedWidth(1);
}

void Hairline::paintEvent(QPaintEvent*) {
    QPainter(this).fillRect(rect(), m_themes.theme().line);
}

} // namespace knockback::ui
