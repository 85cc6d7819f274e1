// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/diagnosis/compiler/RuleCompiler.h"

#include "app/diagnosis/Facts.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace knockback::diagnosis::compiler {

namespace {

// A list, or its only element.
QJsonArray list(const QJsonObject& object, const char* member) {
    const QJsonValue value = object.value(QLatin1String(member));
    if (value.isArray())
        return value.toArray();
    return value.isUndefined() ? QJsonArray() : QJsonArray{value};
}

QByteArray bytes(const QJsonValue& value) {
    return value.toString().toUtf8();
}

// Names are compared in ASCII.
std::string name(const QJsonValue& value) {
    return bytes(value).toLower().toStdString();
}

std::uint32_t bitOf(Fact fact) {
    static_assert(factCount <= 32);
    return 1U << static_cast<unsigned>(fact);
}

} // namespace

Piece RuleCompiler::keep(const QByteArray& text) {
    const Piece piece{static_cast<std::uint32_t>(m_text.size()), static_cast<std::uint32_t>(text.size())};
    m_text.append(text.constData(), static_cast<std::size_t>(text.size()));
    return piece;
}

Piece RuleCompiler::keep(const QJsonObject& object) {
    return keep(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

void RuleCompiler::add(const QJsonObject& file) {
    for (const auto& value : list(file, "vendors")) {
        const QJsonObject vendor = value.toObject();
        VendorRow row;
        row.id = keep(bytes(vendor[QStringLiteral("id")]));
        row.json = keep(vendor);
        Words hosts;
        for (const auto& host : list(vendor, "hosts"))
            hosts.push_back(name(host));
        m_vendors.emplace_back(row, std::move(hosts));
    }
    for (const auto& value : list(file, "words")) {
        const QJsonObject words = value.toObject();
        m_wordings.push_back(
            {keep(bytes(words[QStringLiteral("cause")])), keep(bytes(words[QStringLiteral("subcause")])), keep(words)});
    }
    for (const auto& value : list(file, "requestFacts")) {
        const QJsonObject pattern = value.toObject();
        const auto fact = factFromName(bytes(pattern[QStringLiteral("fact")]));
        m_requestPatterns.push_back({fact ? bitOf(*fact) : 0, keep(pattern)});
    }
    for (const auto& rule : list(file, "rules"))
        addRule(rule.toObject());
}

void RuleCompiler::addRule(const QJsonObject& rule) {
    const QJsonObject when = rule[QStringLiteral("when")].toObject();
    OpenRule open;
    open.row.json = keep(rule);
    open.row.statuses = statusesOf(when);
    open.row.failure = when.contains(QStringLiteral("failure"));
    addFacts(open.row, rule);
    if (when.contains(QStringLiteral("history")))
        open.row.facts |= bitOf(Fact::HistoryKnown);
    addNames(open, when, "host", Place::Host);
    addNames(open, when, "code", Place::Code);
    addFields(open, when, "header", Place::Header);
    addFields(open, when, "requestHeader", Place::RequestHeader);
    addJson(open, when);
    addText(open, when, "body", Place::Body);
    for (const auto& expression : list(when, "bodyAll"))
        addText(open, QJsonObject{{QStringLiteral("body"), expression}}, "body", Place::Body);
    addText(open, when, "said", Place::Said);
    addText(open, when, "title", Place::Title);
    addText(open, when, "reason", Place::Reason);
    addText(open, when, "cookie", Place::Cookies);
    if (when.contains(QStringLiteral("cookie")))
        open.clauses.push_back({Place::Header, {"set-cookie"}});
    addText(open, when, "url", Place::Url);
    std::stable_sort(open.clauses.begin(), open.clauses.end(),
                     [](const OpenClause& a, const OpenClause& b) { return a.place < b.place; });
    m_rules.push_back(std::move(open));
}

void RuleCompiler::addText(OpenRule& rule, const QJsonObject& when, const char* member, Place place) const {
    Words first;
    Words second; // what a text needs besides
    bool alike = true;
    for (const auto& expression : list(when, member)) {
        const auto sets = atomsOf(bytes(expression));
        if (sets.empty())
            return;
        first.insert(first.end(), sets.front().begin(), sets.front().end());
        second.insert(second.end(), sets.back().begin(), sets.back().end());
        alike = alike && sets.size() == 1;
    }
    const auto placeOf = [place](const Words& words) {
        std::size_t shortest = std::string::npos;
        for (const auto& word : words)
            shortest = std::min(shortest, word.size());
        return place == Place::Body ? placeInBody(shortest) : place;
    };
    if (!first.empty())
        rule.clauses.push_back({placeOf(first), first});
    if (!alike)
        rule.clauses.push_back({placeOf(second), second});
}

void RuleCompiler::addNames(OpenRule& rule, const QJsonObject& when, const char* member, Place place) const {
    Words words;
    for (const auto& value : list(when, member))
        words.push_back(name(value));
    if (!words.empty())
        rule.clauses.push_back({place, std::move(words)});
}

void RuleCompiler::addFields(OpenRule& rule, const QJsonObject& when, const char* member, Place place) const {
    for (const auto& value : list(when, member)) {
        const QJsonObject field = value.toObject();
        if (field[QStringLiteral("absent")].toBool())
            continue;
        rule.clauses.push_back({place, {name(field[QStringLiteral("name")])}});
        if (place == Place::Header)
            addText(rule, field, "matches", Place::Values);
    }
}

void RuleCompiler::addJson(OpenRule& rule, const QJsonObject& when) {
    for (const auto& value : list(when, "json")) {
        const QJsonObject member = value.toObject();
        rule.row.facts |= bitOf(Fact::JsonBody);
        const std::string path = bytes(member[QStringLiteral("path")]).toStdString();
        m_jsonPaths.insert(path);
        rule.clauses.push_back({Place::JsonPath, {path}});
        Words values;
        for (const auto& text : list(member, "is"))
            values.push_back(name(text));
        if (!values.empty())
            rule.clauses.push_back({Place::JsonValue, std::move(values)});
    }
}

void RuleCompiler::addFacts(RuleRow& row, const QJsonObject& rule) {
    for (const char* part : {"when", "unless"}) {
        for (const auto& value : list(rule.value(QLatin1String(part)).toObject(), "facts")) {
            const QByteArray written = bytes(value);
            const bool negated = written.startsWith('!');
            const auto fact = factFromName(negated ? written.mid(1) : written);
            if (!fact)
                continue;
            row.factsUsed |= bitOf(*fact);
            if (part[0] == 'w')
                (negated ? row.notFacts : row.facts) |= bitOf(*fact);
        }
    }
}

std::uint16_t RuleCompiler::statusesOf(const QJsonObject& when) {
    std::vector<std::uint64_t> bits((statusBits + 63) / 64);
    const auto set = [&](std::size_t status) { bits[status / 64] |= std::uint64_t(1) << (status % 64); };
    const QJsonArray statuses = list(when, "status");
    for (const auto& status : statuses) {
        if (bytes(status) == "failed") {
            set(failedStatusBit);
            continue;
        }
        const auto range = bytes(status).split('-');
        const auto from = static_cast<std::size_t>(status.isString() ? range[0].toInt() : status.toInt());
        const auto to = status.isString() ? static_cast<std::size_t>(range.value(1).toInt()) : from;
        for (std::size_t s = from; s <= to && s < statusBits; ++s)
            set(s);
    }
    if (statuses.isEmpty())
        for (std::size_t s = 0; s < statusBits; ++s)
            set(s);
    return m_statuses.try_emplace(std::move(bits), static_cast<std::uint16_t>(m_statuses.size())).first->second;
}

} // namespace knockback::diagnosis::compiler
