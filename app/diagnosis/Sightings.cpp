// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/diagnosis/Sightings.h"

#include "app/diagnosis/AtomScan.h"
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

} // namespace

bool isOneOf(int status, const StatusRow& statuses) {
    const auto bit =
        status >= 0 && static_cast<std::size_t>(status) < statusBits ? static_cast<std::size_t>(status) : 0;
    return statuses.bits[bit / 64] >> (bit % 64) & 1U;
}

Sightings::Sightings(const RuleTables& tables, const std::vector<JsonPath>& jsonPaths, const Subject& subject)
    : m_tables(tables)
    , m_jsonPaths(jsonPaths)
    , m_subject(subject)
    , m_facts(subject.facts.bits()) {}

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
    auto& known = m_seen[static_cast<std::size_t>(place)];
    if (!known)
        known =
            holdsNames(place) ? namesAt(place) : atomsIn(textAt(place), m_tables.atoms[atomKind(place)], m_tables.text);
    return *known;
}

Sightings::Bits Sightings::namesAt(Place place) const {
    Bits seen(m_tables.names.size());
    if (place == Place::Code) {
        for (const auto& code : m_subject.codes)
            markName(m_tables, code.code, seen);
    } else if (place == Place::JsonPath) {
        for (std::size_t i = 0; i < m_jsonPaths.size(); ++i)
            seen[m_tables.jsonPaths[i]] = m_subject.json.holds(m_jsonPaths[i]);
    } else if (place == Place::JsonValue) {
        for (const auto& path : m_jsonPaths)
            for (const auto& value : m_subject.json.values(path))
                markName(m_tables, value.toLower(), seen);
    } else if (place == Place::RequestHeader) {
        for (const auto& field : m_subject.attempt.request.headers)
            markName(m_tables, field.name.toLower(), seen);
    } else if (m_subject.attempt.response) {
        for (const auto& field : m_subject.attempt.response->headers())
            markName(m_tables, field.name.toLower(), seen);
    }
    return seen;
}

QByteArray Sightings::textAt(Place place) const {
    switch (place) {
    case Place::Body:
    case Place::BodyShort:
    case Place::BodyShorter:
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
