// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/retry/DurationText.h"

#include <cmath>

namespace knockback::retry {

namespace {
QString pair(long long big, QLatin1String bigUnit, long long small, QLatin1String smallUnit) {
    if (small == 0)
        return QStringLiteral("%1 %2").arg(big).arg(bigUnit);
    return QStringLiteral("%1 %2 %3 %4").arg(big).arg(bigUnit).arg(small).arg(smallUnit);
}
} // namespace

QString durationText(base::Nanoseconds duration) {
    const double ms = std::chrono::duration<double, std::milli>(duration).count();
    if (ms > 0 && ms < 9.95)
        return QStringLiteral("%1 ms").arg(std::max(ms, 0.1), 0, 'f', 1);
    if (ms < 999.5)
        return QStringLiteral("%1 ms").arg(std::llround(ms));
    if (ms < 9'950) {
        const double tenths = std::round(ms / 100) / 10;
        return QStringLiteral("%1 s").arg(tenths, 0, 'f', std::fmod(tenths, 1.0) == 0.0 ? 0 : 1);
    }
    const long long seconds = std::llround(ms / 1000);
    if (seconds < 120)
        return QStringLiteral("%1 s").arg(seconds);
    const long long minutes = seconds / 60;
    if (minutes < 60)
        return pair(minutes, QLatin1String("min"), minutes < 10 ? seconds % 60 : 0, QLatin1String("s"));
    if (minutes < 48 * 60)
        return pair(minutes / 60, QLatin1String("h"), minutes % 60, QLatin1String("min"));
    return QStringLiteral("%1 d").arg(minutes / (24 * 60));
}

} // namespace knockback::retry
