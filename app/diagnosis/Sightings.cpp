// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/diagnosis/Sightings.h"

#include "app/providers/Catalogue.h"

#include <algorithm>

namespace knockback::diagnosis {

namespace {

QByteArrayView view(std::string_view text) {
    return {text.data(), static_cast<qsizetype>(text.size())};
}

void markName(const RuleTables& tables, QByteArrayView name, std::vector<bool>& seen) {
    const std::string_view wanted(name.data(), static_cast<std::size_t>(name.size()));
    const auto found = std::lower_bound(tables.names.begin(), tables.names.end(), wanted,
                                        [&](Piece piece, std::string_view text) { return tables.at(piece) < text; });
    if (found != tables.names.end() && tables.at(*found) == wanted)
        seen[static_cast<std::size_t>(found - tables.names.begin())] = true;
}

using Atoms = std::span<const Piece>;

// All atoms that `text`, which is in lower case, has at its beginning.
void markAtomsAt(const RuleTables& tables, Atoms atoms, std::string_view text, std::vector<bool>& seen) {
    const auto beginning = text.substr(0, atomPrefix);
    auto it = std::lower_bound(atoms.begin(), atoms.end(), beginning,
                               [&](Piece piece, std::string_view wanted) { return tables.at(piece) < wanted; });
    for (; it != atoms.end() && tables.at(*it).starts_with(beginning); ++it)
        if (text.starts_with(tables.at(*it)))
            seen[static_cast<std::size_t>(it - atoms.begin())] = true;
}

// Lower case for every byte: a body is long.
constexpr std::array<char, 256> lowerCase = [] {
    std::array<char, 256> table{};
    for (std::size_t i = 0; i < table.size(); ++i)
        table[i] = static_cast<char>(lowered(static_cast<char>(i)));
    return table;
}();

bool mayBegin(const AtomFilter& filter, std::uint32_t hash, std::string_view text) {
    return isSet(filter.shortOnes, hash) || (text.size() >= atomLong && isSet(filter.longOnes, atomLongHash(text)));
}

void markAtoms(const RuleTables& tables, Atoms atoms, const AtomFilter& filter, const QByteArray& original,
               std::vector<bool>& seen) {
    QByteArray lower(original.size(), Qt::Uninitialized);
    std::transform(original.begin(), original.end(), lower.begin(),
                   [](char c) { return lowerCase[static_cast<unsigned char>(c)]; });
    const std::string_view text(lower.constData(), static_cast<std::size_t>(lower.size()));
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const std::uint64_t* const beginnings = filter.beginnings.data();
    for (std::size_t at = 0; at + atomPrefix <= text.size(); ++at) {
        const auto hash = atomHash(byte(at), byte(at + 1), byte(at + 2));
        if ((beginnings[hash / 64] >> (hash % 64) & 1U) != 0 && mayBegin(filter, hash, text.substr(at)))
            markAtomsAt(tables, atoms, text.substr(at), seen);
    }
}

} // namespace

bool isOneOf(int status, const StatusRow& statuses) {
    const auto bit =
        status >= 0 && static_cast<std::size_t>(status) < statusBits ? static_cast<std::size_t>(status) : 0;
    return statuses.bits[bit / 64] >> (bit % 64) & 1U;
}

Sightings::Sightings(const RuleTables& tables, const Subject& subject)
    : m_tables(tables)
    , m_subject(subject)
    , m_facts(subject.facts.bits())
    , m_hasEscapes(subject.body.contains('\\')) {}

bool Sightings::mayHold(const RuleRow& rule) {
    if ((m_facts & rule.facts) != rule.facts || (m_facts & rule.notFacts) != 0)
        return false;
    if (rule.failure && !m_subject.attempt.failure)
        return false;
    const auto clauses = m_tables.clauses.subspan(rule.firstClause, rule.clauses);
    return std::all_of(clauses.begin(), clauses.end(), [&](const Clause& clause) { return isSeen(clause); });
}

bool Sightings::isSeen(const Clause& clause) {
    if (clause.place == Place::Host)
        return isOfHost(clause);
    if (clause.place == Place::Value && m_hasEscapes)
        return true;
    const Bits& seen = seenAt(clause.place);
    const auto words = m_tables.words.subspan(clause.first, clause.count);
    return std::any_of(words.begin(), words.end(), [&](std::uint16_t word) { return seen[word]; });
}

bool Sightings::isOfHost(const Clause& clause) const {
    const auto words = m_tables.words.subspan(clause.first, clause.count);
    return std::any_of(words.begin(), words.end(), [&](std::uint16_t word) {
        return providers::hostMatches(view(m_tables.at(m_tables.names[word])), m_subject.host);
    });
}

const Sightings::Bits& Sightings::seenAt(Place place) {
    const Place same = place == Place::Value ? Place::Body : place;
    auto& known = m_seen[static_cast<std::size_t>(same)];
    if (!known)
        known = holdsNames(same) ? namesAt(same) : atomsAt(same);
    return *known;
}

Sightings::Bits Sightings::namesAt(Place place) const {
    Bits seen(m_tables.names.size());
    if (place == Place::Code) {
        for (const auto& code : m_subject.codes)
            markName(m_tables, code.code, seen);
    } else if (place == Place::RequestHeader) {
        for (const auto& field : m_subject.attempt.request.headers)
            markName(m_tables, field.name.toLower(), seen);
    } else if (m_subject.attempt.response) {
        for (const auto& field : m_subject.attempt.response->headers())
            markName(m_tables, field.name.toLower(), seen);
    }
    return seen;
}

Sightings::Bits Sightings::atomsAt(Place place) const {
    const bool ofBody = isOfBody(place);
    const Atoms atoms = ofBody ? m_tables.bodyAtoms : m_tables.atoms;
    Bits seen(atoms.size());
    markAtoms(m_tables, atoms, ofBody ? m_tables.bodyFilter : m_tables.atomFilter, textAt(place), seen);
    return seen;
}

QByteArray Sightings::textAt(Place place) const {
    switch (place) {
    case Place::Body:
        return m_subject.body;
    case Place::Said:
        return m_subject.statement;
    case Place::Title:
        return m_subject.title;
    case Place::Reason:
        return m_subject.attempt.response ? m_subject.attempt.response->head.reason : QByteArray();
    case Place::Url:
        return m_subject.pathQuery;
    case Place::Cookies: {
        QByteArray names;
        for (const auto& name : m_subject.cookies)
            names += name + '\n';
        return names;
    }
    case Place::Values: {
        QByteArray values;
        if (m_subject.attempt.response)
            for (const auto& field : m_subject.attempt.response->headers())
                values += field.value + '\n';
        return values;
    }
    default:
        return {};
    }
}

} // namespace knockback::diagnosis
