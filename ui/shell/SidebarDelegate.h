// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/SidebarModel.h"
#include "ui/theme/ThemeManager.h"

#include <QStyledItemDelegate>

namespace knockback::ui {

// Paints a line of the sidebar: method, name, badge.
class SidebarDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    SidebarDelegate(const SidebarModel& model, ThemeManager& themes, QObject* parent);

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    void paintChevron(QPainter& painter, const QRect& box, bool folded) const;
    void paintHeading(QPainter& painter, const QRect& box, const SidebarRow& row) const;

    const SidebarModel& m_model;
    ThemeManager& m_themes;
};

} // namespace knockback::ui
