// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace knockback::ui {

class ThemeManager;

// One exchange in two lines: the answer as a badge and the request beside it, what it means below.
class PasteDiagnosisDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    explicit PasteDiagnosisDelegate(ThemeManager& themes, QObject* parent = nullptr);

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    ThemeManager& m_themes;
};

} // namespace knockback::ui
