// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/SeededRandom.h"

#include <cstddef>
#include <vector>

namespace knockback::test {

// Choices of a property test; the same seed makes the same ones.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : m_random(seed) {}
    std::size_t below(std::size_t n) { return static_cast<std::size_t>(m_random.next() % n); }
    bool chance(std::size_t oneIn) { return below(oneIn) == 0; }
    template <typename T>
    const T& pick(const std::vector<T>& from) {
        return from.at(below(from.size()));
    }

private:
    SeededRandom m_random;
};

} // namespace knockback::test
