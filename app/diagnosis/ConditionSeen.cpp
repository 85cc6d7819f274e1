// SPDX-License-Identifier: GPL-3.0-or-later
// The other half of ConditionMatcher: what made a condition hold, and where.
#include "app/diagnosis/ConditionMatcher.h"
#include "app/diagnosis/RuleSet.h"

#include <algorithm>

#include <string.h>

namespace knockback::diagnosis {
namespace {

// The matched bytes on one line; no longer than a reader needs.
QByteArray excerpt(QByteArrayView text, Span span) {
    constexpr qsizetype longest = 100;
    return text.sliced(span.start, std::min(span.length, longest)).toByteArray().simplified();
}

// Where the words of a statement stand: it comes from several places, and without the markup between the words.
QString placeOf(QByteArray words, const Subject& subject) {
    const auto& response = subject.attempt.response;
    if (response && !words.isEmpty() && response->head.reason.simplified().contains(words))
        return QStringLiteral("reason phrase");
    while (!words.isEmpty()) {
        const char* const body = subject.body.constData();
        const void* const at = ::memmem(body, static_cast<std::size_t>(subject.body.size()), words.constData(),
                                        static_cast<std::size_t>(words.size())); // many times faster than indexOf()
        if (at)
            return QStringLiteral("body at %1").arg(static_cast<const char*>(at) - body);
        words.truncate(std::max<qsizetype>(words.lastIndexOf(' '), 0)); // markup or an escape stands in between
    }
    return response && response->headers().contains("grpc-message") ? QStringLiteral("header grpc-message")
                                                                    : QStringLiteral("body");
}

std::optional<Seen> seenInBody(const SetPattern& wanted, const QByteArray& body) {
    const auto span = wanted.pattern.find(body);
    if (!span)
        return std::nullopt;
    return Seen{QStringLiteral("body at %1").arg(span->start), excerpt(body, *span)};
}

void seeFirst(const std::vector<Pattern>& patterns, QByteArrayView text, const QString& where,
              std::vector<Seen>& into) {
    for (const auto& pattern : patterns) {
        if (const auto span = pattern.find(text)) {
            into.push_back({where, excerpt(text, *span)});
            return;
        }
    }
}

} // namespace

void ConditionMatcher::seeStatus(const Condition& c, std::vector<Seen>& into) const {
    if (c.status)
        into.push_back({QStringLiteral("status"), QByteArray::number(m_subject.status())});
    const auto& failure = m_subject.attempt.failure;
    if (!c.failure || !failure)
        return;
    Seen seen{QStringLiteral("failure"), http::failureName(failure->kind)};
    const QByteArray detail = failure->detail.toUtf8();
    if (const auto span = c.failure->detail ? c.failure->detail->find(detail) : std::nullopt)
        seen.text += ": " + excerpt(detail, *span);
    into.push_back(std::move(seen));
}

void ConditionMatcher::seeFields(const std::vector<FieldCondition>& fields, bool ofRequest,
                                 std::vector<Seen>& into) const {
    const QLatin1String prefix(ofRequest ? "request header " : "header ");
    for (const auto& field : fields) {
        const QString where = prefix + QString::fromUtf8(field.name);
        if (field.absent)
            into.push_back({where + QStringLiteral(" (absent)"), {}});
        if (!field.value)
            continue;
        for (const QByteArray* value : valuesOf(field, ofRequest))
            if (const auto span = field.value->find(*value))
                into.push_back({where, excerpt(*value, *span)});
    }
    for (const auto& field : fields)
        if (!field.absent && !field.value)
            into.push_back({prefix + QString::fromUtf8(field.name), {}});
}

void ConditionMatcher::seeBody(const Condition& c, std::vector<Seen>& into) const {
    for (const auto& wanted : c.body) {
        if (auto seen = seenInBody(wanted, m_subject.body)) {
            into.push_back(std::move(*seen));
            break;
        }
    }
    for (const auto& wanted : c.bodyAll)
        if (auto seen = seenInBody(wanted, m_subject.body))
            into.push_back(std::move(*seen));
    for (const auto& wanted : c.said) {
        if (const auto span = wanted.pattern.find(m_subject.statement)) {
            const QByteArray words = excerpt(m_subject.statement, *span);
            into.push_back({placeOf(words, m_subject), words});
            break;
        }
    }
    for (const auto& seen : m_subject.codes) {
        if (std::find(c.codes.begin(), c.codes.end(), seen.code) != c.codes.end()) {
            into.push_back({seen.where, seen.code});
            break;
        }
    }
    seeFirst(c.titles, m_subject.title, QStringLiteral("title"), into);
    if (m_subject.attempt.response)
        seeFirst(c.reasons, m_subject.attempt.response->head.reason, QStringLiteral("reason phrase"), into);
    for (const auto& name : m_subject.cookies)
        for (const auto& pattern : c.cookies)
            if (pattern.matches(name))
                into.push_back({QStringLiteral("cookie ") + QString::fromUtf8(name), {}});
}

void ConditionMatcher::seeRequest(const Condition& c, std::vector<Seen>& into) const {
    const auto& facts = m_subject.facts;
    const auto wants = [&](Fact fact) { return c.facts.has(fact) && facts.has(fact); };
    if (wants(Fact::UserAgentMissing))
        into.push_back({QStringLiteral("request header User-Agent (absent)"), {}});
    if (wants(Fact::UserAgentLibrary) || wants(Fact::UserAgentScanner))
        into.push_back({QStringLiteral("request header User-Agent"),
                        m_subject.attempt.request.headers.value("User-Agent").value_or(QByteArray()).left(100)});
    if (wants(Fact::AttackPayload))
        into.push_back({QStringLiteral("request URL and body"), {}});
    if (wants(Fact::QuotaExhausted))
        into.push_back({QStringLiteral("limits: none remaining"), {}});
    if (wants(Fact::RetryAfter))
        into.push_back({QStringLiteral("header Retry-After"), {}});
    if (c.history)
        into.push_back({QStringLiteral("earlier attempts: ") + c.history->seen(m_subject.history), {}});
    if (wants(Fact::TimedLikeATarpit))
        into.push_back({QStringLiteral("timing"), {}});
    if (!c.hosts.empty())
        into.push_back({QStringLiteral("host"), m_subject.host});
}

std::vector<Seen> ConditionMatcher::seen(const Condition& c) {
    std::vector<Seen> all;
    seeFields(c.headers, false, all);
    seeBody(c, all);
    for (const auto& member : c.json) {
        QByteArray value;
        if (const auto values = jsonValues(member); !member.anyOf.empty() && !values.empty())
            value = values.front().left(60);
        all.push_back({QStringLiteral("body ") + QString::fromUtf8(member.path.text), value});
    }
    seeFields(c.requestHeaders, true, all);
    seeRequest(c, all);
    seeStatus(c, all);
    return all;
}

} // namespace knockback::diagnosis
