// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/vault/CredentialDelegate.h"

#include "ui/theme/Fonts.h"
#include "ui/theme/ThemeManager.h"
#include "ui/vault/CredentialModel.h"
#include "ui/widgets/Badge.h"

#include <QPainter>
#include <QWidget>

namespace knockback::ui {

namespace {
constexpr int longestRotation = 230;
}

CredentialDelegate::CredentialDelegate(ThemeManager& themes, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_themes(themes) {}

void CredentialDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const auto& theme = m_themes.theme();
    painter->save();
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, theme.accentSoft);
    painter->setPen(theme.line);
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    const QRect box = option.rect.adjusted(11, 0, -8, 0);
    const QString text = index.data().toString();
    switch (index.column()) {
    case CredentialModel::Name: {
        const QRect upper(box.left(), box.top() + 7, box.width(), 19);
        painter->setFont(uiFont(theme.type.base, QFont::DemiBold));
        painter->setPen(theme.text);
        painter->drawText(upper, Qt::AlignLeft | Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(text, Qt::ElideRight, box.width()));
        painter->setFont(monoFont(theme.type.mono));
        painter->setPen(theme.textMuted);
        painter->drawText(upper.translated(0, 19), Qt::AlignLeft | Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(index.data(CredentialModel::ReferenceRole).toString(),
                                                            Qt::ElideRight, box.width()));
        break;
    }
    case CredentialModel::ValidFor:
        drawBadge(*painter, theme, static_cast<diagnosis::Cause>(index.data(CredentialModel::BadgeLookRole).toInt()),
                  text, false, box);
        break;
    default:
        painter->setFont(uiFont(theme.type.base));
        painter->setPen(index.column() >= CredentialModel::Rotation ? theme.textMuted : theme.text);
        painter->drawText(box, Qt::AlignLeft | Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(text, Qt::ElideRight, box.width()));
    }
    // A row is what the keys move and act on: it is marked, not one of its cells.
    if (index.column() == CredentialModel::Name && option.state & QStyle::State_Selected && option.widget &&
        option.widget->hasFocus())
        painter->fillRect(QRect(option.rect.topLeft(), QSize(3, option.rect.height())), theme.accent);
    painter->restore();
}

QSize CredentialDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const auto& theme = m_themes.theme();
    const QFontMetrics metrics(uiFont(theme.type.base));
    int width = metrics.horizontalAdvance(index.data().toString()) + 24;
    if (index.column() == CredentialModel::Name)
        width = std::max(width, QFontMetrics(monoFont(theme.type.mono))
                                        .horizontalAdvance(index.data(CredentialModel::ReferenceRole).toString()) +
                                    24);
    if (index.column() == CredentialModel::Rotation) // why it failed may be a long story, which the detail tells
        width = std::min(width, longestRotation);
    if (index.column() == CredentialModel::ValidFor)
        width = badgeSize(theme, index.data().toString(), false).width() + 24;
    if (index.column() == CredentialModel::Rotation)
        return {width, 52};
    return {std::max(width, QStyledItemDelegate::sizeHint(option, index).width()), 52};
}

} // namespace knockback::ui
