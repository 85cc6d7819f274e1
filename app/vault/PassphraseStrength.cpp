// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/PassphraseStrength.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>

namespace knockback::vault {

namespace {

constexpr double fairBits = 40;
constexpr double strongBits = 56;
constexpr double bitsOfWord = 10;  // of a word out of the few that are tried first
constexpr double shareOfRun = 0.2; // of a letter that follows from the one before

constexpr std::array<const char*, 18> tried{"password", "passwort", "passphrase", "letmein", "welcome",   "dragon",
                                            "monkey",   "qwertz",   "qwerty",     "asdf",    "abc123",    "iloveyou",
                                            "admin",    "secret",   "login",      "master",  "knockback", "vault"};

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

// How many letters each place could have been.
double letters(QByteArrayView text) {
    const auto any = [text](auto is) { return std::any_of(text.begin(), text.end(), is); };
    double count = 0;
    if (any([](char c) { return c >= 'a' && c <= 'z'; }))
        count += 26;
    if (any([](char c) { return c >= 'A' && c <= 'Z'; }))
        count += 26;
    if (any([](char c) { return c >= '0' && c <= '9'; }))
        count += 10;
    if (any([](char c) { return c > ' ' && c < 0x7f && !std::isalnum(static_cast<unsigned char>(c)); }))
        count += 33;
    if (any([](char c) { return c == ' '; }))
        count += 1;
    if (any([](char c) { return static_cast<unsigned char>(c) >= 0x80; }))
        count += 64;
    return count;
}

// The length of the word that stands there; 0 = none does.
qsizetype wordAt(QByteArrayView text, qsizetype at) {
    for (const QByteArrayView word : tried)
        if (text.size() - at >= word.size() &&
            std::equal(word.begin(), word.end(), text.begin() + at, [](char a, char b) { return a == lower(b); }))
            return word.size();
    return 0;
}

} // namespace

double passphraseBits(QByteArrayView text) {
    const double each = std::log2(std::max(2.0, letters(text)));
    double bits = 0;
    for (qsizetype at = 0; at < text.size();) {
        if (const auto word = wordAt(text, at)) {
            bits += bitsOfWord;
            at += word;
            continue;
        }
        const int step = at > 0 ? text[at] - text[at - 1] : 100;
        const bool seen = at >= 4 && text.first(at - 1).contains(text.sliced(at - 1, 2)); // repeats a pair
        bits += each * (std::abs(step) <= 1 || seen ? shareOfRun : 1.0);
        ++at;
    }
    return bits;
}

Strength strengthOf(QByteArrayView passphrase) {
    if (passphrase.isEmpty())
        return Strength::Empty;
    const double bits = passphraseBits(passphrase);
    return bits < fairBits ? Strength::Weak : bits < strongBits ? Strength::Fair : Strength::Strong;
}

} // namespace knockback::vault
