// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/diagnosis/Match.h"
#include "app/diagnosis/Rule.h"
#include "app/diagnosis/Subject.h"

#include <map>
#include <optional>
#include <vector>

namespace knockback::diagnosis {

class RuleSet;

// Asks one exchange whether conditions hold.
class ConditionMatcher {
public:
    // For all rules of a set: everything that several of them ask is found out once.
    ConditionMatcher(const RuleSet& rules, const Subject& subject);
    // For a few rules that belong to no set: everything is looked for when it is asked.
    explicit ConditionMatcher(const Subject& subject);

    [[nodiscard]] bool holds(const Condition& condition);
    // What made a condition that holds hold.
    [[nodiscard]] std::vector<Seen> seen(const Condition& condition);

private:
    using Values = std::vector<const QByteArray*>;
    using Fields = std::vector<Values>; // by slot

    [[nodiscard]] Values valuesOf(const FieldCondition& field, bool ofRequest) const;
    [[nodiscard]] bool statusFits(const StatusSet& statuses) const;
    [[nodiscard]] bool fieldsHold(const std::vector<FieldCondition>& fields, bool ofRequest) const;
    [[nodiscard]] bool textsHold(const Condition& condition) const;
    [[nodiscard]] bool codesHold(const Condition& condition) const;
    [[nodiscard]] bool jsonHolds(const JsonCondition& condition);
    [[nodiscard]] bool failureHolds(const FailureCondition& condition) const;
    [[nodiscard]] bool answerHolds(const Condition& condition);
    [[nodiscard]] std::vector<QByteArray> jsonValues(const JsonCondition& condition);

    void seeStatus(const Condition& condition, std::vector<Seen>& into) const;
    void seeFields(const std::vector<FieldCondition>& fields, bool ofRequest, std::vector<Seen>& into) const;
    void seeBody(const Condition& condition, std::vector<Seen>& into) const;
    void seeRequest(const Condition& condition, std::vector<Seen>& into) const;

    const RuleSet* m_rules; // null: no slots
    const Subject& m_subject;
    std::vector<bool> m_body;
    std::vector<bool> m_said;
    Fields m_headers;
    Fields m_requestHeaders;
    std::vector<std::optional<std::vector<QByteArray>>> m_json;
};

} // namespace knockback::diagnosis
