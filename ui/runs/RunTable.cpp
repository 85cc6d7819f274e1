// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/runs/RunTable.h"

#include "ui/runs/RunModel.h"
#include "ui/widgets/Badge.h"

#include <QApplication>
#include <QPainter>

namespace knockback::ui {

void OnlyUnfinished::setOn(bool on) {
    m_on = on;
    invalidateFilter();
}

bool OnlyUnfinished::filterAcceptsRow(int row, const QModelIndex& parent) const {
    return !m_on || !sourceModel()->index(row, 0, parent).data(RunModel::PassedRole).toBool();
}

OutcomeDelegate::OutcomeDelegate(ThemeManager& themes, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_themes(themes) {}

void OutcomeDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const int cause = index.data(RunModel::CauseRole).toInt();
    if (cause < 0)
        return QStyledItemDelegate::paint(painter, option, index);
    auto plain = option;
    initStyleOption(&plain, index);
    plain.text.clear();
    QApplication::style()->drawControl(QStyle::CE_ItemViewItem, &plain, painter, option.widget);
    drawBadge(*painter, m_themes.theme(), static_cast<diagnosis::Cause>(cause), index.data().toString(), true,
              option.rect.adjusted(8, 0, -4, 0));
}

} // namespace knockback::ui
