// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/diagnosis/RuleTables.h"
#include "app/diagnosis/compiler/Atoms.h"

#include <QByteArray>
#include <QJsonObject>

#include <functional>
#include <iosfwd>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace knockback::diagnosis::compiler {

// Puts rule files into the tables of RuleTables.h and writes them as C++. It trusts the files: the reader's tests hold
// them to their schema. Whatever it leaves out of a rule's clauses only makes the rule a candidate more often.
class RuleCompiler {
public:
    // In the order of the files' names.
    void add(const QJsonObject& file);
    [[nodiscard]] std::string source() const;

private:
    struct OpenClause {
        Place place;
        Words words;
    };
    struct OpenRule {
        RuleRow row;
        std::vector<OpenClause> clauses;
    };

    void addRule(const QJsonObject& rule);
    void addText(OpenRule& rule, const QJsonObject& when, const char* member, Place place) const;
    void addNames(OpenRule& rule, const QJsonObject& when, const char* member, Place place) const;
    void addFields(OpenRule& rule, const QJsonObject& when, const char* member, Place place) const;
    void addJson(OpenRule& rule, const QJsonObject& when);
    static void addFacts(RuleRow& row, const QJsonObject& rule);
    void writeStatuses(std::ostream& out) const;
    // `wordsOf` says where a clause's words begin.
    void writeRules(std::ostream& out, const std::function<std::size_t(const OpenClause&)>& wordsOf) const;
    [[nodiscard]] std::uint16_t statusesOf(const QJsonObject& when);
    Piece keep(const QByteArray& text);
    Piece keep(const QJsonObject& object);

    std::string m_text;
    std::vector<OpenRule> m_rules;
    std::vector<std::pair<VendorRow, Words>> m_vendors;
    std::vector<WordingRow> m_wordings;
    std::vector<RequestPatternRow> m_requestPatterns;
    std::set<std::string> m_jsonPaths;
    std::map<std::vector<std::uint64_t>, std::uint16_t> m_statuses;
};

} // namespace knockback::diagnosis::compiler
