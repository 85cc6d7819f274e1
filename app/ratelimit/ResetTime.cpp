// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ratelimit/ResetTime.h"

#include "app/http/GoDuration.h"
#include "app/http/HttpDate.h"
#include "app/http/IsoDate.h"
#include "app/http/PlainNumber.h"

#include <QByteArrayList>

#include <algorithm>
#include <chrono>

namespace knockback::ratelimit {

namespace {

constexpr double day = 86'400;
constexpr double furthestAhead = 2 * 366 * day;

double epochSeconds(base::WallTime time) {
    return std::chrono::duration<double>(time.time_since_epoch()).count();
}

bool isNear(double unixSeconds, const ResponseClock& clock) {
    const double ahead = unixSeconds - epochSeconds(clock.madeAt());
    return ahead > -day && ahead < furthestAhead;
}

std::optional<ResetTime> fromDelta(double seconds, const ResponseClock& clock) {
    if (!(seconds >= 0 && seconds < furthestAhead))
        return std::nullopt;
    return ResetTime{seconds, clock.after(seconds), {}};
}

// A time that has just passed means that the window is new already.
std::optional<ResetTime> fromTime(base::WallTime serverTime, const ResponseClock& clock) {
    const double ahead = std::chrono::duration<double>(serverTime - clock.madeAt()).count();
    if (!(ahead > -day && ahead < furthestAhead))
        return std::nullopt;
    return ResetTime{std::max(0.0, ahead), clock.toOurs(serverTime), {}, true};
}

std::optional<ResetTime> fromUnixTime(double seconds, const ResponseClock& clock) {
    if (!isNear(seconds, clock))
        return std::nullopt;
    const auto sinceEpoch = std::chrono::round<base::Microseconds>(std::chrono::duration<double>(seconds));
    return fromTime(base::WallTime(sinceEpoch), clock);
}

std::optional<ResetTime> fromNumber(double number, const ResponseClock& clock, std::optional<double> windowSeconds) {
    if (isNear(number, clock))
        return fromUnixTime(number, clock);
    if (isNear(number / 1000, clock))
        return fromUnixTime(number / 1000, clock);
    const bool onlyFitsAsMilliseconds = windowSeconds && number > *windowSeconds && number / 1000 <= *windowSeconds;
    auto reset = fromDelta(onlyFitsAsMilliseconds && number >= 1000 ? number / 1000 : number, clock);
    if (reset && !windowSeconds)
        reset->guessedFrom = number;
    return reset;
}

// "01:30:05" until then.
std::optional<double> clockSeconds(QByteArrayView text) {
    double seconds = 0;
    const QByteArrayList parts = text.toByteArray().split(':');
    if (parts.size() < 2 || parts.size() > 3)
        return std::nullopt;
    for (qsizetype i = 0; i < parts.size(); ++i) {
        const auto part = http::parsePlainNumber(parts[i]);
        if (!part || (i > 0 && *part >= 60))
            return std::nullopt;
        seconds = seconds * 60 + *part;
    }
    return parts.size() == 3 ? seconds : seconds * 60; // hh:mm
}

// As JavaScript writes a Date: "Tue Feb 16 2021 09:02:42 GMT+0100 (Central European Standard Time)".
std::optional<base::WallTime> parseJsDate(QByteArrayView text) {
    const QByteArrayList words = text.first(std::min<qsizetype>(text.size(), 80)).toByteArray().split(' ');
    if (words.size() < 6 || !words[5].startsWith("GMT"))
        return std::nullopt;
    const QByteArray zone = words[5].mid(3);
    const bool written = zone.size() == 5 && (zone[0] == '+' || zone[0] == '-');
    const auto hours = written ? http::parsePlainNumber(zone.mid(1, 2)) : std::optional(0.0);
    const auto minutes = written ? http::parsePlainNumber(zone.mid(3, 2)) : std::optional(0.0);
    if ((!written && !zone.isEmpty()) || !hours || !minutes || *hours > 14 || *minutes > 59)
        return std::nullopt;
    const QByteArray inGmt = words[0] + ", " + words[2] + ' ' + words[1] + ' ' + words[3] + ' ' + words[4] + " GMT";
    const auto local = http::parseHttpDate(inGmt, base::WallTime());
    const auto offset = std::chrono::minutes(static_cast<int>(*hours * 60 + *minutes));
    if (!local)
        return std::nullopt;
    return written && zone[0] == '-' ? *local + offset : *local - offset;
}

} // namespace

std::optional<ResetTime> guessReset(QByteArrayView text, const ResponseClock& clock,
                                    std::optional<double> windowSeconds) {
    text = text.trimmed();
    if (const auto number = http::parsePlainNumber(text))
        return fromNumber(*number, clock, windowSeconds);
    if (const auto date = http::parseHttpDate(text, clock.madeAt()))
        return fromTime(*date, clock);
    if (const auto date = http::parseIsoDate(text))
        return fromTime(*date, clock);
    if (const auto duration = http::parseGoDuration(text))
        return fromDelta(*duration, clock);
    if (const auto date = parseJsDate(text))
        return fromTime(*date, clock);
    if (const auto left = clockSeconds(text))
        return fromDelta(*left, clock);
    return std::nullopt;
}

std::optional<ResetTime> readReset(QByteArrayView text, QByteArrayView format, const ResponseClock& clock,
                                   std::optional<double> windowSeconds) {
    text = text.trimmed();
    const auto number = http::parsePlainNumber(text);
    std::optional<ResetTime> found;
    if (format == "delta-seconds" && number)
        found = fromDelta(*number, clock);
    else if (format == "delta-milliseconds" && number)
        found = fromDelta(*number / 1000, clock);
    else if (format == "delta-minutes" && number)
        found = fromDelta(*number * 60, clock);
    else if (format == "epoch-seconds" && number)
        found = fromUnixTime(*number, clock);
    else if (format == "epoch-milliseconds" && number)
        found = fromUnixTime(*number / 1000, clock);
    return found ? found : guessReset(text, clock, windowSeconds);
}

} // namespace knockback::ratelimit
