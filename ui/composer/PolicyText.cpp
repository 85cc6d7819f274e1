// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/PolicyText.h"

#include "app/retry/DurationText.h"
#include "app/workspace/Policies.h"
#include "app/workspace/PolicyFields.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>

#include <algorithm>
#include <cmath>

namespace knockback::ui {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("Policy", text);
}

// "a · b" in two; also "a / b" and "a; b" as people type them.
std::optional<std::pair<QString, QString>> inTwo(QStringView text) {
    static const QRegularExpression separator(QStringLiteral("\\s*[·/;|]\\s*"));
    const auto parts = text.toString().trimmed().split(separator);
    if (parts.size() != 2)
        return std::nullopt;
    return std::pair(parts[0], parts[1]);
}

QString waitsText(const retry::RetryPolicy& policy) {
    QStringList waits;
    constexpr int shown = 4;
    for (int next = 2; next <= std::min(policy.maxAttempts, shown + 1); ++next) {
        auto wait = std::chrono::duration<double, std::milli>(policy.backoff.base);
        if (policy.backoff.kind == retry::BackoffKind::Linear)
            wait *= next - 1;
        else if (policy.backoff.kind == retry::BackoffKind::Exponential)
            wait *= std::pow(2.0, next - 2);
        const auto cap = std::chrono::duration<double, std::milli>(policy.backoff.cap);
        waits << retry::durationText(std::chrono::duration_cast<base::Nanoseconds>(std::min(wait, cap)));
    }
    if (policy.maxAttempts > shown + 1)
        waits << QStringLiteral("…");
    return waits.join(QStringLiteral(", "));
}

} // namespace

QString retryOnText(const retry::RetryPolicy& policy) {
    QStringList parts;
    for (const int status : policy.statuses)
        parts << QString::number(status);
    for (const auto cause : policy.causes)
        parts << QString::fromLatin1(diagnosis::causeName(cause));
    if (policy.onNetworkFailure)
        parts << tr("network");
    return parts.isEmpty() ? tr("nothing") : parts.join(QStringLiteral(", "));
}

std::optional<RetryOn> readRetryOn(QStringView text) {
    static const QRegularExpression separators(QStringLiteral("[,;\\s]+"));
    RetryOn result;
    for (const auto& part : text.toString().split(separators, Qt::SkipEmptyParts)) {
        bool number = false;
        const int status = part.toInt(&number);
        if (number && status >= 100 && status <= 599)
            result.statuses.insert(status);
        else if (part.compare(tr("network"), Qt::CaseInsensitive) == 0)
            result.network = true;
        else if (const auto cause = diagnosis::causeFromName(part.toLower().toUtf8());
                 cause && diagnosis::isBlock(*cause))
            result.causes.insert(*cause);
        else if (part.compare(tr("nothing"), Qt::CaseInsensitive) != 0)
            return std::nullopt;
    }
    return result;
}

