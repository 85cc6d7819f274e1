// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/VariableScope.h"
#include "ui/theme/ThemeManager.h"

#include <QPlainTextEdit>

namespace knockback::ui {

class VariableHighlighter;

// One line of text with coloured {{variables}}; resting the pointer on one says its value and where that comes from.
class UrlField final : public QPlainTextEdit {
    Q_OBJECT
public:
    explicit UrlField(ThemeManager& themes, QWidget* parent = nullptr);

    [[nodiscard]] QString text() const { return toPlainText(); }
    // Keeps the cursor where it stands as far as possible; says nothing when the text is the same.
    void setText(const QString& text);
    void setScope(const VariableScope& scope);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void submitted(); // Return was pressed

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void insertFromMimeData(const QMimeData* source) override;
    bool event(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    void dress();
    [[nodiscard]] QString tipAt(const QPoint& position) const;

    ThemeManager& m_themes;
    VariableHighlighter* m_highlighter;
    VariableScope m_scope;
};

} // namespace knockback::ui
