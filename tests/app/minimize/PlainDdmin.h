// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <vector>

namespace knockback::minimize {

// ddmin as it was published, to measure Shrink against: halves, then complements, then finer pieces.
struct PlainDdmin {
    using Set = std::vector<bool>;
    std::function<bool(const Set&)> fails;
    int questions = 0;

    bool ask(const Set& set) {
        ++questions;
        return fails(set);
    }

    Set run(Set set) {
        std::size_t pieces = 2;
        for (;;) {
            std::vector<std::size_t> members;
            for (std::size_t i = 0; i < set.size(); ++i)
                if (set[i])
                    members.push_back(i);
            if (members.size() < 2)
                return set;
            const auto next = step(set, members, pieces);
            if (next.first) {
                pieces = next.second ? 2 : std::max<std::size_t>(pieces - 1, 2);
                set = *next.first;
            } else if (pieces >= members.size()) {
                return set;
            } else {
                pieces = std::min(pieces * 2, members.size());
            }
        }
    }

private:
    // The smaller set, and whether it is a piece (not the rest without one).
    std::pair<std::optional<Set>, bool> step(const Set& set, const std::vector<std::size_t>& members,
                                             std::size_t pieces) {
        for (const bool piece : {true, false}) {
            for (std::size_t p = 0; p < pieces; ++p) {
                Set candidate = piece ? Set(set.size(), false) : set;
                for (std::size_t i = members.size() * p / pieces; i < members.size() * (p + 1) / pieces; ++i)
                    candidate[members[i]] = piece;
                if (candidate != set && ask(candidate))
                    return {candidate, piece};
            }
        }
        return {std::nullopt, false};
    }
};

} // namespace knockback::minimize
