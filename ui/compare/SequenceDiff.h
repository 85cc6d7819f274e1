// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

#include <vector>

namespace knockback::ui {

// A run of elements that are equal on both sides, or that one side alone has. `left` and `right` are where it begins.
struct DiffRun {
    enum Kind { Equal, Removed, Added };
    Kind kind = Equal;
    qsizetype left = 0;
    qsizetype right = 0;
    qsizetype count = 0;
    bool operator==(const DiffRun&) const = default;
};

// How the right sequence came from the left one: the shortest way (Myers, An O(ND) Difference Algorithm, 1986) as long
// as they are alike. Where they differ in more than `effort` elements, the elements that each side has just once hold
// them together (patience), and what lies between counts as replaced. Applying the runs always leads from left to
// right.
[[nodiscard]] std::vector<DiffRun> diffSequences(const std::vector<QByteArrayView>& left,
                                                 const std::vector<QByteArrayView>& right, int effort = 1000);

} // namespace knockback::ui
