// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/retry/Backoff.h"

#include <algorithm>
#include <cmath>

namespace knockback::retry {

namespace {

double milliseconds(base::Nanoseconds d) {
    return std::chrono::duration<double, std::milli>(d).count();
}

// Clamped before the cast: 2^n leaves the range of any integer long before it leaves that of a double.
base::Nanoseconds clamped(double ms, double capMs) {
    return base::Nanoseconds(static_cast<long long>(std::clamp(ms, 0.0, capMs) * 1e6));
}

double grownMs(const Backoff& backoff, int retry) {
    const double base = milliseconds(backoff.base);
    switch (backoff.kind) {
    case BackoffKind::Constant:
        return base;
    case BackoffKind::Linear:
        return base * retry;
    case BackoffKind::Exponential:
        return base * std::exp2(retry - 1);
    }
    return base;
}

} // namespace

base::Nanoseconds backoffDelay(const Backoff& backoff, int next, base::Nanoseconds previous,
                               base::RandomSource& random) {
    const int retry = std::max(next - 1, 1);
    const double cap = std::max(milliseconds(backoff.cap), 0.0);
    const double grown = std::min(grownMs(backoff, retry), cap);
    switch (backoff.jitter) {
    case JitterKind::None:
        return clamped(grown, cap);
    case JitterKind::Equal:
        return clamped(grown / 2 + random.uniform() * grown / 2, cap);
    case JitterKind::Full:
        return clamped(random.uniform() * grown, cap);
    case JitterKind::Decorrelated: {
        // Between the base and three times the last wait, as described for "decorrelated jitter" by AWS in 2015.
        const double base = milliseconds(backoff.base);
        const double last = std::max(milliseconds(previous), base);
        return clamped(base + random.uniform() * (last * 3 - base), cap);
    }
    }
    return clamped(grown, cap);
}

} // namespace knockback::retry
