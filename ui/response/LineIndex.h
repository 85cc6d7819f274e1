// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/Body.h"

#include <QByteArray>

#include <vector>

namespace knockback::ui {

// Where the rows of a large body begin: a row ends at a line feed or after `longestRow` bytes. Only every `stride`th
// start is kept, so an index costs a hundredth of the body at the worst.
class LineIndex {
public:
    static constexpr qint64 longestRow = 2048;
    static constexpr qint64 stride = 64;

    LineIndex() = default;
    // Reads the body once; for a worker thread.
    explicit LineIndex(const http::Body& body);

    [[nodiscard]] qint64 rowCount() const { return m_rows; }
    // The bytes of up to `count` rows from `first`, without their line feeds.
    [[nodiscard]] std::vector<QByteArray> rows(const http::Body& body, qint64 first, qint64 count) const;

private:
    std::vector<qint64> m_starts; // of rows 0, stride, 2 * stride …
    qint64 m_rows = 0;
};

} // namespace knockback::ui
