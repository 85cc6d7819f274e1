// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace knockback::ui {

class ThemeManager;

// Paints the name with its {{vault:…}} reference below it, and the expiry as a badge.
class CredentialDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    explicit CredentialDelegate(ThemeManager& themes, QObject* parent = nullptr);

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    ThemeManager& m_themes;
};

} // namespace knockback::ui
