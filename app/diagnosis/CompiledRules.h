// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/diagnosis/LazyRows.h"
#include "app/diagnosis/RuleSet.h"
#include "app/diagnosis/RuleTables.h"
#include "app/providers/HostIndex.h"

namespace knockback::diagnosis {

// The rules of the tables, each read when an exchange first gives it a chance. An ordinary answer gives that to a
// handful of a thousand; one that gives it to very many (a hostile one can) is held against all rules in one pass, so
// that no body costs more than that.
class CompiledRules final : public Rules {
public:
    explicit CompiledRules(const RuleTables& tables);

    [[nodiscard]] std::vector<RequestPattern> requestPatterns(const http::Attempt& attempt) const override;
    [[nodiscard]] std::vector<Match> match(const Subject& subject) const override;
    [[nodiscard]] const Vendor* vendor(const QByteArray& id) const override;
    [[nodiscard]] const Vendor* vendorOfHost(const QByteArray& host) const override;
    [[nodiscard]] const Wording* words(Cause cause, const QByteArray& subcause) const override;

    // The rules that a quick look does not rule out; for tests, that it rules out none that holds.
    [[nodiscard]] std::vector<std::size_t> candidates(const Subject& subject) const;

private:
    // What matters at one status: most rules do not.
    struct AtStatus {
        std::vector<std::uint16_t> rules;
        std::uint32_t factsOfAnswers = 0; // that some of them use, …
        std::uint32_t factsOfFailures = 0;
    };
    [[nodiscard]] const AtStatus& at(int status, bool failedInBody) const;
    [[nodiscard]] QByteArray textAt(Piece piece) const;
    [[nodiscard]] const Vendor& vendorAt(std::size_t row) const;
    [[nodiscard]] const std::vector<JsonPath>& jsonPaths() const;
    [[nodiscard]] const RuleSet& all() const;

    const RuleTables& m_tables;
    LazyRows<AtStatus> m_statuses;
    LazyRows<Rule> m_rules;
    LazyRows<Vendor> m_vendors;
    LazyRows<Wording> m_wordings;
    LazyRows<RequestPattern> m_requestPatterns;
    LazyRows<std::vector<JsonPath>> m_jsonPaths; // one
    LazyRows<providers::HostIndex> m_hosts;      // one
    LazyRows<RuleSet> m_all;                     // one
};

// Every row of the tables, read.
[[nodiscard]] RuleData readAll(const RuleTables& tables);

} // namespace knockback::diagnosis
