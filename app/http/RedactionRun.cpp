// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/RedactionRun.h"

#include "app/http/Placeholder.h"

#include <QCryptographicHash>

#include <algorithm>

namespace knockback::http {

namespace {

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}
bool isNumberChar(char c) {
    return isDigit(c) || QByteArrayView("+-.eE").contains(c);
}
bool isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

// Widens a hit that is part of a bare JSON number to the whole number; false when it is no such thing.
bool widenToNumber(SecretHit& hit, QByteArrayView text) {
    if (!std::all_of(text.begin() + hit.start, text.begin() + hit.end, isNumberChar))
        return false;
    SecretHit number = hit;
    while (number.start > 0 && isNumberChar(text[number.start - 1]))
        --number.start;
    while (number.end < text.size() && isNumberChar(text[number.end]))
        ++number.end;
    qsizetype before = number.start;
    while (before > 0 && isBlank(text[before - 1]))
        --before;
    qsizetype after = number.end;
    while (after < text.size() && isBlank(text[after]))
        ++after;
    const bool opens = before == 0 || QByteArrayView(":[,").contains(text[before - 1]);
    const bool closes = after == text.size() || QByteArrayView(",]}").contains(text[after]);
    if (opens && closes)
        hit = number;
    return opens && closes;
}

// Short values and plain words are not searched for in the rest of the attempt: hiding every "application" because a
// cookie says so would hide the answer.
bool looksRandom(QByteArrayView value) {
    constexpr qsizetype shortest = 12;
    const auto isLetter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    return value.size() >= shortest && std::any_of(value.begin(), value.end(), isDigit) &&
           std::any_of(value.begin(), value.end(), isLetter);
}

// {{name}} and nothing else.
bool isVariable(QByteArrayView value) {
    return value.startsWith("{{") && value.indexOf("}}") == value.size() - 2;
}

} // namespace

RedactionRun::RedactionRun(const RedactionMatcher& known, const std::vector<QByteArray>& names)
    : m_known(known)
    , m_names(names) {}

QByteArray RedactionRun::byValue(const QByteArray& text, const QString& place, Syntax syntax) {
    return replace(text, m_known, m_names, place, syntax);
}

QByteArray RedactionRun::repeated(const QByteArray& text, const QString& place) {
    return replace(text, m_seen, m_seenPlaceholders, place, Syntax::Text);
}

QByteArray RedactionRun::replace(const QByteArray& text, const RedactionMatcher& matcher,
                                 const std::vector<QByteArray>& placeholders, const QString& place, Syntax syntax) {
    const auto hits = matcher.find(text);
    if (hits.empty())
        return text;
    QByteArray result;
    result.reserve(text.size());
    qsizetype done = 0;
    for (SecretHit hit : hits) {
        const bool number = syntax == Syntax::Json && widenToNumber(hit, text);
        if (hit.start < done)
            continue; // the same number as the hit before
        const QByteArray& placeholder = placeholders[hit.secret];
        result += QByteArrayView(text).sliced(done, hit.start - done);
        result += number ? '"' + placeholder + '"' : placeholder;
        done = hit.end;
        count(place);
    }
    result += QByteArrayView(text).sliced(done);
    return result;
}

QByteArray RedactionRun::byName(QByteArrayView value, QByteArrayView plain, const QString& place) {
    if (value.isEmpty() || isVariable(value))
        return value.toByteArray();
    if (const auto placeholder = placeholderIn(value))
        return *placeholder; // found by value before, or redacted before
    count(place);
    remember(plain);
    return hiddenPlaceholder(plain);
}

void RedactionRun::remember(QByteArrayView plain) {
    constexpr std::size_t most = 200;
    if (!looksRandom(plain) || m_seenPlaceholders.size() >= most)
        return;
    const QByteArray digest = QCryptographicHash::hash(plain.toByteArray(), QCryptographicHash::Sha256);
    if (!m_seenDigests.insert(digest).second)
        return;
    m_seen.add(base::Secret(plain.toByteArray()));
    m_seenPlaceholders.push_back(hiddenPlaceholder(plain));
}

void RedactionRun::count(const QString& place) {
    if (!m_counting)
        return;
    const auto known =
        std::find_if(m_redactions.begin(), m_redactions.end(), [&](const Redaction& r) { return r.place == place; });
    if (known != m_redactions.end())
        ++known->count;
    else
        m_redactions.push_back({place, 1});
}

std::vector<Redaction> RedactionRun::takeRedactions() {
    return std::move(m_redactions);
}

} // namespace knockback::http