QString spanText(base::Milliseconds span) {
    const auto ms = span.count();
    if (ms != 0 && ms % 3'600'000 == 0)
        return QStringLiteral("%1 h").arg(ms / 3'600'000);
    if (ms > 60'000 && ms % 60'000 == 0)
        return QStringLiteral("%1 min").arg(ms / 60'000);
    if (ms != 0 && ms % 1000 == 0)
        return QStringLiteral("%1 s").arg(ms / 1000);
    return QStringLiteral("%1 ms").arg(ms);
}

std::optional<base::Milliseconds> readSpan(QStringView text) {
    static const QRegularExpression form(QStringLiteral("^\\s*(\\d{1,9}(?:[.,]\\d{1,3})?)\\s*(ms|s|min|m|h)?\\s*$"));
    const auto match = form.match(text.toString());
    if (!match.hasMatch())
        return std::nullopt;
    const double number = match.captured(1).replace(u',', u'.').toDouble();
    const QString unit = match.captured(2);
    const double factor = unit == u"ms" ? 1 : unit == u"min" || unit == u"m" ? 60'000 : unit == u"h" ? 3'600'000 : 1000;
    constexpr double most = 7.0 * 24 * 3'600'000;
    return base::Milliseconds(std::llround(std::min(number * factor, most)));
}

QString baseCapText(const retry::Backoff& backoff) {
    return spanText(backoff.base) + QStringLiteral(" · ") + spanText(backoff.cap);
}

std::optional<BaseCap> readBaseCap(QStringView text) {
    const auto parts = inTwo(text);
    if (!parts)
        return std::nullopt;
    const auto first = readSpan(parts->first);
    const auto second = readSpan(parts->second);
    if (!first || !second || *second < *first || first->count() == 0)
        return std::nullopt;
    return BaseCap{*first, *second};
}

QString attemptsBudgetText(const retry::RetryPolicy& policy) {
    return tr("%1 · %2 % of calls").arg(policy.maxAttempts).arg(policy.budgetRatio * 100, 0, 'g', 3);
}

std::optional<AttemptsBudget> readAttemptsBudget(QStringView text) {
    const auto parts = inTwo(text);
    static const QRegularExpression percent(QStringLiteral("^(\\d{1,3}(?:[.,]\\d+)?)\\s*%?.*$"));
    if (!parts)
        return std::nullopt;
    bool number = false;
    const int attempts = parts->first.toInt(&number);
    const auto match = percent.match(parts->second);
    if (!number || attempts < 1 || attempts > 1000 || !match.hasMatch())
        return std::nullopt;
    return AttemptsBudget{attempts, std::min(match.captured(1).replace(u',', u'.').toDouble() / 100, 1.0)};
}

namespace {

QString orNone(const std::optional<base::Milliseconds>& span) {
    return span ? spanText(*span) : tr("none");
}

bool readOrNone(const QString& text, std::optional<base::Milliseconds>& span) {
    if (text.compare(tr("none"), Qt::CaseInsensitive) == 0)
        return true;
    span = readSpan(text);
    return span && span->count() > 0;
}

} // namespace

QString timeLimitsText(const retry::RetryPolicy& policy) {
    return orNone(policy.attemptTimeout) + QStringLiteral(" · ") + orNone(policy.callTimeout);
}

std::optional<TimeLimits> readTimeLimits(QStringView text) {
    const auto parts = inTwo(text);
    TimeLimits limits;
    if (!parts || !readOrNone(parts->first, limits.attempt) || !readOrNone(parts->second, limits.call))
        return std::nullopt;
    return limits;
}

QString circuitText(const retry::CircuitPolicy& circuit) {
    if (!circuit.enabled)
        return tr("off");
    return tr("%1 % of %2 · %3")
        .arg(circuit.failureShare * 100, 0, 'g', 3)
        .arg(circuit.minimum)
        .arg(spanText(circuit.openFor));
}

std::optional<retry::CircuitPolicy> readCircuit(QStringView text, const retry::CircuitPolicy& start) {
    retry::CircuitPolicy circuit = start;
    circuit.enabled = text.trimmed().compare(tr("off"), Qt::CaseInsensitive) != 0;
    if (!circuit.enabled)
        return circuit;
    static const QRegularExpression share(QStringLiteral("^(\\d{1,3}(?:[.,]\\d+)?)\\s*%\\s*\\D*(\\d{1,3})$"));
    const auto parts = inTwo(text);
    if (!parts)
        return std::nullopt;
    const auto match = share.match(parts->first);
    const auto open = readSpan(parts->second);
    const double percent = match.captured(1).replace(u',', u'.').toDouble();
    if (!match.hasMatch() || !open || percent <= 0 || percent > 100 || match.captured(2).toInt() < 1)
        return std::nullopt;
    circuit.failureShare = percent / 100;
    circuit.minimum = match.captured(2).toInt();
    circuit.window = std::max(circuit.window, circuit.minimum);
    circuit.openFor = *open;
    return circuit;
}

QString fallbackText(const retry::RetryPolicy& policy) {
    return workspace::policyField("fallback")->read(policy).toString();
}

std::optional<retry::Fallback> readFallback(QStringView text) {
    retry::RetryPolicy policy;
    if (!workspace::policyField("fallback")->write(policy, text.toString()).isEmpty())
        return std::nullopt;
    return policy.fallback;
}

QString hedgeText(const retry::RetryPolicy& policy) {
    return policy.hedgeAfter ? spanText(*policy.hedgeAfter) : tr("off");
}

std::optional<Hedge> readHedge(QStringView text) {
    if (text.trimmed().compare(tr("off"), Qt::CaseInsensitive) == 0)
        return Hedge{};
    const auto after = readSpan(text);
    if (!after || after->count() == 0)
        return std::nullopt;
    return Hedge{after};
}

QString presetTitle(const QByteArray& name) {
    if (name.startsWith("aws-"))
        return QStringLiteral("AWS ") + QString::fromUtf8(name.mid(4));
    if (name == "github")
        return QStringLiteral("GitHub best practice");
    QString title = QString::fromUtf8(name).replace(u'-', u' ');
    if (!title.isEmpty())
        title[0] = title[0].toUpper();
    return title;
}

QString presetName(const retry::RetryPolicy& policy) {
    for (const auto& preset : workspace::policyPresets())
        if (preset.policy == policy)
            return presetTitle(preset.name);
    return tr("own");
}

QString policySentence(const retry::RetryPolicy& policy) {
    if (policy.maxAttempts <= 1)
        return tr("One attempt; whatever comes back is shown as it is.");
    const bool jitter = policy.backoff.jitter != retry::JitterKind::None;
    return tr("Waits %1%2 unless the server says how long; a Retry-After is obeyed in full, up to %3.")
        .arg(jitter ? tr("up to ") : QString(), waitsText(policy), spanText(policy.longestWait));
}

} // namespace knockback::ui
