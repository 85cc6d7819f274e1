// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace knockback::diagnosis {

// The built-in rules as the build compiles them (compiler/main.cpp): every rule's JSON as a piece of one text, to be
// read when it is needed, and beside it what must be true of an exchange for the rule to have a chance. Constants in
// the program's file: the system loads only the pages that are looked at.

struct Piece { // of RuleTables::text
    std::uint32_t start = 0;
    std::uint32_t size = 0;
};

// Where one of a clause's words must be seen.
enum class Place : std::uint8_t {
    Header,        // the name of a field of the answer
    RequestHeader, // … of the request
    Code,          // an error code of the answer
    Host,          // the pattern fits the host
    // Atoms: letters that stand somewhere in …
    Body,  // … the body
    Value, // … the body, as a JSON member's value; a body with escapes may spell it in another way
    Said,  // … the statement
    Title,
    Reason,
    Cookies, // … the names of cookies that the answer sets
    Url,     // … path and query
    Values,  // … the values of the answer's fields
};
constexpr std::size_t placeCount = 12;

// One of these words must be seen, or the rule does not hold.
struct Clause {
    Place place = Place::Header;
    std::uint16_t count = 0;
    std::uint32_t first = 0; // in RuleTables::words
};

struct RuleRow {
    Piece json;
    std::uint32_t facts = 0; // bits of Fact: must be true, …
    std::uint32_t notFacts = 0;
    std::uint32_t factsUsed = 0; // all that the rule asks for, also in its exceptions
    std::uint32_t firstClause = 0;
    std::uint16_t clauses = 0;
    std::uint16_t statuses = 0; // in RuleTables::statuses
    bool failure = false;       // needs an attempt that failed on the network
};

struct VendorRow {
    Piece id;
    Piece json;
    std::uint32_t firstHost = 0; // in RuleTables::words
    std::uint32_t hosts = 0;
};

struct WordingRow {
    Piece cause;
    Piece subcause;
    Piece json;
};

struct RequestPatternRow {
    std::uint32_t fact = 0; // its bit
    Piece json;
};

constexpr std::size_t statusBits = 1000;
constexpr std::size_t failedStatusBit = 1; // every answer that says in its body that the request failed
struct StatusRow {
    std::uint64_t bits[(statusBits + 63) / 64];
};

// Says quickly that no atom stands at a place of a text: a bit for every hash of how an atom begins.
struct AtomFilter {
    std::span<const std::uint64_t> beginnings; // of all: three bytes
    std::span<const std::uint64_t> shortOnes;  // of those with less than atomLong bytes: three bytes
    std::span<const std::uint64_t> longOnes;   // of the others: atomLong bytes
};

struct RuleTables {
    std::string_view text;
    std::span<const Piece> names; // header names, codes and host patterns: in lower case, sorted, each once
    std::span<const Piece> atoms; // the same for atoms; at least atomPrefix bytes each
    AtomFilter atomFilter;
    std::span<const Piece> bodyAtoms; // those of bodies, which are long, have a list of their own
    AtomFilter bodyFilter;
    std::span<const std::uint16_t> words; // numbers in one of the lists, by the clause's place
    std::span<const Clause> clauses;
    std::span<const StatusRow> statuses;
    std::span<const RuleRow> rules; // in the order of the files
    std::span<const VendorRow> vendors;
    std::span<const WordingRow> wordings;
    std::span<const RequestPatternRow> requestPatterns;

    [[nodiscard]] constexpr std::string_view at(Piece piece) const { return text.substr(piece.start, piece.size); }
};

extern const RuleTables builtInRuleTables;

[[nodiscard]] constexpr bool holdsNames(Place place) {
    return place <= Place::Host;
}

[[nodiscard]] constexpr bool isOfBody(Place place) {
    return place == Place::Body || place == Place::Value;
}

// The atom filters: three or six bytes are hashed to one of their bits.
constexpr std::size_t atomPrefix = 3;
constexpr std::size_t atomLong = 6;
constexpr unsigned atomFilterBits = 15;
constexpr unsigned atomLongBits = 17;
[[nodiscard]] constexpr std::uint32_t atomHash(unsigned char a, unsigned char b, unsigned char c) {
    const std::uint32_t bytes = a | static_cast<std::uint32_t>(b) << 8 | static_cast<std::uint32_t>(c) << 16;
    return (bytes * 2654435761U) >> (32 - atomFilterBits);
}

[[nodiscard]] constexpr std::uint32_t atomLongHash(std::string_view atLeastSix) {
    std::uint64_t bytes = 0;
    for (std::size_t i = 0; i < atomLong; ++i)
        bytes |= static_cast<std::uint64_t>(static_cast<unsigned char>(atLeastSix[i])) << (8 * i);
    return static_cast<std::uint32_t>((bytes * 0x9E3779B97F4A7C15U) >> (64 - atomLongBits));
}

[[nodiscard]] constexpr bool isSet(std::span<const std::uint64_t> bits, std::uint32_t bit) {
    return (bits[bit / 64] >> (bit % 64) & 1U) != 0;
}

// Letters of Latin-1, as which expressions read every text, in lower case; all other bytes as they are.
[[nodiscard]] constexpr unsigned char lowered(char c) {
    const auto byte = static_cast<unsigned char>(c);
    const bool upper = (byte >= 'A' && byte <= 'Z') || (byte >= 0xc0 && byte <= 0xde && byte != 0xd7);
    return upper ? static_cast<unsigned char>(byte + 32) : byte;
}

} // namespace knockback::diagnosis
