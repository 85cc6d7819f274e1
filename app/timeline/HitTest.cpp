// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/HitTest.h"

#include "app/timeline/TrackFold.h"

#include <algorithm>
#include <cmath>

namespace knockback::timeline {

namespace {

constexpr double reach = 2;
constexpr double markRadius = 9;

} // namespace

Hit hitAt(const TimelineLayout& layout, double x, double y) {
    for (const MarkSpan& mark : layout.marks)
        if (std::abs(mark.x - x) + std::abs(mark.middle - y) <= markRadius)
            return &mark;
    const auto lane = std::find_if(layout.lanes.begin(), layout.lanes.end(),
                                   [y](const LaneBox& box) { return y >= box.top && y < box.top + box.height; });
    if (lane == layout.lanes.end())
        return Nothing{};
    const auto before = [](const Span& span, std::size_t index) { return span.lane < index; };
    auto span = std::lower_bound(layout.spans.begin(), layout.spans.end(), lane->lane, before);
    const Span* nearest = nullptr;
    for (; span != layout.spans.end() && span->lane == lane->lane; ++span) {
        if (y < span->top || y > span->top + span->height)
            continue;
        if (x >= span->left && x < span->right)
            return &*span;
        if (x >= span->left - reach && x < span->right + reach)
            nearest = &*span;
    }
    if (nearest)
        return nearest;
    for (const CircuitBox& circuit : layout.circuits)
        if (circuit.lane == lane->lane && x >= circuit.left && x < circuit.right)
            return &circuit;
    return Nothing{};
}

std::optional<Bar> attemptAt(const TimelineModel& model, const TimeAxis& axis, const Span& span, double x) {
    if (span.kind == SpanKind::Attempt)
        return span.bar;
    if (span.kind == SpanKind::Wait)
        return {};
    const Track& track = model.lanes()[span.lane].rows[span.row];
    // A stretched fold is wider than its time, so all of it means its left end.
    const double from = span.stretched ? span.left : std::clamp(std::floor(x), span.left, span.right - 1);
    const double to = span.stretched ? span.left + widePixels + 1 : from + 1;
    const auto index = track.worstIn({axis.time(from), axis.time(to)});
    if (!index || track.bars()[*index].kind() != BarKind::Attempt)
        return {};
    return track.bars()[*index];
}

std::optional<Span> neighbour(const TimelineModel& model, const TimelineLayout& layout, base::AttemptId from,
                              int step) {
    std::vector<const Span*> attempts;
    for (const Span& span : layout.spans)
        if (span.kind == SpanKind::Attempt)
            attempts.push_back(&span);
    const auto byEye = [](const Span* a, const Span* b) {
        return std::pair(a->lane, a->left) < std::pair(b->lane, b->left);
    };
    std::stable_sort(attempts.begin(), attempts.end(), byEye);
    const auto known = std::find_if(attempts.begin(), attempts.end(),
                                    [&](const Span* span) { return model.side(span->bar).attempt == from; });
    const auto count = static_cast<std::ptrdiff_t>(attempts.size());
    std::ptrdiff_t at = known - attempts.begin() + step;
    if (known == attempts.end())
        at = step > 0 ? 0 : count - 1;
    if (at < 0 || at >= count)
        return {};
    return *attempts[static_cast<std::size_t>(at)];
}

} // namespace knockback::timeline
