// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <set>
#include <vector>

namespace knockback::minimize {

// Delta debugging (Zeller, Hildebrandt: "Simplifying and Isolating Failure-Inducing Input", 2002) in its probabilistic
// form (Wang et al.: "Probabilistic Delta Debugging", 2021): out of a set whose whole fails, finds one of which no
// element can be left out. Instead of halving blindly it leaves out the elements that promise the largest gain, given
// how likely each is to be needed, and learns from every answer. Hands out a question, takes its answer; the best set
// so far is there at any time. Pure.
class Shrink {
public:
    using Set = std::vector<bool>; // the elements that are in

    // How likely each element is to be needed, above 0 and below 1.
    explicit Shrink(std::vector<double> likelihood);

    // The next smaller set to try; nothing when smallest() is minimal. The same until it is answered.
    [[nodiscard]] std::optional<Set> next();
    // Whether that set still fails in the same way.
    void answer(bool fails);

    [[nodiscard]] const Set& smallest() const { return m_smallest; }
    // Every set with one element less was tried and does not fail. Holds for any server that answers the same question
    // in the same way, whether or not larger sets always fail as well.
    [[nodiscard]] bool isMinimal();

private:
    [[nodiscard]] std::optional<Set> mostPromising() const;
    [[nodiscard]] std::optional<Set> unprovedNeighbour() const;
    void learn(const Set& removed);

    std::vector<double> m_likelihood; // 1 = shown to be needed
    Set m_smallest;
    std::optional<Set> m_asked;
    std::set<Set> m_good; // that do not fail
};

} // namespace knockback::minimize
