// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/ThemeManager.h"

#include <QStyledItemDelegate>

namespace knockback::ui {

// A line of the command palette: kind, words, key.
class PaletteDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    enum Role { KindRole = Qt::UserRole, KeyRole };

    PaletteDelegate(ThemeManager& themes, QObject* parent) : QStyledItemDelegate(parent), m_themes(themes) {}

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    ThemeManager& m_themes;
};

} // namespace knockback::ui
