// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/retry/CodeText.h"

#include "app/retry/DurationText.h"

#include <QLocale>

namespace knockback::retry {

namespace {

QString share(double ratio) {
    return QString::number(ratio * 100, 'g', 3) + QStringLiteral(" %");
}

QStringList causesMissing(const RetryPolicy& policy) {
    QStringList names;
    for (const auto cause : policy.causes)
        names << QString::fromLatin1(diagnosis::causeName(cause));
    if (names.isEmpty())
        return {};
    return {QStringLiteral("retries by diagnosed cause (%1): only statuses are looked at").arg(names.join(u", "))};
}

QStringList limitsMissing(const RetryPolicy& policy, const CodeSkills& skills) {
    QStringList missing;
    if (!skills.retryAfter)
        missing << QStringLiteral("Retry-After as a floor");
    if (!skills.longestWait)
        missing
            << QStringLiteral("giving up when the server asks for more than %1").arg(durationText(policy.longestWait));
    if (policy.callTimeout && !skills.callTimeout)
        missing << QStringLiteral("the limit of %1 for the whole call").arg(durationText(*policy.callTimeout));
    if (policy.attemptTimeout && !skills.attemptTimeout)
        missing << QStringLiteral("the limit of %1 for one attempt").arg(durationText(*policy.attemptTimeout));
    if (!skills.postAfterBlock && !policy.retryUnsafeMethods)
        missing << QStringLiteral("repeating a POST or PATCH that a rate limit turned away");
    if (policy.backoff.jitter == JitterKind::Decorrelated && !skills.decorrelated)
        missing << QStringLiteral("decorrelated jitter: the last wait is not handed on, so full jitter stands in");
    return missing;
}

QStringList restMissing(const RetryPolicy& policy, const CodeSkills& skills) {
    QStringList missing;
    if (policy.budgetRatio < 1)
        missing << QStringLiteral("the retry budget (%1 of calls, and %2 more)")
                       .arg(share(policy.budgetRatio), QString::number(policy.budgetReserve));
    if (policy.pace != PaceMode::Off)
        missing << QStringLiteral("pacing by the quota that the server announces");
    if (policy.circuit.enabled && !skills.circuit)
        missing << QStringLiteral("the circuit breaker (%1 of at least %2)")
                       .arg(share(policy.circuit.failureShare))
                       .arg(policy.circuit.minimum);
    if (policy.circuit.enabled && policy.circuit.slow && skills.circuit && !skills.slowCircuit)
        missing << QStringLiteral("opening the circuit for slow answers (%1)").arg(durationText(*policy.circuit.slow));
    if (policy.addIdempotencyKey && !skills.idempotencyKey)
        missing << QStringLiteral("the Idempotency-Key: add one that stays the same for all attempts of a call");
    const bool fallback = policy.fallback.kind != FallbackKind::None;
    if (fallback && !(skills.staticFallback && policy.fallback.kind == FallbackKind::Static))
        missing << QStringLiteral("the fallback");
    if (policy.hedgeAfter && !skills.hedging)
        missing << QStringLiteral("the second request beside a slow first (hedging)");
    return missing;
}

} // namespace

QString codeHead(const RetryPolicy& policy, const CodeSkills& skills, const QString& comment, const QString& library) {
    QStringList missing = skills.causes ? QStringList() : causesMissing(policy);
    missing << limitsMissing(policy, skills) << restMissing(policy, skills);
    QString head = QStringLiteral("%1 A Knockback retry policy for %2.\n").arg(comment, library);
    if (missing.isEmpty())
        return head;
    head += QStringLiteral("%1 Not in it:\n").arg(comment);
    for (const QString& one : missing)
        head += QStringLiteral("%1 - %2\n").arg(comment, one);
    return head;
}

QString statusList(const RetryPolicy& policy) {
    QStringList list;
    for (const int status : policy.statuses)
        list << QString::number(status);
    return list.join(QStringLiteral(", "));
}

QString number(double value) {
    return QString::number(value, 'f', QLocale::FloatingPointShortest);
}

QString milliseconds(base::Milliseconds time) {
    return QString::number(time.count());
}

QString seconds(base::Milliseconds time) {
    return number(static_cast<double>(time.count()) / 1000);
}

QString waitExpression(const Backoff& backoff, const QString& retry, const CodeWords& words) {
    const QString base = milliseconds(backoff.base);
    QString grown = base;
    if (backoff.kind == BackoffKind::Linear)
        grown = QStringLiteral("%1 * %2").arg(base, retry);
    else if (backoff.kind == BackoffKind::Exponential)
        grown = QStringLiteral("%1 * %2").arg(base, words.power.arg(retry));
    QString capped = words.minimum.arg(milliseconds(backoff.cap), grown);
    switch (backoff.jitter) {
    case JitterKind::None:
        return capped;
    case JitterKind::Equal:
        return QStringLiteral("%1 * (0.5 + 0.5 * %2)").arg(capped, words.random);
    case JitterKind::Full:
    case JitterKind::Decorrelated:
        return QStringLiteral("%1 * %2").arg(capped, words.random);
    }
    return capped;
}

QString quoted(const QByteArray& text) {
    QString literal = QStringLiteral("\"");
    for (const QChar c : QString::fromUtf8(text)) {
        if (c == u'"' || c == u'\\')
            literal += u'\\';
        if (c < u' ' || c == u'\x7f')
            literal += QStringLiteral("\\u%1").arg(static_cast<uint>(c.unicode()), 4, 16, QLatin1Char('0'));
        else
            literal += c;
    }
    return literal + u'"';
}

} // namespace knockback::retry
