// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/diagnosis/AtomTable.h"

#include <array>

namespace knockback::diagnosis {

// The built-in rules as the build compiles them (compiler/main.cpp): every rule's JSON as a piece of one text, to be
// read when it is needed, and beside it what must be true of an exchange for the rule to have a chance. Constants in
// the program's file: the system loads only the pages that are looked at.

// Where one of a clause's words must be seen; what is cheapest to look at stands first.
enum class Place : std::uint8_t {
    Header,        // the name of a field of the answer
    RequestHeader, // … of the request
    Code,          // an error code of the answer
    Host,          // the pattern fits the host
    JsonPath,      // the body, which is JSON, has a value there
    JsonValue,     // … which is this
    // Atoms: letters that stand somewhere in …
    Reason,
    Title,
    Url,         // … path and query
    Cookies,     // … the names of cookies that the answer sets
    Values,      // … the values of the answer's fields
    Said,        // … the statement
    Body,        // … the body: long words, …
    BodyShort,   // … shorter ones, …
    BodyShorter, // … and even shorter ones, which take more time
};
constexpr std::size_t placeCount = 15;

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

struct RuleTables {
    std::string_view text;
    std::span<const Piece> names;   // header names, codes and host patterns in lower case, JSON paths as written, JSON
                                    // values in lower case; sorted, each once
    std::array<AtomTable, 4> atoms; // by atomKind()
    std::span<const std::uint16_t> words;     // numbers in one of the lists, by the clause's place
    std::span<const std::uint16_t> jsonPaths; // the names that are JSON paths
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
    return place <= Place::JsonValue;
}

// Bodies are long and have tables of their own: the longer the words, the more of the text can be passed over.
constexpr std::array<AtomShape, 4> atomShapes{{{3, 1}, {4, 4}, {3, 3}, {3, 1}}};
constexpr std::size_t shortestAtom = atomShapes[0].shortest();
[[nodiscard]] constexpr std::size_t atomKind(Place place) {
    return place < Place::Body ? 0 : static_cast<std::size_t>(place) - static_cast<std::size_t>(Place::Body) + 1;
}

// Where in a body words belong the shortest of which is so long.
[[nodiscard]] constexpr Place placeInBody(std::size_t shortest) {
    for (const Place place : {Place::Body, Place::BodyShort})
        if (shortest >= atomShapes[atomKind(place)].shortest())
            return place;
    return Place::BodyShorter;
}

} // namespace knockback::diagnosis
