// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRect>
#include <QString>
#include <QWidget>

namespace knockback::ui {

// A QLineEdit and a QPlainTextEdit by the same few verbs.
[[nodiscard]] QString textOf(const QWidget& field);
[[nodiscard]] int cursorOf(const QWidget& field);
// In the field's own coordinates.
[[nodiscard]] QRect cursorRectOf(const QWidget& field);
// As if it had been typed: undo takes it back, and the field says that it was edited.
void typeOver(QWidget& field, int start, int length, const QString& text);

} // namespace knockback::ui
