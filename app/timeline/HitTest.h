// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/timeline/TimelineLayout.h"

#include <optional>
#include <variant>

namespace knockback::timeline {

// A point of the picture is over one of these; the pointers live as long as the layout.
struct Nothing {};
using Hit = std::variant<Nothing, const Span*, const MarkSpan*, const CircuitBox*>;

// What is painted at a point; thin things are hit from two pixels beside them.
[[nodiscard]] Hit hitAt(const TimelineLayout& layout, double x, double y);

// The attempt a click on a span means: its own, or of a fold the worst one at that place.
[[nodiscard]] std::optional<Bar> attemptAt(const TimelineModel& model, const TimeAxis& axis, const Span& span,
                                           double x);

// The attempt after (or with `step` -1 before) `from` in reading order: lane by lane, from left to right. The first or
// the last one when `from` is not shown; empty at the end.
[[nodiscard]] std::optional<Span> neighbour(const TimelineModel& model, const TimelineLayout& layout,
                                            base::AttemptId from, int step);

} // namespace knockback::timeline
