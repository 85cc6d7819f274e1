// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/diagnosis/RuleSet.h"

#include "app/diagnosis/ConditionMatcher.h"
#include "app/diagnosis/RuleReader.h"
#include "app/providers/Catalogue.h"

#include <algorithm>

namespace knockback::diagnosis {
namespace {

int slotOf(std::map<QByteArray, int>& known, const QByteArray& name) {
    return known.try_emplace(name, static_cast<int>(known.size())).first->second;
}

} // namespace

RuleSet::RuleSet(RuleData data) : m_data(std::move(data)) {
    for (auto& rule : m_data.rules) {
        compile(rule.when);
        if (rule.unless)
            compile(*rule.unless);
    }
}

std::unique_ptr<const RuleSet> RuleSet::builtIn() {
    auto data = readBuiltInRules();
    Q_ASSERT_X(data.ok(), "RuleSet", data.ok() ? "" : data.error().sentence.toUtf8().constData());
    return std::make_unique<const RuleSet>(data.ok() ? std::move(*data) : RuleData{});
}

void RuleSet::compile(Condition& condition) {
    for (auto* patterns : {&condition.body, &condition.bodyAll})
        for (auto& wanted : *patterns)
            wanted.slot = m_bodySet.add(wanted.pattern);
    for (auto& wanted : condition.said)
        wanted.slot = m_saidSet.add(wanted.pattern);
    for (auto& field : condition.headers)
        field.slot = slotOf(m_headerSlots, field.name.toLower());
    for (auto& field : condition.requestHeaders)
        field.slot = slotOf(m_requestHeaderSlots, field.name.toLower());
    for (auto& member : condition.json) {
        member.slot = slotOf(m_jsonSlots, member.path.text);
        if (static_cast<std::size_t>(member.slot) == m_jsonPaths.size())
            m_jsonPaths.push_back(member.path);
    }
}

std::vector<RequestPattern> RuleSet::requestPatterns(const http::Attempt&) const {
    return m_data.requestPatterns;
}

std::vector<Match> RuleSet::match(const Subject& subject) const {
    ConditionMatcher matcher(*this, subject);
    std::vector<Match> matches;
    for (const auto& rule : m_data.rules) {
        if (!matcher.holds(rule.when) || (rule.unless && matcher.holds(*rule.unless)))
            continue;
        matches.push_back({&rule, matcher.seen(rule.when)});
    }
    return matches;
}

const Vendor* RuleSet::vendor(const QByteArray& id) const {
    const auto& all = m_data.vendors;
    const auto found = std::find_if(all.begin(), all.end(), [&](const Vendor& v) { return v.id == id; });
    return found == all.end() ? nullptr : &*found;
}

const Vendor* RuleSet::vendorOfHost(const QByteArray& host) const {
    const Vendor* best = nullptr;
    qsizetype longest = 0;
    for (const auto& vendor : m_data.vendors) {
        for (const auto& pattern : vendor.hosts) {
            if (pattern.size() > longest && providers::hostMatches(pattern, host)) {
                best = &vendor;
                longest = pattern.size();
            }
        }
    }
    return best;
}

const Wording* RuleSet::words(Cause cause, const QByteArray& subcause) const {
    const Wording* ofCause = nullptr;
    for (const auto& wording : m_data.words) {
        if (wording.cause != cause)
            continue;
        if (wording.subcause == subcause)
            return &wording;
        if (wording.subcause.isEmpty())
            ofCause = &wording;
    }
    return ofCause;
}

} // namespace knockback::diagnosis
