// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/TimeAxis.h"

#include <algorithm>
#include <cmath>

namespace knockback::timeline {

namespace {

base::Nanoseconds rounded(double nanoseconds) {
    // Far beyond any clock, but safe to add to one.
    constexpr double bound = 2e18;
    return base::Nanoseconds(std::llround(std::clamp(nanoseconds, -bound, bound)));
}

double count(base::Nanoseconds span) {
    return static_cast<double>(span.count());
}

} // namespace

double TimeAxis::pixelsPerNanosecond() const {
    return width / std::max(count(range.span()), 1.0);
}

double TimeAxis::x(base::SteadyTime time) const {
    return left + count(time - range.begin) * pixelsPerNanosecond();
}

base::SteadyTime TimeAxis::time(double at) const {
    return range.begin + rounded((at - left) / std::max(width, 1.0) * count(range.span()));
}

TimeRange TimeAxis::zoomed(double at, double factor) const {
    const auto span = std::clamp(rounded(count(range.span()) * factor), shortestSpan, longestSpan);
    const double share = (at - left) / std::max(width, 1.0);
    const auto begin = time(at) - rounded(share * count(span));
    return {begin, begin + span};
}

TimeRange TimeAxis::panned(double pixels) const {
    const auto shift = rounded(pixels / std::max(width, 1.0) * count(range.span()));
    return {range.begin - shift, range.end - shift};
}

TimeRange keptNear(TimeRange range, TimeRange content) {
    const auto span = range.span();
    const auto edge = span / 10;
    const auto begin =
        std::clamp(range.begin, content.begin - span + edge, std::max(content.end - edge, content.begin - span + edge));
    return {begin, begin + span};
}

} // namespace knockback::timeline
