// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/retry/PaceReading.h"

#include <QHashFunctions>

#include <cmath>

namespace knockback::retry {

base::Nanoseconds serverSeconds(double seconds) {
    constexpr double most = 10 * 366 * 86'400.0;
    if (!(seconds > 0))
        return base::Nanoseconds(0);
    return base::Nanoseconds(static_cast<long long>(std::ceil(std::min(seconds, most) * 1e9)));
}

std::vector<PaceReading> paceReadings(const ratelimit::QuotaReading& quota) {
    std::vector<PaceReading> readings;
    readings.reserve(quota.windows.size());
    for (const auto& window : quota.windows) {
        PaceReading reading;
        reading.bucket = qHash(window.bucket, qHash(window.partitionKey));
        reading.limit = window.limit;
        reading.remaining = window.remaining;
        if (window.windowSeconds)
            reading.window = serverSeconds(*window.windowSeconds);
        if (window.resetSeconds)
            reading.reset = serverSeconds(*window.resetSeconds);
        reading.refillPerSecond = window.refillPerSecond;
        reading.byClock = window.resetByClock && !window.windowSeconds;
        reading.concurrent = window.unit.contains(u"concurrent");
        reading.requests = reading.concurrent || window.unit == u"requests";
        readings.push_back(reading);
    }
    return readings;
}

} // namespace knockback::retry
