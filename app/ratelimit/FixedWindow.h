// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ratelimit/Limiter.h"
#include "app/ratelimit/PerKey.h"

namespace knockback::ratelimit {

// `limit` requests per window. A key's window starts with its first request after the last one ended (as
// express-rate-limit does), so up to twice the limit can pass around a boundary.
class FixedWindow final : public Limiter {
public:
    FixedWindow(qint64 limit, base::Nanoseconds window);
    Verdict take(base::SteadyTime now, const QByteArray& key) override;

private:
    struct Window {
        base::SteadyTime endsAt = base::SteadyTime::min();
        qint64 used = 0;
    };
    qint64 m_limit;
    base::Nanoseconds m_window;
    PerKey<Window> m_windows;
};

} // namespace knockback::ratelimit
