// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/composer/NameValueTable.h"

#include <QWidget>

class QPlainTextEdit;
class QStackedLayout;
class QToolButton;

namespace knockback::ui {

class VariableHighlighter;

// A table of names and values, or the same rows as text for editing many at once (Ctrl+Shift+B).
class NameValuePage final : public QWidget {
    Q_OBJECT
public:
    NameValuePage(TableSubject subject, ThemeManager& themes, QWidget* parent = nullptr);

    [[nodiscard]] NameValueTable& table() { return *m_table; }
    [[nodiscard]] const NameValueTable& table() const { return *m_table; }
    [[nodiscard]] NameValueModel& rows() { return m_table->rows(); }
    [[nodiscard]] const NameValueModel& rows() const { return m_table->rows(); }
    void setScope(const VariableScope& scope);
    [[nodiscard]] bool showsText() const;
    void showText(bool text);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void build(TableSubject subject);
    void followRows();
    void followText();
    void placeButton();

    NameValueTable* m_table;
    QWidget* m_textSide;
    QPlainTextEdit* m_text;
    VariableHighlighter* m_highlighter;
    QStackedLayout* m_sides;
    QToolButton* m_toText;
};

} // namespace knockback::ui
