// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/PolicyFields.h"

#include <QJsonArray>
#include <QLocale>

#include <array>
#include <cmath>
#include <cstring>

namespace knockback::workspace {
namespace {

using retry::BackoffKind;
using retry::JitterKind;
using retry::RetryPolicy;

constexpr double dayMs = 24 * 60 * 60 * 1000.0;

QString wholeNumber(const QJsonValue& value, double least, double most, double& out) {
    const double number = value.toDouble(-1);
    if (!value.isDouble() || number != std::floor(number) || number < least || number > most)
        return QStringLiteral("must be a whole number from %1 to %2").arg(least, 0, 'f', 0).arg(most, 0, 'f', 0);
    out = number;
    return {};
}

QString milliseconds(const QJsonValue& value, base::Milliseconds& out) {
    double number = 0;
    QString problem = wholeNumber(value, 0, 7 * dayMs, number);
    if (problem.isEmpty())
        out = base::Milliseconds(static_cast<long long>(number));
    return problem;
}

QString yesOrNo(const QJsonValue& value, bool& out) {
    if (!value.isBool())
        return QStringLiteral("must be true or false");
    out = value.toBool();
    return {};
}

QString amount(const QJsonValue& value, double most, double& out) {
    const double number = value.toDouble(-1);
    if (!value.isDouble() || !(number >= 0) || number > most)
        return QStringLiteral("must be a number from 0 to %1").arg(most);
    out = number;
    return {};
}

template <typename Kind, std::size_t N>
QString choice(const QJsonValue& value, const std::array<const char*, N>& names, Kind& out) {
    const QByteArray text = value.toString().toUtf8();
    QStringList all;
    for (std::size_t i = 0; i < N; ++i) {
        if (text == names.at(i)) {
            out = static_cast<Kind>(i);
            return {};
        }
        all << QLatin1String(names.at(i));
    }
    return QStringLiteral("must be one of %1").arg(all.join(QStringLiteral(", ")));
}

constexpr std::array backoffNames{"constant", "linear", "exponential"};
constexpr std::array jitterNames{"none", "equal", "full", "decorrelated"};

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

QString writeMaxAttempts(RetryPolicy& policy, const QJsonValue& value) {
    double number = 0;
    QString problem = wholeNumber(value, 1, 1000, number);
    if (problem.isEmpty())
        policy.maxAttempts = static_cast<int>(number);
    return problem;
}

QString writeCallTimeout(RetryPolicy& policy, const QJsonValue& value) {
    if (value.isNull()) {
        policy.callTimeout.reset();
        return {};
    }
    base::Milliseconds timeout{0};
    QString problem = milliseconds(value, timeout);
    if (problem.isEmpty())
        policy.callTimeout = timeout;
    return problem;
}

double ms(base::Milliseconds value) {
    return static_cast<double>(value.count());
}

const std::array<PolicyField, 13> fields{{
    {"maxAttempts", [](const RetryPolicy& p) { return QJsonValue(p.maxAttempts); }, writeMaxAttempts},
    {"statuses", readStatuses, writeStatuses},
    {"onNetworkFailure", [](const RetryPolicy& p) { return QJsonValue(p.onNetworkFailure); },
     [](RetryPolicy& p, const QJsonValue& v) { return yesOrNo(v, p.onNetworkFailure); }},
    {"backoff",
     [](const RetryPolicy& p) { return QJsonValue(QLatin1String(backoffNames.at(std::size_t(p.backoff.kind)))); },
     [](RetryPolicy& p, const QJsonValue& v) { return choice(v, backoffNames, p.backoff.kind); }},
    {"jitter",
     [](const RetryPolicy& p) { return QJsonValue(QLatin1String(jitterNames.at(std::size_t(p.backoff.jitter)))); },
     [](RetryPolicy& p, const QJsonValue& v) { return choice(v, jitterNames, p.backoff.jitter); }},
    {"baseMs", [](const RetryPolicy& p) { return QJsonValue(ms(p.backoff.base)); },
     [](RetryPolicy& p, const QJsonValue& v) { return milliseconds(v, p.backoff.base); }},
    {"capMs", [](const RetryPolicy& p) { return QJsonValue(ms(p.backoff.cap)); },
     [](RetryPolicy& p, const QJsonValue& v) { return milliseconds(v, p.backoff.cap); }},
    {"longestWaitMs", [](const RetryPolicy& p) { return QJsonValue(ms(p.longestWait)); },
     [](RetryPolicy& p, const QJsonValue& v) { return milliseconds(v, p.longestWait); }},
    {"callTimeoutMs",
     [](const RetryPolicy& p) { return p.callTimeout ? QJsonValue(ms(*p.callTimeout)) : QJsonValue(QJsonValue::Null); },
     writeCallTimeout},
    {"retryUnsafeMethods", [](const RetryPolicy& p) { return QJsonValue(p.retryUnsafeMethods); },
     [](RetryPolicy& p, const QJsonValue& v) { return yesOrNo(v, p.retryUnsafeMethods); }},
    {"rotateOnExpiredCredential", [](const RetryPolicy& p) { return QJsonValue(p.rotateOnExpiredCredential); },
     [](RetryPolicy& p, const QJsonValue& v) { return yesOrNo(v, p.rotateOnExpiredCredential); }},
    {"budgetRatio", [](const RetryPolicy& p) { return QJsonValue(p.budgetRatio); },
     [](RetryPolicy& p, const QJsonValue& v) { return amount(v, 1, p.budgetRatio); }},
    {"budgetReserve", [](const RetryPolicy& p) { return QJsonValue(p.budgetReserve); },
     [](RetryPolicy& p, const QJsonValue& v) { return amount(v, 10'000, p.budgetReserve); }},
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
