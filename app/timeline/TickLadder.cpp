// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/TickLadder.h"

#include <QDate>

#include <algorithm>
#include <array>

namespace knockback::timeline {

namespace {

using namespace std::chrono_literals;

constexpr std::array<base::Nanoseconds, 34> ladder{
    1us,   2us, 5us, 10us, 20us, 50us, 100us, 200us, 500us, 1ms,   2ms,   5ms, 10ms, 20ms, 50ms, 100ms, 200ms,
    500ms, 1s,  2s,  5s,   10s,  20s,  1min,  2min,  5min,  10min, 20min, 1h,  2h,   6h,   12h,  24h,   48h};

QString two(long long number) {
    return QStringLiteral("%1").arg(number, 2, 10, QLatin1Char('0'));
}

// How many digits after the point tell neighbours `step` apart from each other.
int fractionDigits(base::Nanoseconds step) {
    int digits = 0;
    for (base::Nanoseconds unit = 1s; digits < 6 && step % unit != 0ns; unit /= 10)
        ++digits;
    return digits;
}

} // namespace

base::Nanoseconds tickStep(base::Nanoseconds least) {
    const auto* step = std::lower_bound(ladder.begin(), ladder.end(), least);
    if (step != ladder.end())
        return *step;
    base::Nanoseconds days = ladder.back();
    while (days < least)
        days *= 2;
    return days;
}

QString timeLabel(base::Nanoseconds local, base::Nanoseconds step) {
    const auto day = std::chrono::floor<std::chrono::days>(local);
    const base::Nanoseconds ofDay = local - day;
    if (step >= 24h)
        return QDate(1970, 1, 1).addDays(day.count()).toString(QStringLiteral("d MMM"));
    const auto seconds = std::chrono::floor<base::Seconds>(ofDay);
    QString label = two(seconds.count() / 3600) + QLatin1Char(':') + two(seconds.count() / 60 % 60);
    if (step % 1min == 0ns)
        return label;
    label += QLatin1Char(':') + two(seconds.count() % 60);
    if (const int digits = fractionDigits(step)) {
        const QString nanos = QStringLiteral("%1").arg((ofDay - seconds).count(), 9, 10, QLatin1Char('0'));
        label += QLatin1Char('.') + nanos.first(digits);
    }
    return label;
}

std::vector<Tick> ticksOn(const TimeAxis& axis, const LocalClock& clock, double spacing) {
    const double perPixel = static_cast<double>(axis.range.span().count()) / std::max(axis.width, 1.0);
    const auto step = tickStep(base::Nanoseconds(static_cast<long long>(perPixel * spacing)));
    std::vector<Tick> ticks;
    const base::Nanoseconds begin = clock.local(axis.range.begin);
    auto local = (begin / step) * step;
    while (local < begin)
        local += step;
    for (; local <= clock.local(axis.range.end); local += step)
        ticks.push_back({clock.steadyOf(local), timeLabel(local, step)});
    return ticks;
}

} // namespace knockback::timeline
