// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtEndian>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace knockback::diagnosis {

struct Piece { // of RuleTables::text
    std::uint32_t start = 0;
    std::uint32_t size = 0;
};

// Where in an atom a gram stands that gives it away.
struct AtomGram {
    std::uint32_t gram = 0;
    std::uint16_t atom = 0;
    std::uint16_t offset = 0;
};

// Words that are looked for in a text, all of them at once: every `step`th gram of the text (a few bytes, as one
// number) is hashed, and only where the table has something at the hash the words with that gram are compared. A word
// therefore has `step` grams in the table, one behind the other, and at least as many bytes as they span. Which of its
// grams they are is the compiler's choice: those that ordinary text has least.
struct AtomShape {
    std::uint32_t gramSize = 0;
    std::uint32_t step = 0;
    [[nodiscard]] constexpr std::size_t shortest() const { return gramSize + step - 1; } // word that fits
};
struct AtomTable {
    AtomShape shape;
    std::span<const Piece> atoms;           // in lower case, sorted, each once
    std::span<const std::uint8_t> marks;    // by hash: a bit for every gramMark of those that are there
    std::span<const std::uint16_t> buckets; // by the hash's upper bits: where in `grams` the bucket begins; one more
    std::span<const AtomGram> grams;        // by bucket
};

constexpr unsigned gramHashBits = 14; // the marks have to stay in a processor's nearest cache
constexpr unsigned gramBucketBits = 10;

// Letters differ by one bit from those of the other case; what else differs by that bit alone is compared later.
template <std::size_t Size>
[[nodiscard]] inline std::uint32_t gramAt(const char* text) {
    static_assert(Size == 3 || Size == 4);
    const std::uint32_t gram = Size == 4 ? qFromLittleEndian<std::uint32_t>(text)
                                         : qFromLittleEndian<std::uint16_t>(text) |
                                               static_cast<std::uint32_t>(static_cast<unsigned char>(text[2])) << 16;
    return gram | 0x20202020U;
}

[[nodiscard]] constexpr std::uint32_t gramHash(std::uint32_t gram) {
    return (gram * 2654435761U) >> (32 - gramHashBits);
}

// One bit of eight, of another part of the product than the hash.
[[nodiscard]] constexpr std::uint8_t gramMark(std::uint32_t gram) {
    return static_cast<std::uint8_t>(1U << ((gram * 2654435761U) >> (32 - gramHashBits - 3) & 7U));
}

[[nodiscard]] constexpr std::uint32_t gramBucket(std::uint32_t hash) {
    return hash >> (gramHashBits - gramBucketBits);
}

// Letters of Latin-1, as which expressions read every text, in lower case; all other bytes as they are.
[[nodiscard]] constexpr unsigned char lowered(char c) {
    const auto byte = static_cast<unsigned char>(c);
    const bool upper = (byte >= 'A' && byte <= 'Z') || (byte >= 0xc0 && byte <= 0xde && byte != 0xd7);
    return upper ? static_cast<unsigned char>(byte + 32) : byte;
}

} // namespace knockback::diagnosis
