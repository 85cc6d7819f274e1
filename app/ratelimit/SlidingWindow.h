// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ratelimit/Limiter.h"
#include "app/ratelimit/PerKey.h"

#include <deque>

namespace knockback::ratelimit {

// At most `limit` requests in any span of `window`: exact, by remembering when each of the last ones passed.
class SlidingWindow final : public Limiter {
public:
    SlidingWindow(qint64 limit, base::Nanoseconds window);
    Verdict take(base::SteadyTime now, const QByteArray& key) override;

private:
    using Passed = std::deque<base::SteadyTime>;
    qint64 m_limit;
    base::Nanoseconds m_window;
    PerKey<Passed> m_passed;
};

} // namespace knockback::ratelimit
