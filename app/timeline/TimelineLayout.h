// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/timeline/TimeAxis.h"
#include "app/timeline/TimelineModel.h"

#include <vector>

namespace knockback::timeline {

// Sizes in pixels.
struct LayoutMetrics {
    double laneHeight = 44; // the least
    double lanePadding = 8; // above the first row
    double rowHeight = 20;
    double rowPitch = 36;   // with room for a label under each row
    double tightPitch = 23; // from `looseRows` + 1 rows on, without
    int looseRows = 3;
    double mostRowsHeight = 276; // rows beyond that share it
    double labelledWidth = 29;   // a bar takes so much, when there is room, to show its status
};

enum class SpanKind : std::uint8_t { Attempt, Wait, Fold };

// One thing to paint in a row. A fold stands for `count` attempts (0: for waits) too close to be told apart.
struct Span {
    double left = 0;
    double right = 0;
    double top = 0;
    double height = 0;
    SpanKind kind = SpanKind::Attempt;
    Severity severity = Severity::Nothing;
    bool running = false;
    bool stretched = false; // wider than its time, for the sake of its label
    std::uint32_t count = 1;
    std::size_t lane = 0; // of the model
    std::size_t row = 0;
    Bar bar; // not of a fold
};

struct LaneBox {
    std::size_t lane = 0;
    double top = 0;
    double height = 0;
    bool labels = true; // whether there is room for words under the rows
};

struct MarkSpan {
    double x = 0;
    double middle = 0; // y
    std::size_t lane = 0;
    RotationMark mark;
};

struct CircuitBox {
    double left = 0;
    double right = 0;
    double top = 0;
    double height = 0;
    std::size_t lane = 0;
    CircuitSpan circuit;
};

// What there is to paint, and nothing else. Spans are ordered by lane, row and x; they do not overlap in a row.
struct TimelineLayout {
    std::vector<LaneBox> lanes;
    std::vector<Span> spans;
    std::vector<MarkSpan> marks;
    std::vector<CircuitBox> circuits;
    double height = 0; // of all lanes
};

struct LayoutRequest {
    TimeAxis axis;
    double top = 0;        // y of the first lane, less what is scrolled away
    double visibleTop = 0; // lanes outside [visibleTop, visibleBottom] get a box and nothing in it
    double visibleBottom = 1e9;
    base::SteadyTime now{}; // where running bars end
    LayoutMetrics metrics;
};

[[nodiscard]] TimelineLayout layOut(const TimelineModel& model, const LayoutRequest& request);

// The worst of all lanes for each of `columns` equal parts of `range`; running bars count as far as `now`.
[[nodiscard]] std::vector<Severity> overview(const TimelineModel& model, TimeRange range, std::size_t columns,
                                             base::SteadyTime now);

} // namespace knockback::timeline
