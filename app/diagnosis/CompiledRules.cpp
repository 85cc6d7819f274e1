// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/diagnosis/CompiledRules.h"

#include "app/diagnosis/ConditionMatcher.h"
#include "app/diagnosis/RuleReader.h"
#include "app/diagnosis/Sightings.h"

namespace knockback::diagnosis {

namespace {

// More candidates than this are cheaper to try together.
constexpr std::size_t mostAlone = 64;

// Shares the tables' bytes.
QByteArray bytesAt(const RuleTables& tables, Piece piece) {
    const auto text = tables.at(piece);
    return QByteArray::fromRawData(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

CompiledRules::CompiledRules(const RuleTables& tables)
    : m_tables(tables)
    , m_statuses(2 * statusBits)
    , m_rules(tables.rules.size())
    , m_vendors(tables.vendors.size())
    , m_wordings(tables.wordings.size())
    , m_requestPatterns(tables.requestPatterns.size())
    , m_jsonPaths(1)
    , m_hosts(1)
    , m_all(1) {}

QByteArray CompiledRules::textAt(Piece piece) const {
    return bytesAt(m_tables, piece);
}

const RuleSet& CompiledRules::all() const {
    return m_all.at(0, [this] { return RuleSet(readAll(m_tables)); });
}

const std::vector<JsonPath>& CompiledRules::jsonPaths() const {
    return m_jsonPaths.at(0, [this] {
        std::vector<JsonPath> paths;
        for (const std::uint16_t name : m_tables.jsonPaths)
            paths.push_back(*JsonPath::parse(textAt(m_tables.names[name])));
        return paths;
    });
}

const CompiledRules::AtStatus& CompiledRules::at(int status, bool failedInBody) const {
    // One that HTTP does not have is like none at all.
    const auto row =
        status >= 0 && static_cast<std::size_t>(status) < statusBits ? static_cast<std::size_t>(status) : 0;
    return m_statuses.at(row + (failedInBody ? statusBits : 0), [&] {
        AtStatus found;
        for (std::size_t i = 0; i < m_tables.rules.size(); ++i) {
            const auto& rule = m_tables.rules[i];
            const auto& statuses = m_tables.statuses[rule.statuses];
            if (!isOneOf(status, statuses) && !(failedInBody && isOneOf(failedStatusBit, statuses)))
                continue;
            found.rules.push_back(static_cast<std::uint16_t>(i));
            found.factsOfFailures |= rule.factsUsed;
            found.factsOfAnswers |= rule.failure ? 0 : rule.factsUsed;
        }
        return found;
    });
}

// Only those whose fact some rule asks for at this status.
std::vector<RequestPattern> CompiledRules::requestPatterns(const http::Attempt& attempt) const {
    const AtStatus& here = at(attempt.status(), true); // whether the body says that it failed is not known yet
    const std::uint32_t asked = attempt.failure ? here.factsOfFailures : here.factsOfAnswers;
    std::vector<RequestPattern> patterns;
    for (std::size_t i = 0; i < m_tables.requestPatterns.size(); ++i) {
        const auto& row = m_tables.requestPatterns[i];
        if (row.fact & asked)
            patterns.push_back(m_requestPatterns.at(i, [&] { return readOneRequestPattern(textAt(row.json)); }));
    }
    return patterns;
}

std::vector<std::size_t> CompiledRules::candidates(const Subject& subject) const {
    Sightings sightings(m_tables, jsonPaths(), subject);
    std::vector<std::size_t> found;
    for (const std::uint16_t i : at(subject.status(), subject.facts.has(Fact::FailedInBody)).rules)
        if (sightings.mayHold(m_tables.rules[i]))
            found.push_back(i);
    return found;
}

std::vector<Match> CompiledRules::match(const Subject& subject) const {
    const auto few = candidates(subject);
    if (few.size() > mostAlone)
        return all().match(subject);
    ConditionMatcher matcher(subject);
    std::vector<Match> matches;
    for (const std::size_t i : few) {
        const Rule& rule = m_rules.at(i, [&] { return readOneRule(textAt(m_tables.rules[i].json)); });
        if (matcher.holds(rule.when) && !(rule.unless && matcher.holds(*rule.unless)))
            matches.push_back({&rule, matcher.seen(rule.when)});
    }
    return matches;
}

const Vendor& CompiledRules::vendorAt(std::size_t row) const {
    return m_vendors.at(row, [&] { return readOneVendor(textAt(m_tables.vendors[row].json)); });
}

const Vendor* CompiledRules::vendor(const QByteArray& id) const {
    for (std::size_t i = 0; i < m_tables.vendors.size(); ++i)
        if (textAt(m_tables.vendors[i].id) == id)
            return &vendorAt(i);
    return nullptr;
}

const Vendor* CompiledRules::vendorOfHost(const QByteArray& host) const {
    const auto& hosts = m_hosts.at(0, [this] {
        providers::HostIndex index;
        for (const auto& row : m_tables.vendors) {
            std::vector<QByteArray> patterns;
            for (const std::uint16_t name : m_tables.words.subspan(row.firstHost, row.hosts))
                patterns.push_back(textAt(m_tables.names[name]));
            index.add(textAt(row.id), patterns, {});
        }
        return index;
    });
    const QByteArray id = hosts.forHost(host);
    return id.isEmpty() ? nullptr : vendor(id);
}

const Wording* CompiledRules::words(Cause cause, const QByteArray& subcause) const {
    const QByteArray wanted = causeName(cause);
    std::optional<std::size_t> found;
    for (std::size_t i = 0; i < m_tables.wordings.size(); ++i) {
        const auto& row = m_tables.wordings[i];
        if (textAt(row.cause) != wanted)
            continue;
        const QByteArray name = textAt(row.subcause);
        if (name == subcause || (name.isEmpty() && !found))
            found = i;
        if (name == subcause)
            break;
    }
    if (!found)
        return nullptr;
    return &m_wordings.at(*found, [&] { return readOneWording(textAt(m_tables.wordings[*found].json)); });
}

RuleData readAll(const RuleTables& tables) {
    RuleData all;
    for (const auto& row : tables.vendors)
        all.vendors.push_back(readOneVendor(bytesAt(tables, row.json)));
    for (const auto& row : tables.wordings)
        all.words.push_back(readOneWording(bytesAt(tables, row.json)));
    for (const auto& row : tables.requestPatterns)
        all.requestPatterns.push_back(readOneRequestPattern(bytesAt(tables, row.json)));
    for (const auto& row : tables.rules)
        all.rules.push_back(readOneRule(bytesAt(tables, row.json)));
    return all;
}

} // namespace knockback::diagnosis
