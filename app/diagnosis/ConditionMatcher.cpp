// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/diagnosis/ConditionMatcher.h"

#include "app/diagnosis/RuleSet.h"
#include "app/providers/Catalogue.h"

#include <algorithm>

namespace knockback::diagnosis {
namespace {

bool anyMatches(const std::vector<Pattern>& patterns, QByteArrayView text) {
    return std::any_of(patterns.begin(), patterns.end(), [&](const Pattern& p) { return p.matches(text); });
}

// In the results of one pass over all expressions, or by looking now.
bool isFound(const SetPattern& wanted, const std::vector<bool>& found, const QByteArray& text) {
    if (wanted.slot >= 0)
        return found[static_cast<std::size_t>(wanted.slot)];
    return !text.isEmpty() && wanted.pattern.matches(text);
}

bool valueFits(const FieldCondition& field, const std::vector<const QByteArray*>& values) {
    if (field.absent || values.empty())
        return field.absent && values.empty();
    return !field.value || std::any_of(values.begin(), values.end(),
                                       [&](const QByteArray* value) { return field.value->matches(*value); });
}

std::vector<std::vector<const QByteArray*>> valuesBySlot(const http::HeaderList& headers,
                                                         const std::map<QByteArray, int>& slots) {
    std::vector<std::vector<const QByteArray*>> values(slots.size());
    for (const auto& field : headers) {
        if (const auto slot = slots.find(field.name.toLower()); slot != slots.end())
            values[static_cast<std::size_t>(slot->second)].push_back(&field.value);
    }
    return values;
}

const http::HeaderList& answerHeaders(const http::Attempt& attempt) {
    static const http::HeaderList none;
    return attempt.response ? attempt.response->headers() : none;
}

} // namespace

ConditionMatcher::ConditionMatcher(const RuleSet& rules, const Subject& subject)
    : m_rules(&rules)
    , m_subject(subject)
    , m_body(rules.m_bodySet.match(subject.body))
    , m_said(rules.m_saidSet.match(subject.statement))
    , m_headers(valuesBySlot(answerHeaders(subject.attempt), rules.m_headerSlots))
    , m_requestHeaders(valuesBySlot(subject.attempt.request.headers, rules.m_requestHeaderSlots))
    , m_json(rules.m_jsonPaths.size()) {}

ConditionMatcher::ConditionMatcher(const Subject& subject) : m_rules(nullptr), m_subject(subject) {}

bool ConditionMatcher::holds(const Condition& c) {
    // cheapest first: most rules end here
    if (c.status && !statusFits(*c.status))
        return false;
    if (!m_subject.facts.hasAll(c.facts) || m_subject.facts.hasAny(c.notFacts))
        return false;
    if (m_rules && !textsHold(c))
        return false;
    if (!c.methods.empty() &&
        std::find(c.methods.begin(), c.methods.end(), m_subject.attempt.request.method) == c.methods.end())
        return false;
    if (!c.hosts.empty() && std::none_of(c.hosts.begin(), c.hosts.end(), [&](const QByteArray& pattern) {
            return providers::hostMatches(pattern, m_subject.host);
        }))
        return false;
    if (c.failure && !failureHolds(*c.failure))
        return false;
    if (c.history && !c.history->holds(m_subject.history))
        return false;
    if (!c.urls.empty() && !anyMatches(c.urls, m_subject.pathQuery))
        return false;
    return fieldsHold(c.headers, false) && fieldsHold(c.requestHeaders, true) && answerHolds(c) &&
           (m_rules || textsHold(c)); // without the pass over the body this costs most
}

bool ConditionMatcher::statusFits(const StatusSet& statuses) const {
    const auto status = static_cast<std::size_t>(m_subject.status());
    return (status < statuses.size() && statuses.test(status)) ||
           (statuses.test(failedStatus) && m_subject.facts.has(Fact::FailedInBody));
}

bool ConditionMatcher::textsHold(const Condition& c) const {
    const auto inBody = [&](const SetPattern& wanted) { return isFound(wanted, m_body, m_subject.body); };
    const auto inStatement = [&](const SetPattern& wanted) { return isFound(wanted, m_said, m_subject.statement); };
    return (c.body.empty() || std::any_of(c.body.begin(), c.body.end(), inBody)) &&
           std::all_of(c.bodyAll.begin(), c.bodyAll.end(), inBody) &&
           (c.said.empty() || std::any_of(c.said.begin(), c.said.end(), inStatement));
}

bool ConditionMatcher::answerHolds(const Condition& c) {
    if (!codesHold(c))
        return false;
    if (!c.titles.empty() && !anyMatches(c.titles, m_subject.title))
        return false;
    if (!c.reasons.empty() &&
        (!m_subject.attempt.response || !anyMatches(c.reasons, m_subject.attempt.response->head.reason)))
        return false;
    const auto& cookies = m_subject.cookies;
    if (!c.cookies.empty() && std::none_of(cookies.begin(), cookies.end(),
                                           [&](const QByteArray& name) { return anyMatches(c.cookies, name); }))
        return false;
    return std::all_of(c.json.begin(), c.json.end(), [&](const JsonCondition& member) { return jsonHolds(member); });
}

ConditionMatcher::Values ConditionMatcher::valuesOf(const FieldCondition& field, bool ofRequest) const {
    if (field.slot >= 0)
        return (ofRequest ? m_requestHeaders : m_headers)[static_cast<std::size_t>(field.slot)];
    Values values;
    for (const auto& line : ofRequest ? m_subject.attempt.request.headers : answerHeaders(m_subject.attempt))
        if (http::sameFieldName(line.name, field.name))
            values.push_back(&line.value);
    return values;
}

bool ConditionMatcher::fieldsHold(const std::vector<FieldCondition>& fields, bool ofRequest) const {
    return std::all_of(fields.begin(), fields.end(),
                       [&](const FieldCondition& field) { return valueFits(field, valuesOf(field, ofRequest)); });
}

bool ConditionMatcher::codesHold(const Condition& c) const {
    const auto& codes = m_subject.codes;
    return c.codes.empty() || std::any_of(codes.begin(), codes.end(), [&](const SeenCode& seen) {
               return std::find(c.codes.begin(), c.codes.end(), seen.code) != c.codes.end();
           });
}

std::vector<QByteArray> ConditionMatcher::jsonValues(const JsonCondition& condition) {
    if (condition.slot < 0)
        return m_subject.json.values(condition.path);
    auto& known = m_json[static_cast<std::size_t>(condition.slot)];
    if (!known)
        known = m_subject.json.values(condition.path);
    return *known;
}

bool ConditionMatcher::jsonHolds(const JsonCondition& condition) {
    const auto values = jsonValues(condition);
    return std::any_of(values.begin(), values.end(), [&](const QByteArray& value) {
        return condition.matches
                   ? condition.matches->matches(value)
                   : std::any_of(condition.anyOf.begin(), condition.anyOf.end(), [&](const QByteArray& wanted) {
                         return wanted.compare(value, Qt::CaseInsensitive) == 0;
                     });
    });
}

bool ConditionMatcher::failureHolds(const FailureCondition& c) const {
    const auto& failure = m_subject.attempt.failure;
    if (!failure)
        return false;
    if (!c.kinds.empty() && std::find(c.kinds.begin(), c.kinds.end(), failure->kind) == c.kinds.end())
        return false;
    if (!c.phases.empty() && std::find(c.phases.begin(), c.phases.end(), failure->phase) == c.phases.end())
        return false;
    return !c.detail || c.detail->matches(failure->detail.toUtf8());
}

} // namespace knockback::diagnosis
