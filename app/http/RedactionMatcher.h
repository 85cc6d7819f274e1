// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Secret.h"

#include <QByteArray>
#include <QByteArrayView>

#include <array>
#include <cstdint>
#include <vector>

namespace knockback::http {

// A stretch of text that gives a secret away.
struct SecretHit {
    qsizetype start = 0;
    qsizetype end = 0;
    std::size_t secret = 0; // its number, in the order they were added
};

// Finds known secrets in any bytes, however they are written there. Every character may stand as it is, percent-encoded
// (any of them, small or large digits, also twice), as '+', escaped as in JSON (\", \/, \u0041, also a string in a
// string) or as an HTML entity, in any mixture. Values of 6 bytes and more are also found in base64 (at all three
// alignments, both alphabets) and in hex. Time grows with the text's length, whatever is in it. Values under 4 bytes
// are not searched for.
class RedactionMatcher {
public:
    void add(const base::Secret& value);
    [[nodiscard]] bool isEmpty() const { return m_patterns.empty(); }

    // Hits in order and apart; overlapping ones are one hit.
    [[nodiscard]] std::vector<SecretHit> find(QByteArrayView text) const;

private:
    struct Pattern {
        base::Secret text;
        std::size_t secret = 0;
        bool base64 = false; // the characters around it hold some bits of it, too
    };
    void addPattern(QByteArray text, bool base64);
    // The hit of the longest pattern that starts at `start`; end is 0 when there is none.
    [[nodiscard]] SecretHit longestAt(QByteArrayView text, qsizetype start) const;

    std::vector<Pattern> m_patterns;
    std::array<std::vector<std::uint32_t>, 256> m_byFirst; // patterns by their first byte
    std::size_t m_secrets = 0;
};

} // namespace knockback::http
