// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ratelimit/ResponseClock.h"

#include "app/http/HttpDate.h"

#include <algorithm>
#include <chrono>

namespace knockback::ratelimit {

namespace {

// No clock is wrong by more; a Date of the year 957 is, and nanoseconds cannot hold how far it is away.
constexpr base::Seconds mostSkew = std::chrono::hours(24 * 366 * 100);

} // namespace

ResponseClock::ResponseClock(const http::HeaderList& headers, base::WallTime receivedAt) : m_receivedAt(receivedAt) {
    if (const auto date = headers.value("Date"))
        m_date = http::parseHttpDate(*date, receivedAt);
}

std::optional<base::Nanoseconds> ResponseClock::skew() const {
    if (!m_date)
        return std::nullopt;
    const auto skew = std::chrono::duration_cast<base::Seconds>(*m_date - m_receivedAt); // toward zero
    return std::clamp(skew, -mostSkew, mostSkew);
}

base::WallTime ResponseClock::toOurs(base::WallTime serverTime) const {
    return serverTime - std::chrono::duration_cast<base::Microseconds>(skew().value_or(base::Nanoseconds(0)));
}

base::WallTime ResponseClock::after(double seconds) const {
    return m_receivedAt + std::chrono::duration_cast<base::Microseconds>(std::chrono::duration<double>(seconds));
}

} // namespace knockback::ratelimit
