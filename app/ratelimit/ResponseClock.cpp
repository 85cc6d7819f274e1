// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ratelimit/ResponseClock.h"

#include "app/http/HttpDate.h"

#include <chrono>

namespace knockback::ratelimit {

ResponseClock::ResponseClock(const http::HeaderList& headers, base::WallTime receivedAt) : m_receivedAt(receivedAt) {
    if (const auto date = headers.value("Date"))
        m_date = http::parseHttpDate(*date, receivedAt);
}

std::optional<base::Nanoseconds> ResponseClock::skew() const {
    if (!m_date)
        return std::nullopt;
    return std::chrono::duration_cast<base::Seconds>(*m_date - m_receivedAt); // toward zero
}

base::WallTime ResponseClock::toOurs(base::WallTime serverTime) const {
    return serverTime - std::chrono::duration_cast<base::Microseconds>(skew().value_or(base::Nanoseconds(0)));
}

base::WallTime ResponseClock::after(double seconds) const {
    return m_receivedAt + std::chrono::duration_cast<base::Microseconds>(std::chrono::duration<double>(seconds));
}

} // namespace knockback::ratelimit
