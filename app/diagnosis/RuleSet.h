// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/diagnosis/Match.h"
#include "app/diagnosis/PatternSet.h"
#include "app/diagnosis/Rule.h"
#include "app/diagnosis/Subject.h"

#include <map>
#include <vector>

namespace knockback::diagnosis {

// All rules, compiled: one pass over a body answers every body expression, field names and JSON paths are numbered.
// Immutable after construction; any thread.
class RuleSet {
public:
    explicit RuleSet(RuleData data);
    // The rules of the program's own files. Empty when they are broken, which a test rules out.
    [[nodiscard]] static std::unique_ptr<const RuleSet> builtIn();

    // The rules that hold, with what each of them saw; in the order of the files.
    [[nodiscard]] std::vector<Match> match(const Subject& subject) const;

    [[nodiscard]] const RuleData& data() const { return m_data; }
    [[nodiscard]] const Vendor* vendor(const QByteArray& id) const;
    // Whose host this is, or null.
    [[nodiscard]] const Vendor* vendorOfHost(const QByteArray& host) const;
    // The words for a sub-cause, or else for its cause; null when there are none.
    [[nodiscard]] const Wording* words(Cause cause, const QByteArray& subcause) const;

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
