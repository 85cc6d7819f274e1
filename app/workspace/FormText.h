// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workspace/BodyToSend.h"

#include <QByteArray>
#include <QByteArrayView>

#include <utility>
#include <vector>

// application/x-www-form-urlencoded as text (WHATWG URL 5), with {{variables}} in it.
namespace knockback::workspace {

// Percent-encodes everything but unreserved bytes; variables keep their braces.
[[nodiscard]] QByteArray encodeFormText(QByteArrayView text);
// The reverse; '+' is a space.
[[nodiscard]] QByteArray decodeFormText(QByteArrayView text);

// One row as it stands in the text: the bytes before it (separators and layout), and its own.
struct FormPiece {
    QByteArray before;
    QByteArray raw; // without spaces around it
    [[nodiscard]] std::pair<QByteArray, QByteArray> decoded() const;
};
struct FormPieces {
    std::vector<FormPiece> pieces;
    QByteArray after;
};
// Line ends and spaces beside an '&' are layout. Joining before, raw … and after gives `text` back.
[[nodiscard]] FormPieces splitForm(const QByteArray& text);
[[nodiscard]] QByteArray encodeFormRow(const QByteArray& name, const QByteArray& value);

// The bytes on the wire: layout gone, bytes that a form cannot hold encoded, values of variables encoded; a row that is
// one variable and nothing else stands for whole rows and is taken as it is.
[[nodiscard]] QByteArray formOnTheWire(const QByteArray& text, const FillText& fill);

} // namespace knockback::workspace
