// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/TextAccess.h"

#include <QLineEdit>
#include <QPlainTextEdit>

namespace knockback::ui {

QString textOf(const QWidget& field) {
    if (const auto* line = qobject_cast<const QLineEdit*>(&field))
        return line->text();
    return dynamic_cast<const QPlainTextEdit&>(field).toPlainText();
}

int cursorOf(const QWidget& field) {
    if (const auto* line = qobject_cast<const QLineEdit*>(&field))
        return line->cursorPosition();
    return dynamic_cast<const QPlainTextEdit&>(field).textCursor().position();
}

QRect cursorRectOf(const QWidget& field) {
    if (qobject_cast<const QLineEdit*>(&field))
        return field.inputMethodQuery(Qt::ImCursorRectangle).toRect();
    const auto& text = dynamic_cast<const QPlainTextEdit&>(field);
    return text.cursorRect().translated(text.viewport()->pos());
}

void typeOver(QWidget& field, int start, int length, const QString& text) {
    if (auto* line = qobject_cast<QLineEdit*>(&field)) {
        line->setSelection(start, length);
        line->insert(text);
        return;
    }
    auto& plain = dynamic_cast<QPlainTextEdit&>(field);
    QTextCursor cursor = plain.textCursor();
    cursor.setPosition(start);
    cursor.setPosition(start + length, QTextCursor::KeepAnchor);
    cursor.insertText(text);
    plain.setTextCursor(cursor);
}

} // namespace knockback::ui
