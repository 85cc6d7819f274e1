// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/AnswerDelegate.h"

#include "ui/history/HistoryModel.h"
#include "ui/theme/ThemeManager.h"
#include "ui/widgets/Badge.h"

#include <QApplication>

namespace knockback::ui {

AnswerDelegate::AnswerDelegate(ThemeManager& themes, QObject* parent) : QStyledItemDelegate(parent), m_themes(themes) {}

void AnswerDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    // The ground and the focus frame as every other cell has them; only the text is ours.
    QStyleOptionViewItem cell(option);
    initStyleOption(&cell, index);
    cell.text.clear();
    const auto* style = cell.widget ? cell.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &cell, painter, cell.widget);
    drawBadge(*painter, m_themes.theme(), static_cast<diagnosis::Cause>(index.data(HistoryModel::CauseRole).toInt()),
              index.data().toString(), true, option.rect.adjusted(8, 0, -4, 0));
}

} // namespace knockback::ui
