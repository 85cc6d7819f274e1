// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/RandomSource.h"

#include <algorithm>
#include <cstring>

#include <QRandomGenerator>

namespace knockback::base {

namespace {
class SystemRandom final : public RandomSource {
public:
    std::uint64_t next() override { return QRandomGenerator::system()->generate64(); }
};
} // namespace

void RandomSource::fill(std::span<unsigned char> bytes) {
    while (!bytes.empty()) {
        const std::uint64_t word = next();
        const auto n = std::min(bytes.size(), sizeof word);
        std::memcpy(bytes.data(), &word, n);
        bytes = bytes.subspan(n);
    }
}

RandomSource& systemRandom() {
    static SystemRandom random;
    return random;
}

} // namespace knockback::base
