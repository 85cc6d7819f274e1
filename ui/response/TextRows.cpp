// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/response/TextRows.h"

#include <algorithm>

namespace knockback::ui {

namespace {

constexpr qint64 readAhead = 16 * 1024;
constexpr qint64 longestCharacter = 4;

// Where the row that begins at `begin` ends, and where the next one begins: within what was read, else by the index.
struct Extent {
    qint64 end;
    qint64 next;
};

qint64 withoutFeed(const http::Body& body, qint64 begin, qint64 next) {
    const QByteArray tail = body.read(std::max(next - 2, begin), std::min<qint64>(next - begin, 2));
    if (!tail.endsWith('\n'))
        return next;
    return next - (tail.endsWith("\r\n") ? 2 : 1);
}

Extent extentOf(const TextIndex& index, const http::Body& body, qint64 row, qint64 begin, QByteArrayView ahead) {
    const auto feed = index.wrap() > 0 ? -1 : ahead.indexOf('\n');
    if (feed >= 0)
        return {begin + feed - (feed > 0 && ahead[feed - 1] == '\r' ? 1 : 0), begin + feed + 1};
    const qint64 next = index.rowStart(body, row + 1);
    return {withoutFeed(body, begin, next), next};
}

} // namespace

qint64 rowEnd(const TextIndex& index, const http::Body& body, qint64 row) {
    return withoutFeed(body, index.rowStart(body, row), index.rowStart(body, row + 1));
}

qint64 offsetInRow(const TextIndex& index, const http::Body& body, qint64 row, qint64 column) {
    const qint64 begin = index.rowStart(body, row);
    const qint64 end = rowEnd(index, body, row);
    if (column <= 0)
        return begin;
    if (end - begin <= readAhead)
        return begin + offsetOfCharacter(body.read(begin, end - begin), column);
    return std::min(index.offsetOf(body, index.charactersBefore(body, begin) + column), end);
}

std::vector<RowPiece> rowPieces(const TextIndex& index, const http::Body& body, qint64 first, qint64 count,
                                qint64 column, qint64 columns) {
    std::vector<RowPiece> pieces;
    const qint64 last = std::min(first + count, index.rowCount());
    if (first < 0 || first >= last)
        return pieces;
    qint64 begin = index.rowStart(body, first);
    qint64 line = index.lineOf(body, begin);
    bool beginsLine = begin == 0 || body.read(begin - 1, 1) == "\n";
    for (qint64 row = first; row < last; ++row) {
        const QByteArray ahead = body.read(begin, std::min(readAhead, index.size() - begin));
        const auto extent = extentOf(index, body, row, begin, ahead);
        RowPiece piece{row, line, beginsLine, begin, extent.end, begin, {}};
        if (extent.end - begin <= ahead.size())
            piece.begin = begin + offsetOfCharacter(QByteArrayView(ahead).first(extent.end - begin), column);
        else if (column > 0)
            piece.begin = std::min(index.offsetOf(body, index.charactersBefore(body, begin) + column), extent.end);
        QByteArray shown = body.read(piece.begin, std::min(extent.end - piece.begin, columns * longestCharacter));
        shown.truncate(offsetOfCharacter(shown, columns));
        piece.bytes = shown;
        pieces.push_back(std::move(piece));
        beginsLine = extent.end < extent.next || extent.next == index.size();
        line += beginsLine ? 1 : 0;
        begin = extent.next;
    }
    return pieces;
}

} // namespace knockback::ui
