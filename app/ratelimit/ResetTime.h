// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "app/ratelimit/ResponseClock.h"

#include <QByteArrayView>

#include <optional>

namespace knockback::ratelimit {

// When a window starts anew.
struct ResetTime {
    double seconds = 0;  // from when the response was made; >= 0
    base::WallTime at{}; // on our clock
    // The number of a delta whose unit nothing told: taken as seconds, which the next answer may show to be wrong.
    std::optional<double> guessedFrom;
    bool byClock = false; // it was given as a time of day, which `seconds` is as exact as the clocks are
};

// Reads a reset value. One field name carries many units (X-RateLimit-Reset alone has nine in the wild), so the unit is
// decided by what makes sense beside the response's own time: a text with letters is an HTTP date, an RFC 3339 date, a
// Go duration, a JavaScript date or hh:mm:ss; a number that is a time near the response is Unix time in seconds or
// milliseconds; a smaller one is a delta in seconds, or in milliseconds when the window's announced length leaves no
// other reading. Nothing when no reading makes sense (further than two years ahead, or a day past).
[[nodiscard]] std::optional<ResetTime> guessReset(QByteArrayView text, const ResponseClock& clock,
                                                  std::optional<double> windowSeconds);

// Reads a number in the unit that a provider's data says (LimitDialect::resetFormat). Texts say themselves what they
// are, and a number that makes no sense in that unit is guessed: providers change.
[[nodiscard]] std::optional<ResetTime> readReset(QByteArrayView text, QByteArrayView format, const ResponseClock& clock,
                                                 std::optional<double> windowSeconds);

} // namespace knockback::ratelimit
