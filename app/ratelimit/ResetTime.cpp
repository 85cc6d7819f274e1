// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ratelimit/ResetTime.h"

#include "app/http/GoDuration.h"
#include "app/http/HttpDate.h"
#include "app/http/IsoDate.h"
#include "app/http/PlainNumber.h"

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
    return ResetTime{seconds, clock.after(seconds)};
}

// A time that has just passed means that the window is new already.
std::optional<ResetTime> fromTime(base::WallTime serverTime, const ResponseClock& clock) {
    const double ahead = std::chrono::duration<double>(serverTime - clock.madeAt()).count();
    if (!(ahead > -day && ahead < furthestAhead))
        return std::nullopt;
    return ResetTime{std::max(0.0, ahead), clock.toOurs(serverTime)};
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
    return fromDelta(onlyFitsAsMilliseconds && number >= 1000 ? number / 1000 : number, clock);
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
    return std::nullopt;
}

std::optional<ResetTime> readReset(QByteArrayView text, QByteArrayView format, const ResponseClock& clock,
                                   std::optional<double> windowSeconds) {
    text = text.trimmed();
    const auto number = http::parsePlainNumber(text);
    std::optional<ResetTime> found;
    if (format == "delta-seconds" && number)
        found = fromDelta(*number, clock);
    else if (format == "epoch-seconds" && number)
        found = fromUnixTime(*number, clock);
    else if (format == "epoch-milliseconds" && number)
        found = fromUnixTime(*number / 1000, clock);
    return found ? found : guessReset(text, clock, windowSeconds);
}

} // namespace knockback::ratelimit
