// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/TimelineLayout.h"

#include "app/timeline/RowSpans.h"

#include <algorithm>
#include <cmath>

namespace knockback::timeline {

namespace {

// How the rows of one lane share its height.
struct RowGrid {
    double pitch = 0;
    double barHeight = 0;
    double height = 0; // of the lane
    bool labels = true;
};

RowGrid gridFor(std::size_t rows, const LayoutMetrics& metrics) {
    const auto count = static_cast<double>(std::max<std::size_t>(rows, 1));
    RowGrid grid;
    grid.labels = count <= metrics.looseRows;
    grid.pitch =
        grid.labels ? metrics.rowPitch : std::max(2.0, std::min(metrics.tightPitch, metrics.mostRowsHeight / count));
    grid.barHeight = std::max(1.0, std::min(metrics.rowHeight, grid.pitch - 1));
    grid.height = std::max(metrics.laneHeight, metrics.lanePadding + count * grid.pitch);
    return grid;
}

class LaneLayout {
public:
    LaneLayout(const LayoutRequest& request, TimelineLayout& out) : m_request(request), m_out(out) {}

    // Returns the lane's height.
    double place(const Lane& lane, std::size_t index, double top) {
        const RowGrid grid = gridFor(lane.rows.size(), m_request.metrics);
        m_out.lanes.push_back({index, top, grid.height, grid.labels});
        if (top + grid.height < m_request.visibleTop || top > m_request.visibleBottom)
            return grid.height;
        const double firstRow = top + m_request.metrics.lanePadding;
        for (std::size_t row = 0; row < lane.rows.size(); ++row) {
            const std::size_t first = m_out.spans.size();
            rowSpans(lane.rows[row], m_request, m_scratch, m_out.spans);
            for (std::size_t i = first; i < m_out.spans.size(); ++i) {
                Span& span = m_out.spans[i];
                span.lane = index;
                span.row = row;
                span.top = firstRow + static_cast<double>(row) * grid.pitch;
                span.height = grid.barHeight;
            }
        }
        placeMarks(lane, index, firstRow + m_request.metrics.rowHeight / 2);
        placeCircuits(lane, index, top, grid.height);
        return grid.height;
    }

private:
    void placeMarks(const Lane& lane, std::size_t index, double middle) {
        const TimeRange& range = m_request.axis.range;
        auto mark = std::lower_bound(lane.rotations.begin(), lane.rotations.end(), range.begin,
                                     [](const RotationMark& a, base::SteadyTime t) { return a.at < t; });
        double last = -1e12;
        for (; mark != lane.rotations.end() && mark->at <= range.end; ++mark) {
            const double x = m_request.axis.x(mark->at);
            // Two within a pixel look like one; the later one, unless only the earlier failed.
            if (x - last < 1 && !m_out.marks.empty() && m_out.marks.back().lane == index) {
                if (m_out.marks.back().mark.ok)
                    m_out.marks.back().mark = *mark;
                continue;
            }
            m_out.marks.push_back({x, middle, index, *mark});
            last = x;
        }
    }

    // There are few of them: a circuit stays open for seconds at least.
    void placeCircuits(const Lane& lane, std::size_t index, double top, double height) {
        const TimeRange& range = m_request.axis.range;
        for (const CircuitSpan& span : lane.circuits) {
            const base::SteadyTime end = circuitEnd(span);
            if (end < range.begin || span.begin > range.end)
                continue;
            const double left = m_request.axis.x(span.begin);
            const double right = std::max(m_request.axis.x(end), left + 1);
            const bool hidden = !m_out.circuits.empty() && m_out.circuits.back().lane == index &&
                                right <= m_out.circuits.back().right && right - left < 2;
            if (!hidden)
                m_out.circuits.push_back({left, right, top, height, index, span});
        }
    }

    // One that goes on is seen as far as it means to last, and at least up to now; one that is open until somebody
    // closes it, all the way.
    base::SteadyTime circuitEnd(const CircuitSpan& span) const {
        if (span.end)
            return *span.end;
        if (span.until == base::SteadyTime::max())
            return std::max(m_request.axis.range.end, span.begin);
        return span.halfOpen ? std::max(span.begin, m_request.now) : span.until;
    }

    const LayoutRequest& m_request;
    TimelineLayout& m_out;
    FoldedTrack m_scratch;
};

void raise(std::vector<Severity>& columns, double from, double to, Severity severity) {
    const auto last = static_cast<double>(columns.size()) - 1;
    if (to < 0 || from > last + 1)
        return;
    const auto begin = static_cast<std::size_t>(std::clamp(std::floor(from), 0.0, last));
    const auto end = static_cast<std::size_t>(std::clamp(std::floor(to), 0.0, last));
    for (std::size_t i = begin; i <= end; ++i)
        columns[i] = std::max(columns[i], severity);
}

} // namespace

TimelineLayout layOut(const TimelineModel& model, const LayoutRequest& request) {
    TimelineLayout layout;
    LaneLayout lanes(request, layout);
    for (std::size_t i = 0; i < model.lanes().size(); ++i)
        if (!model.lanes()[i].empty())
            layout.height += lanes.place(model.lanes()[i], i, request.top + layout.height);
    return layout;
}

std::vector<Severity> overview(const TimelineModel& model, TimeRange range, std::size_t columns, base::SteadyTime now) {
    std::vector<Severity> worst(columns, Severity::Nothing);
    if (columns == 0)
        return worst;
    const TimeAxis axis{range, 0, static_cast<double>(columns)};
    FoldedTrack folded;
    for (const Lane& lane : model.lanes()) {
        for (const Track& track : lane.rows) {
            fold(track, axis, folded);
            for (std::size_t i = 0; i < columns; ++i)
                worst[i] = std::max(worst[i], folded.columns[i].worst);
            for (const std::size_t index : folded.wide) {
                const Bar& bar = track.bars()[index];
                raise(worst, axis.x(bar.start()), axis.x(bar.end()), bar.severity());
            }
            if (const auto& bar = track.running())
                raise(worst, axis.x(bar->start()), axis.x(std::max(now, bar->start())), bar->severity());
        }
    }
    return worst;
}

} // namespace knockback::timeline
