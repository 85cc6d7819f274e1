// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/ThemeManager.h"

#include <QSortFilterProxyModel>
#include <QStyledItemDelegate>

namespace knockback::ui {

// Leaves out the rows of a RunModel that got their answer, when asked to.
class OnlyUnfinished final : public QSortFilterProxyModel {
    Q_OBJECT
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;
    void setOn(bool on);

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
    bool m_on = false;
};

// How a row ended, as a badge in its cause's colour and shape.
class OutcomeDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    explicit OutcomeDelegate(ThemeManager& themes, QObject* parent = nullptr);
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    ThemeManager& m_themes;
};

} // namespace knockback::ui
