// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/response/LineIndex.h"

#include <algorithm>
#include <cstring>

namespace knockback::ui {

namespace {

constexpr qint64 block = 1024 * 1024;

// The length of the row that begins at `data`, its line feed included; `size` bytes are at hand.
qint64 rowLength(const char* data, qint64 size) {
    const auto look = std::min(size, LineIndex::longestRow);
    const void* end = std::memchr(data, '\n', static_cast<std::size_t>(look));
    return end ? static_cast<const char*>(end) - data + 1 : look;
}

} // namespace

LineIndex::LineIndex(const http::Body& body) {
    const qint64 size = body.size();
    qint64 at = 0;
    while (at < size) {
        const QByteArray bytes = body.read(at, block);
        if (bytes.isEmpty())
            break;
        const bool last = at + bytes.size() >= size;
        qint64 used = 0;
        // A row that the block's end may have cut is left for the next block.
        while (used < bytes.size() && (last || bytes.size() - used >= longestRow)) {
            if (m_rows % stride == 0)
                m_starts.push_back(at + used);
            used += rowLength(bytes.constData() + used, bytes.size() - used);
            ++m_rows;
        }
        at += used;
    }
}

std::vector<QByteArray> LineIndex::rows(const http::Body& body, qint64 first, qint64 count) const {
    std::vector<QByteArray> result;
    if (first < 0 || first >= m_rows || count <= 0)
        return result;
    const qint64 skip = first % stride;
    const qint64 wanted = std::min(count, m_rows - first);
    const qint64 from = m_starts[static_cast<std::size_t>(first / stride)];
    const QByteArray bytes = body.read(from, (skip + wanted) * longestRow);
    qint64 at = 0;
    for (qint64 row = 0; row < skip + wanted && at < bytes.size(); ++row) {
        const qint64 length = rowLength(bytes.constData() + at, bytes.size() - at);
        if (row >= skip) {
            QByteArray text = bytes.mid(at, length);
            while (text.endsWith('\n') || text.endsWith('\r'))
                text.chop(1);
            result.push_back(text);
        }
        at += length;
    }
    return result;
}

} // namespace knockback::ui
