// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/diagnosis/WaitHint.h"

#include "app/base/Clock.h"
#include "app/diagnosis/Pattern.h"
#include "app/http/HttpDate.h"

#include <QDateTime>
#include <algorithm>

#include <array>
#include <cmath>

namespace knockback::diagnosis {
namespace {

constexpr double longestWait = 366.0 * 86400;

std::optional<double> sane(double seconds) {
    return seconds >= 0 && seconds <= longestWait ? std::optional(seconds) : std::nullopt;
}

std::optional<double> number(QByteArrayView text) {
    bool ok = false;
    const double value = text.toByteArray().toDouble(&ok);
    return ok && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

std::optional<double> unitSeconds(QByteArrayView unit) {
    struct Unit {
        QByteArrayView name;
        double seconds;
    };
    constexpr std::array<Unit, 22> units{
        {{"", 1},        {"ms", 0.001},  {"msec", 0.001}, {"milliseconds", 0.001}, {"millisecond", 0.001},
         {"s", 1},       {"sec", 1},     {"secs", 1},     {"second", 1},           {"seconds", 1},
         {"m", 60},      {"min", 60},    {"mins", 60},    {"minute", 60},          {"minutes", 60},
         {"h", 3600},    {"hr", 3600},   {"hour", 3600},  {"hours", 3600},         {"d", 86400},
         {"day", 86400}, {"days", 86400}}};
    for (const auto& known : units)
        if (known.name == unit)
            return known.seconds;
    return std::nullopt;
}

bool isDigit(char c) {
    return (c >= '0' && c <= '9') || c == '.';
}

// "02:13:05"
std::optional<double> clockFace(QByteArrayView text) {
    double seconds = 0;
    for (const auto& part : text.toByteArray().split(':')) {
        const auto value = number(part);
        if (!value)
            return std::nullopt;
        seconds = seconds * 60 + *value;
    }
    return sane(seconds);
}

std::optional<double> fromJson(const JsonBody& json) {
    constexpr std::array<const char*, 23> texts{"retry_after",
                                                "retryAfter",
                                                "retry-after",
                                                "retryAfterSeconds",
                                                "retry_after_seconds",
                                                "retry_after_ms",
                                                "retryAfterMs",
                                                "error.retry_after",
                                                "error.retryAfter",
                                                "error.retry_after_seconds",
                                                "error.retryAfterMs",
                                                "error.details.*.retryDelay",
                                                "error.details.retryAfter",
                                                "error.details.retry_after",
                                                "parameters.retry_after",
                                                "errors.*.retry_after",
                                                "errors.*.retryAfter",
                                                "errors.*.extensions.retryAfter",
                                                "errors.*.extensions.retry_after",
                                                "meta.retry_after",
                                                "detail.retry_after",
                                                "data.retry_after",
                                                "extras.wait_seconds"};
    static const auto members = JsonPath::parseAll(texts);
    for (const auto& member : members) {
        const auto& name = member.segments.back();
        const double unit = name.endsWith("_ms") || name.endsWith("Ms") ? 0.001 : 1;
        for (const auto& value : json.values(member)) {
            if (const auto seconds = durationSeconds(value))
                return sane(*seconds * unit);
        }
    }
    return std::nullopt;
}

// A cost bucket that says how fast it fills: wait until the price of this query is there.
std::optional<double> fromCost(const JsonBody& json) {
    constexpr std::array<const char*, 3> texts{"extensions.cost.requestedQueryCost",
                                               "extensions.cost.throttleStatus.currentlyAvailable",
                                               "extensions.cost.throttleStatus.restoreRate"};
    static const auto members = JsonPath::parseAll(texts);
    const auto only = [&](std::size_t member) {
        const auto values = json.values(members[member]);
        return values.empty() ? std::nullopt : number(values.front());
    };
    const auto price = only(0);
    const auto available = only(1);
    const auto rate = only(2);
    if (!price || !available || !rate || !(*rate > 0))
        return std::nullopt;
    return sane(std::ceil(std::max(0.0, *price - *available) / *rate));
}

std::optional<double> fromWords(const Subject& subject) {
    static const auto known = [] {
        constexpr std::array<const char*, 4> expressions{
            R"((?:try again|retry|retry again|retry your request|wait|available|available again|replenished|reset|resets)(?: after| in| for)(?: about| approximately)? (\d+(?::\d\d)+))",
            R"((?:try again|retry|retry again|retry your request|available|available again|replenished|resets?)(?: after| in)(?: about| approximately)? (\d[\d.]* ?(?:ms|milliseconds?|seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|days?|d)?(?:\d+s)?)\b)",
            R"((?:wait|in) (?:at least |about )?(\d[\d.]* ?(?:milliseconds?|seconds?|secs?|minutes?|mins?|hours?|hrs?))\b)",
            R"(retry[_ -]after[:=]? ?(\d[\d.]* ?(?:ms|s|seconds?|minutes?)?)\b)"};
        std::vector<Pattern> patterns;
        for (const char* expression : expressions)
            patterns.push_back(*Pattern::make(expression));
        return patterns;
    }();
    for (const auto& pattern : known) {
        if (const auto span = pattern.find(subject.statement))
            if (const auto seconds =
                    durationSeconds(QByteArrayView(subject.statement).sliced(span->start, span->length)))
                return seconds;
    }
    // "try again after an hour"
    static const Pattern one =
        *Pattern::make(R"((?:again|retry|wait|back)(?: after| in| for)? (?:an?|one) (second|minute|hour|day)\b)");
    if (const auto span = one.find(subject.statement))
        return durationSeconds("1 " + subject.statement.mid(span->start, span->length));
    return std::nullopt;
}

// "banned until 1795255320000": an epoch in milliseconds or seconds, against the answer's own Date.
std::optional<double> fromEpoch(const Subject& subject) {
    static const Pattern until = *Pattern::make(R"(until (1\d{9}(?:\d{3})?)\b)");
    const auto span = until.find(subject.statement);
    const auto date = subject.attempt.response->headers().value("Date");
    const auto now = date ? http::parseHttpDate(*date, subject.attempt.startedAt) : std::nullopt;
    if (!span || !now)
        return std::nullopt;
    const double written = subject.statement.mid(span->start, span->length).toDouble();
    const double seconds = span->length > 10 ? written / 1000 : written;
    return sane(seconds - static_cast<double>(base::toEpochMs(*now)) / 1000);
}

// "2026-11-22T00:00:00Z" where seconds should stand, or in one of the members that name the moment.
std::optional<double> fromMoment(const Subject& subject) {
    const auto& headers = subject.attempt.response->headers();
    const auto date = headers.value("Date");
    const auto now = date ? http::parseHttpDate(*date, subject.attempt.startedAt) : std::nullopt;
    if (!now)
        return std::nullopt;
    std::vector<QByteArray> written = headers.values("Retry-After");
    constexpr std::array<const char*, 6> texts{"reset_at", "resetAt",        "retry_at",
                                               "retryAt",  "error.reset_at", "error.resetAt"};
    static const auto members = JsonPath::parseAll(texts);
    for (const auto& member : members)
        for (auto& value : subject.json.values(member))
            written.push_back(std::move(value));
    for (const auto& text : written) {
        const auto moment = QDateTime::fromString(QString::fromLatin1(text), Qt::ISODate);
        if (moment.isValid() && text.contains('T'))
            return sane(static_cast<double>(moment.toUTC().toMSecsSinceEpoch() - base::toEpochMs(*now)) / 1000);
    }
    return std::nullopt;
}

std::optional<double> fromMilliseconds(const http::HeaderList& headers) {
    for (const char* name : {"retry-after-ms", "x-ms-retry-after-ms", "x-amz-retry-after"}) {
        const auto value = headers.value(name);
        const auto milliseconds = value ? number(*value) : std::nullopt;
        if (milliseconds)
            return sane(*milliseconds / 1000);
    }
    return std::nullopt;
}

// The longest reset among the windows with nothing left; of windows that do not say what is left, when none is
// exhausted.
std::optional<double> fromWindows(const ratelimit::QuotaReading& quota) {
    std::optional<double> longest;
    for (const bool exhausted : {true, false}) {
        for (const auto& window : quota.windows) {
            const bool fits = exhausted ? window.remaining && *window.remaining <= 0 : !window.remaining;
            if (fits && window.resetSeconds)
                longest = std::max(longest.value_or(0), *window.resetSeconds);
        }
        if (longest)
            break;
    }
    return longest;
}

} // namespace

std::optional<double> durationSeconds(QByteArrayView text) {
    const QByteArray lower = text.trimmed().toByteArray().toLower();
    if (lower.contains(':'))
        return clockFace(lower);
    double total = 0;
    qsizetype i = 0;
    while (i < lower.size()) {
        const qsizetype digits = i;
        while (i < lower.size() && isDigit(lower.at(i)))
            ++i;
        const auto value = number(QByteArrayView(lower).sliced(digits, i - digits));
        while (i < lower.size() && lower.at(i) == ' ')
            ++i;
        const qsizetype unit = i;
        while (i < lower.size() && !isDigit(lower.at(i)) && lower.at(i) != ' ')
            ++i;
        const auto seconds = unitSeconds(QByteArrayView(lower).sliced(unit, i - unit));
        if (!value || !seconds)
            return std::nullopt;
        total += *value * *seconds;
        while (i < lower.size() && lower.at(i) == ' ')
            ++i;
    }
    return lower.isEmpty() ? std::nullopt : sane(total);
}

std::optional<double> retryAfterSeconds(const Subject& subject, Cause cause, bool retryable) {
    const bool limited = cause == Cause::RateLimit;
    if (!subject.attempt.response || (!limited && !(cause == Cause::Overload && retryable)))
        return std::nullopt;
    if (subject.quota.retryAfterSeconds)
        return subject.quota.retryAfterSeconds;
    if (const auto wait = fromMilliseconds(subject.attempt.response->headers()))
        return wait;
    if (const auto wait = fromJson(subject.json))
        return wait;
    if (const auto wait = fromMoment(subject))
        return wait;
    if (!limited)
        return fromWords(subject);
    for (const auto& wait : {fromCost(subject.json), fromWords(subject), fromEpoch(subject)})
        if (wait)
            return wait;
    return retryable ? fromWindows(subject.quota) : std::nullopt;
}

} // namespace knockback::diagnosis
