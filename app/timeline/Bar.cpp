// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/Bar.h"

#include <algorithm>
#include <limits>

namespace knockback::timeline {

namespace {

std::uint32_t clamped(long long count) {
    return static_cast<std::uint32_t>(std::clamp<long long>(count, 0, std::numeric_limits<std::uint32_t>::max()));
}

std::uint32_t clamped(const std::optional<base::Microseconds>& phase) {
    return phase ? clamped(phase->count()) : 0;
}

} // namespace

Bar Bar::attempt(base::SteadyTime start, const http::Timing& timing, Severity severity, int status,
                 std::uint32_t side) {
    Bar bar;
    bar.m_start = start;
    bar.m_duration = clamped(timing.total.count());
    bar.m_details = {clamped(timing.dns), clamped(timing.connect), clamped(timing.tls), clamped(timing.send),
                     clamped(timing.wait)};
    bar.m_status = static_cast<std::uint16_t>(std::clamp(status, 0, 999));
    bar.m_severity = severity;
    bar.m_side = side;
    return bar;
}

Bar Bar::wait(TimeRange range, journal::WaitReason reason, std::uint32_t side) {
    Bar bar;
    bar.m_start = range.begin;
    bar.m_duration = clamped(std::chrono::floor<base::Milliseconds>(range.span()).count());
    bar.m_details[0] = static_cast<std::uint32_t>(reason);
    bar.m_kind = BarKind::Wait;
    bar.m_severity = Severity::Wait;
    bar.m_side = side;
    return bar;
}

base::Nanoseconds Bar::duration() const {
    if (m_kind == BarKind::Wait)
        return base::Milliseconds(m_duration);
    return base::Microseconds(m_duration);
}

std::array<base::Microseconds, barPhases> Bar::phases() const {
    std::array<base::Microseconds, barPhases> phases{};
    if (m_kind == BarKind::Wait)
        return phases;
    base::Microseconds left(m_duration);
    for (std::size_t i = 0; i < m_details.size(); ++i) {
        phases[i] = std::min(left, base::Microseconds(m_details[i]));
        left -= phases[i];
    }
    phases.back() = left;
    return phases;
}

} // namespace knockback::timeline
