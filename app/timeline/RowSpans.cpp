// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/RowSpans.h"

#include <algorithm>
#include <cmath>

namespace knockback::timeline {

namespace {

constexpr double gap = 2; // between neighbours that were stretched

Span spanOf(const Bar& bar, double left, double right) {
    Span span;
    span.left = left;
    span.right = right;
    span.kind = bar.kind() == BarKind::Wait ? SpanKind::Wait : SpanKind::Attempt;
    span.severity = bar.severity();
    span.bar = bar;
    return span;
}

Span foldOf(double left, double right, Severity severity, std::uint32_t count) {
    Span span;
    span.left = left;
    span.right = right;
    span.kind = SpanKind::Fold;
    span.severity = severity;
    span.count = count;
    return span;
}

// A run of filled columns becomes one span when it is a single attempt or a dot, else one per severity.
class RunReader {
public:
    RunReader(const Track& track, const FoldedTrack& folded, double origin, std::vector<Span>& out)
        : m_track(track)
        , m_columns(folded.columns)
        , m_origin(origin)
        , m_out(out) {}

    void readAll() {
        for (std::size_t at = 0; at < m_columns.size();) {
            std::size_t end = at;
            while (end < m_columns.size() && m_columns[end].worst != Severity::Nothing)
                ++end;
            if (end > at)
                readRun(at, end);
            at = std::max(end, at + 1);
        }
    }

private:
    double x(std::size_t column) const { return m_origin + static_cast<double>(column); }

    void readRun(std::size_t begin, std::size_t end) {
        std::uint32_t count = 0;
        std::size_t worst = begin;
        for (std::size_t i = begin; i < end; ++i) {
            count += m_columns[i].count;
            if (m_columns[i].worst > m_columns[worst].worst)
                worst = i;
        }
        const bool dot = static_cast<double>(end - begin) <= widePixels + 1;
        if (dot && count == 1)
            m_out.push_back(spanOf(m_track.bars()[m_columns[worst].first], x(begin), x(end)));
        else if (dot)
            m_out.push_back(foldOf(x(begin), x(end), m_columns[worst].worst, count));
        else
            splitRun(begin, end);
    }

    void splitRun(std::size_t begin, std::size_t end) {
        while (begin < end) {
            std::size_t next = begin;
            std::uint32_t count = 0;
            for (; next < end && m_columns[next].worst == m_columns[begin].worst; ++next)
                count += m_columns[next].count;
            m_out.push_back(foldOf(x(begin), x(next), m_columns[begin].worst, count));
            begin = next;
        }
    }

    const Track& m_track;
    const std::vector<Column>& m_columns;
    double m_origin;
    std::vector<Span>& m_out;
};

// Where two meet, the less severe gives way; what nothing is left of goes.
void separate(std::vector<Span>& spans, std::size_t first) {
    std::size_t kept = first;
    for (std::size_t i = first; i < spans.size(); ++i) {
        Span next = spans[i];
        while (kept > first && spans[kept - 1].right > next.left) {
            Span& before = spans[kept - 1];
            if (before.severity > next.severity) {
                next.left = std::min(before.right, next.right);
                break;
            }
            before.right = next.left;
            if (before.right > before.left)
                break;
            --kept;
        }
        if (next.right > next.left || next.running)
            spans[kept++] = next;
    }
    spans.resize(kept);
}

// Gives short bars the room up to the next attempt; a wait in between is seen from where the bar ends.
void stretch(std::vector<Span>& spans, std::size_t first, double wanted) {
    double room = 1e12;
    for (std::size_t i = spans.size(); i-- > first;) {
        Span& span = spans[i];
        if (span.severity == Severity::Wait)
            continue;
        const double right = std::min(span.left + wanted, room - gap);
        if (right > span.right) {
            span.right = right;
            span.stretched = true;
        }
        room = span.left;
    }
    separate(spans, first);
}

} // namespace

void rowSpans(const Track& track, const LayoutRequest& request, FoldedTrack& scratch, std::vector<Span>& spans) {
    const TimeAxis& axis = request.axis;
    const std::size_t first = spans.size();
    fold(track, axis, scratch);
    RunReader(track, scratch, std::floor(axis.left), spans).readAll();
    const auto byLeft = [](const Span& a, const Span& b) { return a.left < b.left; };
    const auto runs = spans.size();
    for (const std::size_t index : scratch.wide) {
        const Bar& bar = track.bars()[index];
        spans.push_back(spanOf(bar, axis.x(bar.start()), axis.x(bar.end())));
    }
    const auto at = [&spans](std::size_t i) { return spans.begin() + static_cast<std::ptrdiff_t>(i); };
    std::inplace_merge(at(first), at(runs), spans.end(), byLeft);
    if (const auto& running = track.running(); running && running->start() <= axis.range.end) {
        const bool wait = running->kind() == BarKind::Wait;
        const auto end = wait ? std::max(request.now, running->end()) : std::max(request.now, running->start());
        if (end >= axis.range.begin) {
            spans.push_back(spanOf(*running, axis.x(running->start()), axis.x(end)));
            spans.back().running = true;
        }
    }
    separate(spans, first);
    stretch(spans, first, request.metrics.labelledWidth);
}

} // namespace knockback::timeline
