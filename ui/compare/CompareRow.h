// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace knockback::ui {

// A part of a line that the other side has in another way; in UTF-16 units.
struct Mark {
    qsizetype from = 0;
    qsizetype length = 0;
    bool operator==(const Mark&) const = default;
};

enum class RowKind {
    Heading, // of a section; `left` is its text
    Same,
    Changed,
    LeftOnly,
    RightOnly,
    Moved // the same text at another place among its neighbours
};

// One line of the two columns.
struct CompareRow {
    RowKind kind = RowKind::Same;
    QString left;
    QString right;
    std::vector<Mark> leftMarks;
    std::vector<Mark> rightMarks;
    int leftLine = 0; // of a body, from 1; 0 = not numbered
    int rightLine = 0;

    [[nodiscard]] bool isDifference() const { return kind != RowKind::Heading && kind != RowKind::Same; }
};

// Two things side by side: what differs in a few sentences, the most telling first, and every line of both.
struct Comparison {
    QStringList summary;
    std::vector<CompareRow> rows;
};

} // namespace knockback::ui
