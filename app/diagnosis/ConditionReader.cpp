// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/diagnosis/ConditionReader.h"

namespace knockback::diagnosis {
namespace {

using base::JsonObjectReader;

// 403, "500-599", "failed"
void readStatus(const QJsonValue& value, const QString& place, JsonObjectReader& in, StatusSet& into) {
    if (value.toString() == QLatin1String("failed")) {
        into.set(failedStatus);
        return;
    }
    int from = value.toInt(-1);
    int to = from;
    if (value.isString()) {
        const auto parts = value.toString().split(QLatin1Char('-'));
        bool ok = parts.size() == 2;
        from = ok ? parts[0].toInt(&ok) : -1;
        to = ok ? parts[1].toInt(&ok) : -1;
        from = ok ? from : -1;
    }
    if (from < 100 || to > 999 || from > to)
        return in.failAt(place, QStringLiteral("must be a status (403), a range of them (\"500-599\") or \"failed\""));
    for (int status = from; status <= to; ++status)
        into.set(static_cast<std::size_t>(status));
}

std::vector<QByteArray> byteTexts(JsonObjectReader& in, const char* name) {
    std::vector<QByteArray> texts;
    for (const QString& text : in.texts(name))
        texts.push_back(text.toUtf8());
    return texts;
}

void readFacts(JsonObjectReader& in, Condition& into) {
    for (const auto& written : byteTexts(in, "facts")) {
        const bool negated = written.startsWith('!');
        if (const auto fact = factFromName(negated ? written.mid(1) : written))
            (negated ? into.notFacts : into.facts).set(*fact);
        else
            in.fail("facts",
                    QStringLiteral("must hold facts that are known; \"%1\" is none").arg(QString::fromUtf8(written)));
    }
}

std::vector<Pattern> readPatterns(JsonObjectReader& in, const char* name) {
    std::vector<Pattern> patterns;
    for (const auto& expression : byteTexts(in, name))
        if (auto pattern = readPattern(in, name, expression))
            patterns.push_back(std::move(*pattern));
    return patterns;
}

std::vector<SetPattern> readSetPatterns(JsonObjectReader& in, const char* name) {
    std::vector<SetPattern> patterns;
    for (auto& pattern : readPatterns(in, name))
        patterns.push_back({std::move(pattern), -1});
    return patterns;
}

std::vector<FieldCondition> readFields(JsonObjectReader& in, const char* name) {
    std::vector<FieldCondition> fields;
    in.objects(
        name,
        [&](JsonObjectReader& field) {
            FieldCondition condition;
            condition.name = field.bytes("name");
            condition.absent = field.flag("absent", false);
            condition.value = readPattern(field, "matches");
            if (condition.value && condition.absent)
                field.fail("absent", QStringLiteral("must not be there: an absent field has no value to match"));
            fields.push_back(std::move(condition));
        },
        JsonObjectReader::Lone::Allowed);
    return fields;
}

std::vector<JsonCondition> readJson(JsonObjectReader& in, const char* name) {
    std::vector<JsonCondition> members;
    in.objects(
        name,
        [&](JsonObjectReader& member) {
            const auto path = JsonPath::parse(member.bytes("path"));
            if (!path)
                return member.fail("path", QStringLiteral("must be names joined by dots"));
            JsonCondition condition{*path, byteTexts(member, "is"), readPattern(member, "matches"), -1};
            if (member.has("is") == member.has("matches"))
                member.failWhole(QStringLiteral("must have either \"is\" or \"matches\""));
            members.push_back(std::move(condition));
        },
        JsonObjectReader::Lone::Allowed);
    return members;
}

HistoryCondition readHistory(JsonObjectReader& in) {
    constexpr double longest = 7 * 24 * 3600;
    HistoryCondition condition;
    condition.workedWithin = in.optionalNumber("workedWithin", 1, longest);
    condition.otherCredentialWorked = in.optionalFlag("otherCredentialWorked");
    if (const auto requests = in.optionalNumber("requestsInLastMinute", 1, 1e6))
        condition.requestsInLastMinute = static_cast<int>(*requests);
    condition.credentialYoungerThan = in.optionalNumber("credentialYoungerThan", 1, longest);
    condition.otherHostsWorkedWithin = in.optionalNumber("otherHostsWorkedWithin", 1, longest);
    return condition;
}

FailureCondition readFailure(JsonObjectReader& in) {
    FailureCondition condition;
    for (const auto& name : byteTexts(in, "kind")) {
        const auto kind = http::failureFromName(name);
        if (kind == http::FailureKind::Other && name != "other")
            in.fail("kind", QStringLiteral("must be a kind of failure; \"%1\" is none").arg(QString::fromUtf8(name)));
        condition.kinds.push_back(kind);
    }
    using enum http::Phase;
    for (const auto& name : byteTexts(in, "phase")) {
        bool known = false;
        for (const auto phase : {None, Dns, Connect, Tls, Proxy, Send, Read, Body}) {
            if (http::phaseName(phase) != (name == "none" ? QByteArray() : name))
                continue;
            condition.phases.push_back(phase);
            known = true;
        }
        if (!known)
            in.fail("phase", QStringLiteral("must be a phase; \"%1\" is none").arg(QString::fromUtf8(name)));
    }
    condition.detail = readPattern(in, "detail");
    return condition;
}

} // namespace

std::optional<Pattern> readPattern(JsonObjectReader& in, const char* name, const QByteArray& expression) {
    auto pattern = Pattern::make(expression);
    if (pattern)
        return std::move(*pattern);
    in.fail(name, QStringLiteral("must be an expression that can be used; \"%1\" cannot: %2")
                      .arg(QString::fromUtf8(expression), pattern.error()));
    return std::nullopt;
}

std::optional<Pattern> readPattern(JsonObjectReader& in, const char* name) {
    const QByteArray expression = in.optionalBytes(name);
    return expression.isEmpty() ? std::nullopt : readPattern(in, name, expression);
}

Condition readCondition(JsonObjectReader& in) {
    Condition condition;
    if (in.has("status")) {
        condition.status.emplace();
        in.each("status", [&](const QJsonValue& status, const QString& place) {
            readStatus(status, place, in, *condition.status);
        });
    }
    readFacts(in, condition);
    condition.hosts = byteTexts(in, "host");
    condition.methods = byteTexts(in, "method");
    for (const auto& code : byteTexts(in, "code"))
        condition.codes.push_back(code.toLower());
    condition.headers = readFields(in, "header");
    condition.requestHeaders = readFields(in, "requestHeader");
    condition.json = readJson(in, "json");
    condition.body = readSetPatterns(in, "body");
    condition.bodyAll = readSetPatterns(in, "bodyAll");
    condition.said = readSetPatterns(in, "said");
    condition.titles = readPatterns(in, "title");
    condition.reasons = readPatterns(in, "reason");
    condition.cookies = readPatterns(in, "cookie");
    condition.urls = readPatterns(in, "url");
    in.object("failure", false, [&](JsonObjectReader& failure) { condition.failure = readFailure(failure); });
    in.object("history", false, [&](JsonObjectReader& history) { condition.history = readHistory(history); });
    return condition;
}

} // namespace knockback::diagnosis
