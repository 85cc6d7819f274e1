// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/VariableScope.h"
#include "ui/theme/ThemeManager.h"

#include <QStyledItemDelegate>

#include <functional>

class QKeyEvent;

namespace knockback::ui {

// What a table is about.
enum class TableSubject { Parameters, Headers, FormFields };
[[nodiscard]] QString nounOf(TableSubject subject); // "parameter"

// Edits and paints the cells of a NameValueTable.
class NameValueDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    NameValueDelegate(TableSubject subject, ThemeManager& themes, QObject* parent);

    void setScope(const VariableScope& scope) { m_scope = scope; }
    [[nodiscard]] const VariableScope& scope() const { return m_scope; }
    // Is asked first about the keys of an open editor; true = it has acted.
    void setKeyHandler(std::function<bool(QKeyEvent&)> handler) { m_keyHandler = std::move(handler); }

    QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

protected:
    bool eventFilter(QObject* editor, QEvent* event) override;

private:
    [[nodiscard]] QString hintFor(const QModelIndex& index) const;

    TableSubject m_subject;
    ThemeManager& m_themes;
    VariableScope m_scope;
    std::function<bool(QKeyEvent&)> m_keyHandler;
};

} // namespace knockback::ui
