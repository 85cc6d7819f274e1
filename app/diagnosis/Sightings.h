// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/diagnosis/RuleTables.h"
#include "app/diagnosis/Subject.h"

#include <array>
#include <optional>
#include <vector>

namespace knockback::diagnosis {

// Which words of the compiled rules one exchange shows, and so which rules have a chance to hold: a quick look that
// never says no to a rule that does hold. Every text is gone through once, when the first rule asks for it. Refers to
// all of them, which outlive it.
class Sightings {
public:
    // `jsonPaths` are the parsed ones of the tables.
    Sightings(const RuleTables& tables, const std::vector<JsonPath>& jsonPaths, const Subject& subject);

    // Of a rule for the exchange's status.
    [[nodiscard]] bool mayHold(const RuleRow& rule);

private:
    using Bits = std::vector<bool>;

    [[nodiscard]] bool isSeen(const Clause& clause);
    [[nodiscard]] bool isOfHost(const Clause& clause) const;
    [[nodiscard]] const Bits& seenAt(Place place);
    [[nodiscard]] Bits namesAt(Place place) const;
    [[nodiscard]] QByteArray textAt(Place place) const;

    const RuleTables& m_tables;
    const std::vector<JsonPath>& m_jsonPaths;
    const Subject& m_subject;
    const std::uint32_t m_facts;
    std::array<std::optional<Bits>, placeCount> m_seen;
};

// Whether the status is one of the row's. A status that HTTP does not have fits only where any does.
[[nodiscard]] bool isOneOf(int status, const StatusRow& statuses);

} // namespace knockback::diagnosis
