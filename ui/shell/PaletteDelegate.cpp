// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/PaletteDelegate.h"

#include "ui/theme/Fonts.h"

#include <QPainter>

namespace knockback::ui {

namespace {

constexpr int kindWidth = 84;

} // namespace

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const {
    return {200, m_themes.theme().space.rowHeight + 2};
}

void PaletteDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const auto& theme = m_themes.theme();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (option.state.testFlag(QStyle::State_Selected)) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(theme.accentSoft);
        painter->drawRoundedRect(option.rect, theme.space.radius, theme.space.radius);
    }
    QRect words = option.rect.adjusted(10, 0, -10, 0);
    painter->setFont(uiFont(theme.type.small));
    painter->setPen(theme.textMuted);
    painter->drawText(words, Qt::AlignVCenter | Qt::AlignLeft, index.data(KindRole).toString());
    const QString key = index.data(KeyRole).toString();
    painter->drawText(words, Qt::AlignVCenter | Qt::AlignRight, key);
    words.setRight(words.right() - painter->fontMetrics().horizontalAdvance(key) - 12);
    words.setLeft(words.left() + kindWidth);
    painter->setFont(uiFont(theme.type.base));
    painter->setPen(theme.text);
    painter->drawText(words, Qt::AlignVCenter | Qt::AlignLeft,
                      painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, words.width()));
    painter->restore();
}

} // namespace knockback::ui
