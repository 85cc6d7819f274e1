// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/diagnosis/ConditionReader.h"

namespace knockback::diagnosis {
namespace {

// 403, "500-599", "failed"
void readStatus(const QJsonValue& value, const QString& place, StrictErrors& errors, StatusSet& into) {
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
    if (from < 100 || to > 999 || from > to) {
        errors.add(place, QStringLiteral("a status (403), a range of them (\"500-599\") or \"failed\" was expected"));
        return;
    }
    for (int status = from; status <= to; ++status)
        into.set(static_cast<std::size_t>(status));
}

void readFact(const QByteArray& written, const QString& place, StrictErrors& errors, Condition& into) {
    const bool negated = written.startsWith('!');
    const auto fact = factFromName(negated ? written.mid(1) : written);
    if (!fact) {
        errors.add(place, QStringLiteral("\"%1\" is not a fact that is known").arg(QString::fromUtf8(written)));
        return;
    }
    (negated ? into.notFacts : into.facts).set(*fact);
}

std::vector<Pattern> readPatterns(const StrictObject& from, QLatin1String name) {
    std::vector<Pattern> patterns;
    for (const auto& expression : from.texts(name))
        if (auto pattern = readPattern(expression, from.place(name), from.errors()))
            patterns.push_back(std::move(*pattern));
    return patterns;
}

std::vector<SetPattern> readSetPatterns(const StrictObject& from, QLatin1String name) {
    std::vector<SetPattern> patterns;
    for (auto& pattern : readPatterns(from, name))
        patterns.push_back({std::move(pattern), -1});
    return patterns;
}

std::vector<FieldCondition> readFields(const StrictObject& from, QLatin1String name) {
    std::vector<FieldCondition> fields;
    from.forEach(name, [&](const QJsonValue& value, const QString& place) {
        const StrictObject field(
            value, place, {QLatin1String("name"), QLatin1String("matches"), QLatin1String("absent")}, from.errors());
        FieldCondition condition;
        condition.name = field.bytes(QLatin1String("name"), true);
        condition.absent = field.boolean(QLatin1String("absent")).value_or(false);
        if (field.has(QLatin1String("matches"))) {
            condition.value = readPattern(field.bytes(QLatin1String("matches")), field.place(QLatin1String("matches")),
                                          from.errors());
            if (condition.absent)
                field.fail(QLatin1String("absent"),
                           QStringLiteral("a field that must be absent has no value to match"));
        }
        fields.push_back(std::move(condition));
    });
    return fields;
}

std::vector<JsonCondition> readJson(const StrictObject& from, QLatin1String name) {
    std::vector<JsonCondition> members;
    from.forEach(name, [&](const QJsonValue& value, const QString& place) {
        const StrictObject member(value, place, {QLatin1String("path"), QLatin1String("is"), QLatin1String("matches")},
                                  from.errors());
        const auto path = JsonPath::parse(member.bytes(QLatin1String("path"), true));
        if (!path) {
            member.fail(QLatin1String("path"), QStringLiteral("names joined by dots were expected"));
            return;
        }
        JsonCondition condition{*path, member.texts(QLatin1String("is")), std::nullopt, -1};
        if (member.has(QLatin1String("matches")))
            condition.matches = readPattern(member.bytes(QLatin1String("matches")),
                                            member.place(QLatin1String("matches")), from.errors());
        if (condition.anyOf.empty() == !condition.matches.has_value())
            from.errors().add(place, QStringLiteral("either \"is\" or \"matches\" was expected"));
        members.push_back(std::move(condition));
    });
    return members;
}

HistoryCondition readHistory(const QJsonValue& value, const QString& place, StrictErrors& errors) {
    using L = QLatin1String;
    const StrictObject history(value, place,
                               {L("workedWithin"), L("otherCredentialWorked"), L("requestsInLastMinute"),
                                L("credentialYoungerThan"), L("otherHostsWorkedWithin")},
                               errors);
    constexpr double longest = 7 * 24 * 3600;
    HistoryCondition condition;
    condition.workedWithin = history.number(L("workedWithin"), 1, longest);
    condition.otherCredentialWorked = history.boolean(L("otherCredentialWorked"));
    if (const auto requests = history.number(L("requestsInLastMinute"), 1, 1e6))
        condition.requestsInLastMinute = static_cast<int>(*requests);
    condition.credentialYoungerThan = history.number(L("credentialYoungerThan"), 1, longest);
    condition.otherHostsWorkedWithin = history.number(L("otherHostsWorkedWithin"), 1, longest);
    return condition;
}

FailureCondition readFailure(const QJsonValue& value, const QString& place, StrictErrors& errors) {
    const StrictObject failure(value, place, {QLatin1String("kind"), QLatin1String("phase"), QLatin1String("detail")},
                               errors);
    FailureCondition condition;
    for (const auto& name : failure.texts(QLatin1String("kind"))) {
        const auto kind = http::failureFromName(name);
        if (kind == http::FailureKind::Other && name != "other")
            failure.fail(QLatin1String("kind"),
                         QStringLiteral("\"%1\" is not a kind of failure").arg(QString::fromUtf8(name)));
        condition.kinds.push_back(kind);
    }
    using enum http::Phase;
    for (const auto& name : failure.texts(QLatin1String("phase"))) {
        bool known = false;
        for (const auto phase : {None, Dns, Connect, Tls, Proxy, Send, Read, Body}) {
            if (http::phaseName(phase) != (name == "none" ? QByteArray() : name))
                continue;
            condition.phases.push_back(phase);
            known = true;
        }
        if (!known)
            failure.fail(QLatin1String("phase"), QStringLiteral("\"%1\" is not a phase").arg(QString::fromUtf8(name)));
    }
    if (failure.has(QLatin1String("detail")))
        condition.detail =
            readPattern(failure.bytes(QLatin1String("detail")), failure.place(QLatin1String("detail")), errors);
    return condition;
}

} // namespace

std::optional<Pattern> readPattern(const QByteArray& expression, const QString& place, StrictErrors& errors) {
    auto pattern = Pattern::make(expression);
    if (pattern)
        return std::move(*pattern);
    errors.add(
        place,
        QStringLiteral("the expression \"%1\" cannot be used: %2").arg(QString::fromUtf8(expression), pattern.error()));
    return std::nullopt;
}

Condition readCondition(const QJsonValue& value, const QString& place, StrictErrors& errors) {
    using L = QLatin1String;
    const StrictObject from(value, place,
                            {L("status"), L("facts"), L("host"), L("method"), L("code"), L("header"),
                             L("requestHeader"), L("json"), L("body"), L("bodyAll"), L("said"), L("title"), L("reason"),
                             L("cookie"), L("url"), L("failure"), L("history")},
                            errors);
    Condition condition;
    if (from.has(L("status"))) {
        condition.status.emplace();
        from.forEach(L("status"), [&](const QJsonValue& status, const QString& at) {
            readStatus(status, at, errors, *condition.status);
        });
    }
    for (const auto& fact : from.texts(L("facts")))
        readFact(fact, from.place(L("facts")), errors, condition);
    condition.hosts = from.texts(L("host"));
    condition.methods = from.texts(L("method"));
    for (const auto& code : from.texts(L("code")))
        condition.codes.push_back(code.toLower());
    condition.headers = readFields(from, L("header"));
    condition.requestHeaders = readFields(from, L("requestHeader"));
    condition.json = readJson(from, L("json"));
    condition.body = readSetPatterns(from, L("body"));
    condition.bodyAll = readSetPatterns(from, L("bodyAll"));
    condition.said = readSetPatterns(from, L("said"));
    condition.titles = readPatterns(from, L("title"));
    condition.reasons = readPatterns(from, L("reason"));
    condition.cookies = readPatterns(from, L("cookie"));
    condition.urls = readPatterns(from, L("url"));
    if (from.has(L("failure")))
        condition.failure = readFailure(from.value(L("failure")), from.place(L("failure")), errors);
    if (from.has(L("history")))
        condition.history = readHistory(from.value(L("history")), from.place(L("history")), errors);
    return condition;
}

} // namespace knockback::diagnosis
