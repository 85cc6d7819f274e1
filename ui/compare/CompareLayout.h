// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/compare/CompareRow.h"

#include <vector>

namespace knockback::ui {

// Which rows are on the screen and how many lines each takes when both columns are `columns` characters wide. Pure
// arithmetic, so that a million rows cost nothing but this.
class CompareLayout {
public:
    // Long runs of equal lines become one row that counts them, unless `everything` is shown.
    void setRows(const std::vector<CompareRow>& rows, bool everything);
    void setColumns(int columns);

    struct Shown {
        std::size_t row = 0;    // of the comparison; the first one that is hidden, for a gap
        std::size_t hidden = 0; // rows that this one stands for; 0 = it stands for itself
        bool isGap() const { return hidden > 0; }
    };
    [[nodiscard]] std::size_t count() const { return m_shown.size(); }
    [[nodiscard]] const Shown& at(std::size_t index) const { return m_shown[index]; }
    // In text lines, from the top.
    [[nodiscard]] int topOf(std::size_t index) const { return m_tops[index]; }
    [[nodiscard]] int totalLines() const { return m_tops.empty() ? 0 : m_tops.back(); }
    [[nodiscard]] std::size_t indexAtLine(int line) const;

    // The first row of each run of differences.
    [[nodiscard]] const std::vector<std::size_t>& differences() const { return m_differences; }

private:
    void measure();

    const std::vector<CompareRow>* m_rows = nullptr;
    int m_columns = 80;
    std::vector<Shown> m_shown;
    std::vector<int> m_tops; // one more than rows: the end
    std::vector<std::size_t> m_differences;
};

// How many lines `text` takes at `columns` characters a line; at least one.
[[nodiscard]] int wrappedLines(const QString& text, int columns);

} // namespace knockback::ui
