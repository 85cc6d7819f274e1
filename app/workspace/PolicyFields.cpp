// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/PolicyFields.h"

#include "app/workspace/PolicyChecks.h"

#include <QJsonArray>
#include <QLocale>

#include <array>
#include <cstring>

namespace knockback::workspace {
namespace {

using retry::FallbackKind;
using retry::RetryPolicy;

constexpr std::array backoffNames{"constant", "linear", "exponential"};
constexpr std::array jitterNames{"none", "equal", "full", "decorrelated"};
constexpr std::array paceNames{"off", "spread", "burst", "greedy"};
constexpr std::array circuitScopeNames{"host", "bucket"};
constexpr std::array fallbackNames{"none", "last-good", "static", "url"};

QString writeStatuses(RetryPolicy& policy, const QJsonValue& value) {
    if (!value.isArray())
        return QStringLiteral("must be a list of status codes");
    std::set<int> statuses;
    for (const QJsonValue& one : value.toArray()) {
        double status = 0;
        if (const QString problem = wholeNumber(one, 400, 599, status); !problem.isEmpty())
            return QStringLiteral("must be a list of status codes from 400 to 599");
        statuses.insert(static_cast<int>(status));
    }
    policy.statuses = std::move(statuses);
    return {};
}

QJsonValue readStatuses(const RetryPolicy& policy) {
    QJsonArray statuses;
    for (const int status : policy.statuses)
        statuses.append(status);
    return statuses;
}

QString writeCauses(RetryPolicy& policy, const QJsonValue& value) {
    const QString problem = QStringLiteral("must be a list of causes such as overload or suspicious_pattern");
    if (!value.isArray())
        return problem;
    std::set<diagnosis::Cause> causes;
    for (const QJsonValue& one : value.toArray()) {
        const auto cause = diagnosis::causeFromName(one.toString().toUtf8());
        if (!cause || !diagnosis::isBlock(*cause))
            return problem;
        causes.insert(*cause);
    }
    policy.causes = std::move(causes);
    return {};
}

QJsonValue readCauses(const RetryPolicy& policy) {
    QJsonArray causes;
    for (const auto cause : policy.causes)
        causes.append(QString::fromLatin1(diagnosis::causeName(cause)));
    return causes;
}

// "none", "last-good", "static TEXT", "url URL"
QJsonValue readFallback(const RetryPolicy& policy) {
    const QByteArray kind = fallbackNames.at(std::size_t(policy.fallback.kind));
    const bool hasText = policy.fallback.kind == FallbackKind::Static || policy.fallback.kind == FallbackKind::Url;
    return QString::fromUtf8(hasText ? kind + ' ' + policy.fallback.text : kind);
}

QString writeFallback(RetryPolicy& policy, const QJsonValue& value) {
    const QString text = value.toString().trimmed();
    const qsizetype space = text.indexOf(u' ');
    retry::Fallback fallback;
    if (QString problem = choice(QJsonValue(text.left(space)), fallbackNames, fallback.kind); !problem.isEmpty())
        return problem;
    if (space > 0)
        fallback.text = text.mid(space + 1).toUtf8();
    const bool needsText = fallback.kind == FallbackKind::Static || fallback.kind == FallbackKind::Url;
    if (needsText == fallback.text.isEmpty())
        return needsText ? QStringLiteral("needs a text after “%1”").arg(text)
                         : QStringLiteral("takes no text after “%1”").arg(text.left(space));
    if (fallback.text.contains('\n') || fallback.text.contains('\r'))
        return QStringLiteral("must be one line");
    fallback.maxAge = policy.fallback.maxAge;
    policy.fallback = std::move(fallback);
    return {};
}

QJsonValue ms(base::Milliseconds value) {
    return static_cast<double>(value.count());
}

QJsonValue ms(const std::optional<base::Milliseconds>& value) {
    return value ? ms(*value) : QJsonValue(QJsonValue::Null);
}

template <std::size_t N, typename Kind>
QJsonValue name(const std::array<const char*, N>& names, Kind kind) {
    return QLatin1String(names.at(static_cast<std::size_t>(kind)));
}

const std::array<PolicyField, 30> fields{{
    {"maxAttempts", [](const RetryPolicy& p) { return QJsonValue(p.maxAttempts); },
     [](RetryPolicy& p, const QJsonValue& v) { return count(v, 1000, p.maxAttempts); }},
    {"statuses", readStatuses, writeStatuses},
    {"causes", readCauses, writeCauses},
    {"onNetworkFailure", [](const RetryPolicy& p) { return QJsonValue(p.onNetworkFailure); },
     [](RetryPolicy& p, const QJsonValue& v) { return yesOrNo(v, p.onNetworkFailure); }},
    {"backoff", [](const RetryPolicy& p) { return QJsonValue(name(backoffNames, p.backoff.kind)); },
     [](RetryPolicy& p, const QJsonValue& v) { return choice(v, backoffNames, p.backoff.kind); }},
    {"jitter", [](const RetryPolicy& p) { return QJsonValue(name(jitterNames, p.backoff.jitter)); },
     [](RetryPolicy& p, const QJsonValue& v) { return choice(v, jitterNames, p.backoff.jitter); }},
    {"baseMs", [](const RetryPolicy& p) { return QJsonValue(ms(p.backoff.base)); },
     [](RetryPolicy& p, const QJsonValue& v) { return milliseconds(v, p.backoff.base); }},
    {"capMs", [](const RetryPolicy& p) { return QJsonValue(ms(p.backoff.cap)); },
     [](RetryPolicy& p, const QJsonValue& v) { return milliseconds(v, p.backoff.cap); }},
    {"longestWaitMs", [](const RetryPolicy& p) { return QJsonValue(ms(p.longestWait)); },
     [](RetryPolicy& p, const QJsonValue& v) { return milliseconds(v, p.longestWait); }},
    {"attemptTimeoutMs", [](const RetryPolicy& p) { return QJsonValue(ms(p.attemptTimeout)); },
     [](RetryPolicy& p, const QJsonValue& v) { return milliseconds(v, p.attemptTimeout); }},
    {"callTimeoutMs", [](const RetryPolicy& p) { return QJsonValue(ms(p.callTimeout)); },
     [](RetryPolicy& p, const QJsonValue& v) { return milliseconds(v, p.callTimeout); }},
    {"retryUnsafeMethods", [](const RetryPolicy& p) { return QJsonValue(p.retryUnsafeMethods); },
     [](RetryPolicy& p, const QJsonValue& v) { return yesOrNo(v, p.retryUnsafeMethods); }},
    {"addIdempotencyKey", [](const RetryPolicy& p) { return QJsonValue(p.addIdempotencyKey); },
     [](RetryPolicy& p, const QJsonValue& v) { return yesOrNo(v, p.addIdempotencyKey); }},
    {"rotateOnExpiredCredential", [](const RetryPolicy& p) { return QJsonValue(p.rotateOnExpiredCredential); },
     [](RetryPolicy& p, const QJsonValue& v) { return yesOrNo(v, p.rotateOnExpiredCredential); }},
    {"budgetRatio", [](const RetryPolicy& p) { return QJsonValue(p.budgetRatio); },
     [](RetryPolicy& p, const QJsonValue& v) { return amount(v, 1, p.budgetRatio); }},
    {"budgetReserve", [](const RetryPolicy& p) { return QJsonValue(p.budgetReserve); },
     [](RetryPolicy& p, const QJsonValue& v) { return amount(v, 10'000, p.budgetReserve); }},
    {"pace", [](const RetryPolicy& p) { return QJsonValue(name(paceNames, p.pace)); },
     [](RetryPolicy& p, const QJsonValue& v) { return choice(v, paceNames, p.pace); }},
    {"circuit", [](const RetryPolicy& p) { return QJsonValue(p.circuit.enabled); },
     [](RetryPolicy& p, const QJsonValue& v) { return yesOrNo(v, p.circuit.enabled); }},
    {"circuitWindow", [](const RetryPolicy& p) { return QJsonValue(p.circuit.window); },
     [](RetryPolicy& p, const QJsonValue& v) { return count(v, 1000, p.circuit.window); }},
    {"circuitSpanMs", [](const RetryPolicy& p) { return QJsonValue(ms(p.circuit.span)); },
     [](RetryPolicy& p, const QJsonValue& v) { return milliseconds(v, p.circuit.span); }},
    {"circuitMinimum", [](const RetryPolicy& p) { return QJsonValue(p.circuit.minimum); },
     [](RetryPolicy& p, const QJsonValue& v) { return count(v, 1000, p.circuit.minimum); }},
    {"circuitFailureShare", [](const RetryPolicy& p) { return QJsonValue(p.circuit.failureShare); },
     [](RetryPolicy& p, const QJsonValue& v) { return amount(v, 1, p.circuit.failureShare); }},
    {"circuitSlowMs", [](const RetryPolicy& p) { return QJsonValue(ms(p.circuit.slow)); },
     [](RetryPolicy& p, const QJsonValue& v) { return milliseconds(v, p.circuit.slow); }},
    {"circuitSlowShare", [](const RetryPolicy& p) { return QJsonValue(p.circuit.slowShare); },
     [](RetryPolicy& p, const QJsonValue& v) { return amount(v, 1, p.circuit.slowShare); }},
    {"circuitOpenMs", [](const RetryPolicy& p) { return QJsonValue(ms(p.circuit.openFor)); },
     [](RetryPolicy& p, const QJsonValue& v) { return milliseconds(v, p.circuit.openFor); }},
    {"circuitProbes", [](const RetryPolicy& p) { return QJsonValue(p.circuit.probes); },
     [](RetryPolicy& p, const QJsonValue& v) { return count(v, 100, p.circuit.probes); }},
    {"circuitScope", [](const RetryPolicy& p) { return QJsonValue(name(circuitScopeNames, p.circuit.scope)); },
     [](RetryPolicy& p, const QJsonValue& v) { return choice(v, circuitScopeNames, p.circuit.scope); }},
    {"fallback", readFallback, writeFallback},
    {"fallbackMaxAgeMs", [](const RetryPolicy& p) { return QJsonValue(ms(p.fallback.maxAge)); },
     [](RetryPolicy& p, const QJsonValue& v) { return milliseconds(v, p.fallback.maxAge); }},
    {"hedgeAfterMs", [](const RetryPolicy& p) { return QJsonValue(ms(p.hedgeAfter)); },
     [](RetryPolicy& p, const QJsonValue& v) { return milliseconds(v, p.hedgeAfter); }},
}};

} // namespace

std::span<const PolicyField> policyFields() {
    return fields;
}

const PolicyField* policyField(QByteArrayView name) {
    for (const PolicyField& field : fields) {
        if (name == QByteArrayView(field.name, qsizetype(std::strlen(field.name))))
            return &field;
    }
    return nullptr;
}

QByteArray settingText(const QJsonValue& value) {
    switch (value.type()) {
    case QJsonValue::Bool:
        return value.toBool() ? "true" : "false";
    case QJsonValue::Double:
        return QByteArray::number(value.toDouble(), 'f', QLocale::FloatingPointShortest);
    case QJsonValue::Array: {
        QByteArray list;
        for (const QJsonValue& one : value.toArray())
            list += (list.isEmpty() ? "" : ", ") + settingText(one);
        return list.isEmpty() ? QByteArray("none") : list;
    }
    case QJsonValue::String:
        return value.toString().toUtf8();
    default:
        return "none";
    }
}

QJsonValue settingValue(QByteArrayView text, const QJsonValue& like) {
    const QByteArray bytes = text.toByteArray().trimmed();
    if (like.isString())
        return QString::fromUtf8(bytes);
    if (like.isArray()) {
        QJsonArray list;
        if (bytes != "none") {
            for (const QByteArray& one : bytes.split(','))
                list.append(settingValue(one, QJsonValue(0)));
        }
        return list;
    }
    if (bytes == "true" || bytes == "false")
        return bytes == "true";
    if (bytes == "none")
        return QJsonValue::Null;
    bool number = false;
    const double value = bytes.toDouble(&number);
    return number ? QJsonValue(value) : QJsonValue(QString::fromUtf8(bytes));
}

} // namespace knockback::workspace
