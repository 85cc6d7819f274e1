// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>

namespace knockback::base {

// Where jitter, nonces and keys come from. Implementations are safe to call from any thread.
class RandomSource {
public:
    virtual ~RandomSource() = default;
    virtual std::uint64_t next() = 0;

    // Uniform in [0, 1), 53 bits.
    double uniform() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
    void fill(std::span<unsigned char> bytes);
};

// The kernel's generator (getrandom), fit for keys.
[[nodiscard]] RandomSource& systemRandom();

} // namespace knockback::base
