// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/TextIndex.h"

#include <QByteArray>

#include <vector>

namespace knockback::ui {

// The piece of a row that is on the screen.
struct RowPiece {
    qint64 row = 0;
    qint64 line = 0;        // its number, from 0
    bool beginsLine = true; // false for the second row of a wrapped line
    qint64 rowBegin = 0;    // in the body
    qint64 rowEnd = 0;      // without its line feed
    qint64 begin = 0;       // of `bytes`
    QByteArray bytes;
};

// Reads the pieces of up to `count` rows from `first`, each from character `column` on and at most `columns` of them.
// A line of any length costs no more than what is shown of it.
[[nodiscard]] std::vector<RowPiece> rowPieces(const TextIndex& index, const http::Body& body, qint64 first,
                                              qint64 count, qint64 column, qint64 columns);

// One past the last byte of `row` that is shown: its line feed, with a carriage return before it, is not.
[[nodiscard]] qint64 rowEnd(const TextIndex& index, const http::Body& body, qint64 row);
// The byte of character number `column` of `row`, or the row's end.
[[nodiscard]] qint64 offsetInRow(const TextIndex& index, const http::Body& body, qint64 row, qint64 column);

} // namespace knockback::ui
