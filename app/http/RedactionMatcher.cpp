// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/RedactionMatcher.h"

#include "app/http/WrittenCharacter.h"

#include <QString>

#include <algorithm>

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

// A few places in a text, each once. One that is full forgets: no real text can be read in so many ways at once.
class Places {
public:
    void add(qsizetype place) {
        if (m_count < m_places.size() && std::find(begin(), end(), place) == end())
            m_places[m_count++] = place;
    }
    void clear() { m_count = 0; }
    [[nodiscard]] bool isEmpty() const { return m_count == 0; }
    [[nodiscard]] const qsizetype* begin() const { return m_places.data(); }
    [[nodiscard]] const qsizetype* end() const { return m_places.data() + m_count; }

private:
    std::array<qsizetype, 24> m_places{};
    std::size_t m_count = 0;
};

// Where a match of `pattern` ends that has come as far as `matched` bytes at `at`, or -1. Follows all readings at once,
// so that no mixture of escapes makes it try anything twice.
qsizetype finishMatch(QByteArrayView text, QByteArrayView pattern, qsizetype matched, qsizetype at) {
    // Where the text goes on once the next 0, 1, 2, 3 bytes of the pattern are matched.
    std::array<Places, 4> places;
    places[static_cast<std::size_t>(matched % 4)].add(at);
    for (; matched < pattern.size(); ++matched) {
        const Places& here = places[static_cast<std::size_t>(matched % 4)];
        for (const qsizetype place : here) {
            if (place >= text.size() || (isPlain(text[place]) && text[place] != pattern[matched]))
                continue;
            const Readings readings = readingsAt(text, place);
            for (int i = 0; i < readings.count; ++i) {
                const WrittenCharacter& way = readings.ways[static_cast<std::size_t>(i)];
                if (pattern.sliced(matched).startsWith(QByteArrayView(way.bytes.data(), way.count)))
                    places[static_cast<std::size_t>((matched + way.count) % 4)].add(place + way.length);
            }
        }
        places[static_cast<std::size_t>(matched % 4)].clear();
        if (std::all_of(places.begin(), places.end(), [](const Places& p) { return p.isEmpty(); }))
            return -1;
    }
    const Places& ends = places[static_cast<std::size_t>(matched % 4)];
    return ends.isEmpty() ? -1 : *std::max_element(ends.begin(), ends.end());
}

qsizetype matchEnd(QByteArrayView text, QByteArrayView pattern, qsizetype at) {
    qsizetype matched = 0;
    while (matched < pattern.size() && at < text.size() && isPlain(text[at])) {
        if (text[at] != pattern[matched])
            return -1;
        ++matched;
        ++at;
    }
    if (matched == pattern.size())
        return at;
    return at < text.size() ? finishMatch(text, pattern, matched, at) : -1;
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

enum class Ascii { Only, No };

// As it stands in a JSON string; control characters apart, which no secret has.
QByteArray jsonEscaped(QByteArrayView bytes, Ascii ascii) {
    QString text = QString::fromUtf8(bytes);
    QByteArray escaped;
    escaped.reserve(6 * text.size());
    for (const QChar& c : std::as_const(text)) {
        if (c == QLatin1Char('"') || c == QLatin1Char('\\'))
            escaped += '\\';
        if (ascii == Ascii::Only && c.unicode() >= 0x80)
            escaped += "\\u" + QByteArray::number(static_cast<uint>(c.unicode()), 16).rightJustified(4, '0');
        else if (c.unicode() < 0x80)
            escaped += static_cast<char>(c.unicode());
        else
            escaped += QString(c).toUtf8();
    }
    text.fill(QChar(0));
    return escaped;
}

std::array<QByteArray, 3> escapedForms(QByteArrayView bytes) {
    const auto raw = QByteArray::fromRawData(bytes.data(), bytes.size());
    return {raw.toPercentEncoding(), jsonEscaped(bytes, Ascii::Only), jsonEscaped(bytes, Ascii::No)};
}

struct Coded {
    QByteArray text;
    bool base64 = false;
};

// In hex and base64, of the latter what is the same wherever the bytes stand in a longer text.
std::vector<Coded> codedForms(QByteArrayView bytes) {
    std::vector<Coded> forms;
    const QByteArray hex = bytes.toByteArray().toHex();
    forms.push_back({hex.toUpper()});
    forms.push_back({hex});
    for (qsizetype before = 0; before < 3; ++before) {
        QByteArray shifted = QByteArray(before, '\0') + bytes.toByteArray();
        const qsizetype first = (before * 8 + 5) / 6;           // the first character without foreign bits
        const qsizetype last = (before + bytes.size()) * 8 / 6; // and behind the last one
        for (const auto alphabet : {QByteArray::Base64Encoding, QByteArray::Base64UrlEncoding}) {
            QByteArray coded = shifted.toBase64(alphabet);
            forms.push_back({coded.mid(first, last - first), true});
            base::wipe(coded);
        }
        base::wipe(shifted);
    }
    return forms;
}

} // namespace

void RedactionMatcher::add(const base::Secret& value) {
    const QByteArrayView bytes = value.reveal();
    const auto addCoded = [this](QByteArrayView spelling) {
        for (Coded& coded : codedForms(spelling))
            addPattern(std::move(coded.text), coded.base64);
    };
    if (bytes.size() >= shortest)
        addPattern(bytes.toByteArray(), false);
    if (bytes.size() >= shortestCoded) {
        addCoded(bytes);
        // What is in hex or base64 is often a whole address or JSON text.
        auto forms = escapedForms(bytes);
        for (QByteArray& escaped : forms) {
            if (escaped != bytes)
                addCoded(escaped);
            base::wipe(escaped);
        }
    }
    ++m_secrets;
}

void RedactionMatcher::addPattern(QByteArray text, bool base64) {
    const auto same = [&](const Pattern& p) { return p.text.reveal() == QByteArrayView(text); };
    if (std::any_of(m_patterns.begin(), m_patterns.end(), same)) {
        base::wipe(text);
        return;
    }
    m_byFirst[index(text[0])].push_back(static_cast<std::uint32_t>(m_patterns.size()));
    m_patterns.push_back({base::Secret(std::move(text)), m_secrets, base64});
}

SecretHit RedactionMatcher::longestAt(QByteArrayView text, qsizetype start) const {
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
    QByteArrayView tried; // the readings' first bytes so far
    std::array<char, Readings::capacity> firsts{};
    for (int i = 0; i < readings.count; ++i) {
        const char first = readings.ways[static_cast<std::size_t>(i)].bytes[0];
        if (!tried.contains(first))
            tryAll(first);
        firsts[static_cast<std::size_t>(i)] = first;
        tried = QByteArrayView(firsts.data(), i + 1);
    }
    return longest;
}

std::vector<SecretHit> RedactionMatcher::find(QByteArrayView text) const {
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
