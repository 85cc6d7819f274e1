// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/SecretMatcher.h"

#include "app/http/WrittenCharacter.h"

#include <algorithm>
#include <span>

namespace knockback::http {

namespace {

constexpr qsizetype shortest = 4;
constexpr qsizetype shortestCoded = 6;

unsigned char index(char c) {
    return static_cast<unsigned char>(c);
}

bool isBase64(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' || c == '/' ||
           c == '-' || c == '_';
}

// Where a match of `pattern` ends that has come as far as `matched` bytes at `at`, or -1. Follows all readings at once,
// so that no mixture of escapes makes it try anything twice.
qsizetype finishMatch(QByteArrayView text, QByteArrayView pattern, qsizetype matched, qsizetype at) {
    // Places in the text at which the next 0, 1, 2 … bytes of the pattern are matched.
    std::array<std::vector<qsizetype>, 4> places;
    places[0].push_back(at);
    for (; matched < pattern.size(); ++matched) {
        for (const qsizetype place : places[0]) {
            if (place >= text.size())
                continue;
            const Readings readings = readingsAt(text, place);
            for (const WrittenCharacter& way :
                 std::span(readings.ways).first(static_cast<std::size_t>(readings.count))) {
                const QByteArrayView meant(way.bytes.data(), way.count);
                auto& reached = places[static_cast<std::size_t>(way.count)];
                const qsizetype next = place + way.length;
                if (pattern.sliced(matched).startsWith(meant) &&
                    std::find(reached.begin(), reached.end(), next) == reached.end())
                    reached.push_back(next);
            }
        }
        std::rotate(places.begin(), places.begin() + 1, places.end());
        places[3].clear();
        if (places[0].empty() && places[1].empty() && places[2].empty())
            return -1;
    }
    return places[0].empty() ? -1 : *std::max_element(places[0].begin(), places[0].end());
}

qsizetype matchEnd(QByteArrayView text, QByteArrayView pattern, qsizetype at) {
    qsizetype matched = 0;
    while (matched < pattern.size() && at < text.size() && isPlain(text[at])) {
        if (text[at] != pattern[matched])
            return -1;
        ++matched;
        ++at;
    }
    return matched == pattern.size() ? at : at < text.size() ? finishMatch(text, pattern, matched, at) : -1;
}

// Takes in the characters around a piece of base64: they hold the bits that do not fill a character of their own. The
// last digit of an escape ("%2F", "\n") is no such character.
void widen(SecretHit& hit, QByteArrayView text) {
    const auto before = [&](qsizetype back) { return hit.start >= back ? text[hit.start - back] : ' '; };
    if (isBase64(before(1)) && before(2) != '\\' && before(2) != '%' && before(3) != '%')
        --hit.start;
    if (hit.end < text.size() && isBase64(text[hit.end]))
        ++hit.end;
    while (hit.end < text.size() && text[hit.end] == '=')
        ++hit.end;
}

} // namespace

void SecretMatcher::add(const base::Secret& value) {
    const QByteArrayView bytes = value.reveal();
    if (bytes.size() >= shortest)
        addPattern(bytes.toByteArray(), false);
    if (bytes.size() >= shortestCoded) {
        const QByteArray hex = bytes.toByteArray().toHex();
        addPattern(hex, false);
        addPattern(hex.toUpper(), false);
        for (qsizetype before = 0; before < 3; ++before) {
            QByteArray shifted = QByteArray(before, '\0') + bytes.toByteArray();
            const qsizetype first = (before * 8 + 5) / 6;           // the first character without foreign bits
            const qsizetype last = (before + bytes.size()) * 8 / 6; // and behind the last one
            for (const auto alphabet : {QByteArray::Base64Encoding, QByteArray::Base64UrlEncoding}) {
                QByteArray coded = shifted.toBase64(alphabet);
                addPattern(coded.mid(first, last - first), true);
                base::wipe(coded);
            }
            base::wipe(shifted);
        }
    }
    ++m_secrets;
}

void SecretMatcher::addPattern(QByteArray text, bool base64) {
    const auto same = [&](const Pattern& p) { return p.text.reveal() == QByteArrayView(text); };
    if (std::any_of(m_patterns.begin(), m_patterns.end(), same)) {
        base::wipe(text);
        return;
    }
    m_byFirst[index(text[0])].push_back(static_cast<std::uint32_t>(m_patterns.size()));
    m_patterns.push_back({base::Secret(std::move(text)), m_secrets, base64});
}

SecretHit SecretMatcher::longestAt(QByteArrayView text, qsizetype start) const {
    SecretHit longest{start, 0, 0};
    const auto tryAll = [&](char first) {
        for (const std::uint32_t number : m_byFirst[index(first)]) {
            const Pattern& pattern = m_patterns[number];
            const qsizetype end = matchEnd(text, pattern.text.reveal(), start);
            if (end < 0)
                continue;
            SecretHit hit{start, end, pattern.secret};
            if (pattern.base64)
                widen(hit, text);
            if (hit.end > longest.end)
                longest = hit;
        }
    };
    if (isPlain(text[start])) {
        tryAll(text[start]);
        return longest;
    }
    const Readings readings = readingsAt(text, start);
    for (const WrittenCharacter& way : std::span(readings.ways).first(static_cast<std::size_t>(readings.count)))
        tryAll(way.bytes[0]);
    return longest;
}

std::vector<SecretHit> SecretMatcher::find(QByteArrayView text) const {
    std::vector<SecretHit> hits;
    if (isEmpty())
        return hits;
    for (qsizetype at = 0; at < text.size(); ++at) {
        if (isPlain(text[at]) && m_byFirst[index(text[at])].empty())
            continue;
        const SecretHit hit = longestAt(text, at);
        if (hit.end == 0)
            continue;
        if (!hits.empty() && hit.start < hits.back().end)
            hits.back().end = std::max(hits.back().end, hit.end);
        else
            hits.push_back(hit);
    }
    return hits;
}

} // namespace knockback::http
