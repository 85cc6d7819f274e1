// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/StopFlag.h"

#include "app/http/Body.h"

#include <vector>

namespace knockback::ui {

// Where the rows and characters of a body of any size are. Only the state at every 64 KB is kept (half a megabyte for
// a gigabyte); what lies between is counted again when asked for, which takes microseconds. Rows are lines, or, with a
// wrap width, pieces of at most that many characters of a line. Grows with its body. Rows and lines count from 0.
class TextIndex {
public:
    static constexpr qint64 blockSize = 64 * 1024;

    explicit TextIndex(int wrap = 0) : m_wrap(wrap) {}

    // Reads on up to byte `upTo`.
    void extend(const http::Body& body, qint64 upTo, const StopFlag& stop = {});

    [[nodiscard]] int wrap() const { return m_wrap; }
    // The bytes that are indexed.
    [[nodiscard]] qint64 size() const { return m_size; }
    [[nodiscard]] qint64 rowCount() const;
    [[nodiscard]] qint64 lineCount() const { return m_end.lines + (m_size > 0 && !m_endsWithFeed ? 1 : 0); }

    // The first byte of `row`; the size for rows that are not there.
    [[nodiscard]] qint64 rowStart(const http::Body& body, qint64 row) const;
    [[nodiscard]] qint64 rowOf(const http::Body& body, qint64 offset) const;
    [[nodiscard]] qint64 lineOf(const http::Body& body, qint64 offset) const;
    // Characters (code points) before `offset`.
    [[nodiscard]] qint64 charactersBefore(const http::Body& body, qint64 offset) const;
    // The byte where character number `character` begins; the size when there are fewer.
    [[nodiscard]] qint64 offsetOf(const http::Body& body, qint64 character) const;

private:
    struct Mark {
        qint64 lines = 0;
        qint64 rows = 0;
        qint64 characters = 0;
        int column = 0; // characters in the present row, with a wrap width
    };
    [[nodiscard]] Mark markAt(const http::Body& body, qint64 offset) const;
    void walk(Mark& mark, QByteArrayView bytes) const;
    [[nodiscard]] qsizetype findRow(Mark mark, QByteArrayView block, qint64 row) const;

    int m_wrap;
    qint64 m_size = 0;
    bool m_endsWithFeed = false;
    Mark m_end;
    std::vector<Mark> m_marks; // at the begin of each block
};

// The byte where character number `character` of `bytes` begins; the size when there are fewer.
[[nodiscard]] qsizetype offsetOfCharacter(QByteArrayView bytes, qint64 character);

} // namespace knockback::ui
