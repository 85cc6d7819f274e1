// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/VariableScope.h"
#include "ui/theme/ThemeManager.h"

#include <QPlainTextEdit>

#include <functional>

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
    // Is asked about a text that is pasted; true = it was more than a URL, and nothing is inserted.
    void setPasteTaker(std::function<bool(const QString&)> taker) { m_pasteTaker = std::move(taker); }
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
    std::function<bool(const QString&)> m_pasteTaker;
};

} // namespace knockback::ui
