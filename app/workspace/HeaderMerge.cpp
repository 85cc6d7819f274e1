// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/HeaderMerge.h"

#include "app/workspace/HttpBlockRead.h"

namespace knockback::workspace {
namespace {

HttpLine headerLine(const HeaderRow& row, const QByteArray& lineEnd) {
    const QByteArray text = row.name + ": " + row.value;
    return row.enabled ? HttpLine{LineKind::Header, text + lineEnd}
                       : HttpLine{LineKind::DisabledHeader, "# " + text + lineEnd};
}

// length[i][j]: of the longest common subsequence of a[i…] and b[j…].
std::vector<std::vector<int>> commonLengths(const std::vector<HeaderRow>& a, const std::vector<HeaderRow>& b) {
    std::vector<std::vector<int>> length(a.size() + 1, std::vector<int>(b.size() + 1, 0));
    for (std::size_t i = a.size(); i-- > 0;) {
        for (std::size_t j = b.size(); j-- > 0;)
            length[i][j] = a[i] == b[j] ? length[i + 1][j + 1] + 1 : std::max(length[i + 1][j], length[i][j + 1]);
    }
    return length;
}

} // namespace

std::vector<HttpLine> mergeHeaders(const std::vector<HttpLine>& old, const std::vector<HeaderRow>& rows,
                                   const QByteArray& lineEnd) {
    std::vector<HeaderRow> oldRows;
    for (const HttpLine& line : old) {
        if (const auto row = parseHeaderRow(line))
            oldRows.push_back(*row);
    }
    const auto length = commonLengths(oldRows, rows);

    std::vector<HttpLine> merged;
    std::size_t i = 0; // next old row
    std::size_t j = 0; // next wanted row
    for (const HttpLine& line : old) {
        if (!parseHeaderRow(line)) {
            merged.push_back(line);
            continue;
        }
        const auto isKept = [&] {
            return j < rows.size() && oldRows[i] == rows[j] && length[i][j] == length[i + 1][j + 1] + 1;
        };
        if (isKept()) {
            merged.push_back(line);
            ++i;
            ++j;
            continue;
        }
        // Not kept here: either rows come before it, or it goes and a new row may take its place.
        while (j < rows.size() && length[i][j] == length[i][j + 1] && length[i + 1][j] < length[i][j])
            merged.push_back(headerLine(rows[j++], lineEnd));
        if (isKept()) {
            merged.push_back(line);
            ++j;
        } else if (j < rows.size() && length[i + 1][j] == length[i + 1][j + 1]) {
            merged.push_back(headerLine(rows[j++], lineEnd));
        }
        ++i;
    }
    while (j < rows.size())
        merged.push_back(headerLine(rows[j++], lineEnd));
    return merged;
}

} // namespace knockback::workspace
