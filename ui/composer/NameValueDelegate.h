// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/ThemeManager.h"

#include <QStringList>
#include <QStyledItemDelegate>

namespace knockback::ui {

// Edits and paints the cells of a NameValueTable.
class NameValueDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    NameValueDelegate(QString noun, QStringList names, ThemeManager& themes, QObject* parent);

    QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    QString m_noun;
    QStringList m_names;
    ThemeManager& m_themes;
};

} // namespace knockback::ui
