// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayList>

#include <vector>

namespace knockback::test {

// How many runs of changed lines a difference of two texts has: of those that change the fewest lines, the one with
// the fewest runs.
inline int hunks(const QByteArray& before, const QByteArray& after) {
    const QByteArrayList a = before.split('\n');
    const QByteArrayList b = after.split('\n');
    const auto n = static_cast<std::size_t>(a.size());
    const auto m = static_cast<std::size_t>(b.size());
    // cost[i][j]: for a[i…] and b[j…], inside a run (1) or not (0); a changed line costs more than any number of runs.
    constexpr int line = 1000;
    constexpr int many = 1 << 28;
    std::vector<std::vector<std::array<int, 2>>> cost(n + 1, std::vector<std::array<int, 2>>(m + 1, {many, many}));
    for (std::size_t i = n + 1; i-- > 0;) {
        for (std::size_t j = m + 1; j-- > 0;) {
            for (const int inside : {1, 0}) {
                int best = i == n && j == m ? 0 : many;
                if (i < n && j < m && a[qsizetype(i)] == b[qsizetype(j)])
                    best = std::min(best, cost[i + 1][j + 1][0]);
                const int opens = inside ? 0 : 1;
                if (i < n)
                    best = std::min(best, opens + line + cost[i + 1][j][1]);
                if (j < m)
                    best = std::min(best, opens + line + cost[i][j + 1][1]);
                cost[i][j][static_cast<std::size_t>(inside)] = best;
            }
        }
    }
    return cost[0][0][0] % line;
}

} // namespace knockback::test
