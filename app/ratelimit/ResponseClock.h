// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "app/http/HeaderList.h"

#include <optional>

namespace knockback::ratelimit {

// The server's clock and ours, as one response shows them.
class ResponseClock {
public:
    // `receivedAt` is our wall clock when the head came.
    ResponseClock(const http::HeaderList& headers, base::WallTime receivedAt);

    // When the response was made: its Date, or `receivedAt` when it has none.
    [[nodiscard]] base::WallTime madeAt() const { return m_date.value_or(m_receivedAt); }

    // Server minus ours in whole seconds. Date has no fractions, so less than a second apart counts as none.
    [[nodiscard]] std::optional<base::Nanoseconds> skew() const;

    // On our clock: a time that the server named, and a time so many seconds after the response.
    [[nodiscard]] base::WallTime toOurs(base::WallTime serverTime) const;
    [[nodiscard]] base::WallTime after(double seconds) const;

private:
    base::WallTime m_receivedAt;
    std::optional<base::WallTime> m_date;
};

} // namespace knockback::ratelimit
