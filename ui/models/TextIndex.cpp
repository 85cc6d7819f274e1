// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/TextIndex.h"

#include "ui/models/ByteScan.h"

#include <algorithm>

namespace knockback::ui {

namespace {

bool isLead(char c) {
    return static_cast<signed char>(c) > -65;
}

} // namespace

qsizetype offsetOfCharacter(QByteArrayView bytes, qint64 character) {
    // Whole strides first: counting is far quicker than stepping.
    constexpr qsizetype stride = 256;
    qsizetype at = 0;
    while (bytes.size() - at >= stride) {
        const auto here = countCharacters(bytes.sliced(at, stride));
        if (here > character)
            break;
        character -= here;
        at += stride;
    }
    for (; at < bytes.size(); ++at) {
        if (isLead(bytes[at]) && character-- == 0)
            break;
    }
    return at;
}

void TextIndex::walk(Mark& mark, QByteArrayView bytes) const {
    const auto counted = countText(bytes);
    mark.characters += counted.characters;
    if (m_wrap == 0) {
        mark.lines += counted.lineFeeds;
        mark.rows = mark.lines;
        return;
    }
    while (!bytes.isEmpty()) {
        const auto feed = bytes.indexOf('\n');
        const auto line = bytes.first(feed < 0 ? bytes.size() : feed);
        const qint64 total = mark.column + countCharacters(line);
        if (total > m_wrap) {
            const qint64 begun = (total - 1) / m_wrap;
            mark.rows += begun;
            mark.column = static_cast<int>(total - begun * m_wrap);
        } else {
            mark.column = static_cast<int>(total);
        }
        if (feed < 0)
            return;
        ++mark.lines;
        ++mark.rows;
        mark.column = 0;
        bytes = bytes.sliced(feed + 1);
    }
}

void TextIndex::extend(const http::Body& body, qint64 upTo, const StopFlag& stop) {
    const qint64 until = std::min(upTo, body.size());
    QByteArray room(std::clamp<qint64>(until - m_size, 0, blockSize), Qt::Uninitialized);
    while (m_size < until && !stop.raised()) {
        const qint64 inside = m_size % blockSize;
        if (inside == 0)
            m_marks.push_back(m_end);
        const auto wanted = std::min(blockSize - inside, until - m_size);
        const auto got = body.readInto(m_size, {room.data(), static_cast<std::size_t>(wanted)});
        if (got == 0)
            return;
        const auto bytes = QByteArrayView(room).first(got);
        walk(m_end, bytes);
        m_endsWithFeed = bytes.endsWith('\n');
        m_size += bytes.size();
    }
}

qint64 TextIndex::rowCount() const {
    return m_end.rows + (m_size > 0 && !m_endsWithFeed ? 1 : 0);
}

TextIndex::Mark TextIndex::markAt(const http::Body& body, qint64 offset) const {
    if (m_marks.empty() || offset <= 0)
        return {};
    if (offset >= m_size)
        return m_end;
    const auto block = static_cast<std::size_t>(offset / blockSize);
    Mark mark = m_marks[block];
    const qint64 begin = static_cast<qint64>(block) * blockSize;
    walk(mark, body.read(begin, offset - begin));
    return mark;
}

qint64 TextIndex::rowOf(const http::Body& body, qint64 offset) const {
    const Mark mark = markAt(body, offset);
    if (m_wrap == 0 || mark.column < m_wrap || offset >= m_size)
        return mark.rows;
    // A full row: this character begins the next one, unless it ends the line.
    return mark.rows + (body.read(offset, 1) == "\n" ? 0 : 1);
}

qint64 TextIndex::lineOf(const http::Body& body, qint64 offset) const {
    return markAt(body, offset).lines;
}

qint64 TextIndex::charactersBefore(const http::Body& body, qint64 offset) const {
    return markAt(body, offset).characters;
}

qint64 TextIndex::offsetOf(const http::Body& body, qint64 character) const {
    if (character >= m_end.characters)
        return m_size;
    const auto after = std::partition_point(m_marks.begin(), m_marks.end(),
                                            [character](const Mark& mark) { return mark.characters <= character; });
    const auto block = static_cast<qint64>(after - m_marks.begin()) - 1;
    const qint64 begin = block * blockSize;
    const QByteArray bytes = body.read(begin, std::min(blockSize, m_size - begin));
    return begin + offsetOfCharacter(bytes, character - m_marks[static_cast<std::size_t>(block)].characters);
}

// Where in `block`, at whose begin `mark` holds, `row` begins; the block's size when it does not.
qsizetype TextIndex::findRow(Mark mark, QByteArrayView block, qint64 row) const {
    qsizetype at = 0;
    while (at < block.size()) {
        const auto feed = block.indexOf('\n', at);
        const auto line = block.sliced(at, (feed < 0 ? block.size() : feed) - at);
        if (m_wrap > 0) {
            const qint64 total = mark.column + countCharacters(line);
            const qint64 begun = total > m_wrap ? (total - 1) / m_wrap : 0;
            if (mark.rows + begun >= row)
                return at + offsetOfCharacter(line, m_wrap - mark.column + (row - mark.rows - 1) * m_wrap);
            mark.rows += begun;
            mark.column = 0;
        }
        if (feed < 0)
            return block.size();
        at = feed + 1;
        if (++mark.rows == row)
            return at;
    }
    return at;
}

qint64 TextIndex::rowStart(const http::Body& body, qint64 row) const {
    if (row <= 0 || m_marks.empty())
        return 0;
    if (row >= rowCount())
        return m_size;
    const auto after =
        std::partition_point(m_marks.begin(), m_marks.end(), [row](const Mark& mark) { return mark.rows < row; });
    const auto block = static_cast<qint64>(after - m_marks.begin()) - 1;
    const qint64 begin = block * blockSize;
    const QByteArray bytes = body.read(begin, std::min(blockSize, m_size - begin));
    return begin + findRow(m_marks[static_cast<std::size_t>(block)], bytes, row);
}

} // namespace knockback::ui
