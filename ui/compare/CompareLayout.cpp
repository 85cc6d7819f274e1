// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/CompareLayout.h"

#include <algorithm>

namespace knockback::ui {

namespace {

constexpr std::size_t context = 3; // equal lines that stay beside a difference
constexpr std::size_t worthHiding = 4;
constexpr int headingLines = 2;

bool isBodyLine(const CompareRow& row) {
    return row.kind == RowKind::Same && (row.leftLine > 0 || row.rightLine > 0);
}

} // namespace

int wrappedLines(const QString& text, int columns) {
    return static_cast<int>(std::max<qsizetype>((text.size() + columns - 1) / columns, 1));
}

void CompareLayout::setRows(const std::vector<CompareRow>& rows, bool everything) {
    m_rows = &rows;
    m_shown.clear();
    m_differences.clear();
    for (std::size_t i = 0; i < rows.size();) {
        std::size_t end = i;
        while (!everything && end < rows.size() && isBodyLine(rows[end]))
            ++end;
        const bool afterDifference = i > 0 && rows[i - 1].isDifference();
        const bool beforeDifference = end < rows.size() && rows[end].isDifference();
        const std::size_t head = afterDifference ? context : 0;
        const std::size_t tail = beforeDifference ? context : 0;
        if (end - i >= head + tail + worthHiding) {
            for (const auto stop = i + head; i < stop; ++i)
                m_shown.push_back({i, 0});
            m_shown.push_back({i, end - tail - i});
            i = end - tail;
        }
        for (end = std::min(std::max(end, i + 1), rows.size()); i < end; ++i) {
            if (rows[i].isDifference() && (i == 0 || !rows[i - 1].isDifference()))
                m_differences.push_back(m_shown.size());
            m_shown.push_back({i, 0});
        }
    }
    measure();
}

void CompareLayout::setColumns(int columns) {
    if (std::exchange(m_columns, std::max(columns, 8)) != m_columns)
        measure();
}

void CompareLayout::measure() {
    m_tops.clear();
    int top = 0;
    for (const auto& shown : m_shown) {
        m_tops.push_back(top);
        const auto& row = (*m_rows)[shown.row];
        if (shown.isGap())
            ++top;
        else if (row.kind == RowKind::Heading)
            top += headingLines;
        else
            top += std::max(wrappedLines(row.left, m_columns), wrappedLines(row.right, m_columns));
    }
    m_tops.push_back(top);
}

std::size_t CompareLayout::indexAtLine(int line) const {
    const auto after = std::upper_bound(m_tops.begin(), m_tops.end(), line);
    const auto index = after == m_tops.begin() ? 0 : static_cast<std::size_t>(after - m_tops.begin()) - 1;
    return std::min(index, m_shown.empty() ? 0 : m_shown.size() - 1);
}

} // namespace knockback::ui
