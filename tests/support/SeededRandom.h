// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/RandomSource.h"

namespace knockback::test {

// Reproducible numbers (splitmix64).
class SeededRandom final : public base::RandomSource {
public:
    explicit SeededRandom(std::uint64_t seed = 1) : m_state(seed) {}
    std::uint64_t next() override {
        std::uint64_t z = (m_state += 0x9e3779b97f4a7c15ULL);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31);
    }

private:
    std::uint64_t m_state;
};

} // namespace knockback::test
