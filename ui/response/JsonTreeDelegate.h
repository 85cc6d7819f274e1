// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/ThemeManager.h"

#include <QStyledItemDelegate>

namespace knockback::ui {

// Keys and values of a JSON tree in the colours of the editor.
class JsonTreeDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    JsonTreeDelegate(ThemeManager& themes, QObject* parent);
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;

private:
    ThemeManager& m_themes;
};

} // namespace knockback::ui
