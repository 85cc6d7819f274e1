// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/diagnosis/PatternSet.h"
#include "app/diagnosis/Rules.h"

#include <map>
#include <vector>

namespace knockback::diagnosis {

// Rules that were read, all of them compiled: one pass over a body answers every body expression, field names and JSON
// paths are numbered.
class RuleSet final : public Rules {
public:
    explicit RuleSet(RuleData data);
    // The rules of the program's own files. Empty when they are broken, which a test rules out.
    [[nodiscard]] static std::unique_ptr<const RuleSet> builtIn();

    [[nodiscard]] std::vector<RequestPattern> requestPatterns(const http::Attempt& attempt) const override;
    [[nodiscard]] std::vector<Match> match(const Subject& subject) const override;
    [[nodiscard]] const Vendor* vendor(const QByteArray& id) const override;
    [[nodiscard]] const Vendor* vendorOfHost(const QByteArray& host) const override;
    [[nodiscard]] const Wording* words(Cause cause, const QByteArray& subcause) const override;

private:
    friend class ConditionMatcher;
    using Slots = std::map<QByteArray, int>;

    void compile(Condition& condition);

    RuleData m_data;
    PatternSet m_bodySet;
    PatternSet m_saidSet;
    Slots m_headerSlots; // names in lower case
    Slots m_requestHeaderSlots;
    Slots m_jsonSlots;
    std::vector<JsonPath> m_jsonPaths;
};

} // namespace knockback::diagnosis
