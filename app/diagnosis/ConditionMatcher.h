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

// Asks one exchange whether conditions hold. Everything that several rules ask is found out once.
class ConditionMatcher {
public:
    ConditionMatcher(const RuleSet& rules, const Subject& subject);

    [[nodiscard]] bool holds(const Condition& condition);
    // What made a condition that holds hold.
    [[nodiscard]] std::vector<Seen> seen(const Condition& condition);

private:
    using Fields = std::vector<std::vector<const QByteArray*>>; // values by slot

    [[nodiscard]] bool fieldsHold(const std::vector<FieldCondition>& fields, const Fields& values) const;
    [[nodiscard]] bool codesHold(const Condition& condition) const;
    [[nodiscard]] bool jsonHolds(const JsonCondition& condition);
    [[nodiscard]] bool failureHolds(const FailureCondition& condition) const;
    [[nodiscard]] bool answerHolds(const Condition& condition);
    [[nodiscard]] const std::vector<QByteArray>& jsonValues(int slot);

    void seeStatus(const Condition& condition, std::vector<Seen>& into) const;
    void seeFields(const std::vector<FieldCondition>& fields, const Fields& values, bool ofRequest,
                   std::vector<Seen>& into) const;
    void seeBody(const Condition& condition, std::vector<Seen>& into) const;
    void seeRequest(const Condition& condition, std::vector<Seen>& into) const;

    const RuleSet& m_rules;
    const Subject& m_subject;
    std::vector<bool> m_body;
    std::vector<bool> m_said;
    Fields m_headers;
    Fields m_requestHeaders;
    std::vector<std::optional<std::vector<QByteArray>>> m_json;
};

} // namespace knockback::diagnosis
