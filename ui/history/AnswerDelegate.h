// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace knockback::ui {

class ThemeManager;

// Paints an answer's status as a badge in the colour and shape of its cause.
class AnswerDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    explicit AnswerDelegate(ThemeManager& themes, QObject* parent = nullptr);
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    ThemeManager& m_themes;
};

} // namespace knockback::ui
