// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/TrackFold.h"

#include <algorithm>
#include <cmath>

namespace knockback::timeline {

namespace {

class Folder {
public:
    Folder(const Track& track, const TimeAxis& axis, FoldedTrack& into)
        : m_track(track)
        , m_axis(axis)
        , m_into(into)
        , m_origin(std::floor(axis.left))
        , m_scale(axis.pixelsPerNanosecond()) {}

    void visitNode(std::size_t level, std::size_t index) {
        const Track::Node& node = m_track.levels()[level][index];
        if (node.begin > m_axis.range.end || node.end < m_axis.range.begin)
            return;
        const long long from = columnOf(pixel(node.begin));
        if (from == columnOf(pixel(node.end))) {
            merge(from, node.worst, node.count, firstBelow(level, index));
            return;
        }
        const std::size_t below = level == 0 ? m_track.bars().size() : m_track.levels()[level - 1].size();
        const std::size_t last = std::min((index + 1) * Track::fanOut, below);
        for (std::size_t child = index * Track::fanOut; child < last; ++child) {
            if (level == 0)
                visitBar(child);
            else
                visitNode(level - 1, child);
        }
    }

private:
    void visitBar(std::size_t index) {
        const Bar& bar = m_track.bars()[index];
        const base::SteadyTime end = bar.end();
        if (bar.start() > m_axis.range.end || end < m_axis.range.begin)
            return;
        const double left = pixel(bar.start());
        const double right = pixel(end);
        if (right - left >= widePixels) {
            m_into.wide.push_back(index);
            return;
        }
        // What begins left of the picture counts in its first column.
        const long long first = std::max(columnOf(left), 0LL);
        const long long last = columnOf(right);
        merge(first, bar.severity(), bar.kind() == BarKind::Attempt ? 1 : 0, index);
        for (long long column = first + 1; column <= last; ++column)
            merge(column, bar.severity(), 0, index);
    }

    // A node of many bars that lies in one column has a count over 1, or is made of waits: its first index is not used
    // then, except by a node with a single attempt among waits, whose bar is looked for.
    std::size_t firstBelow(std::size_t level, std::size_t index) const {
        std::size_t bars = Track::fanOut;
        for (std::size_t i = 0; i < level; ++i)
            bars *= Track::fanOut;
        const std::size_t first = index * bars;
        if (m_track.levels()[level][index].count != 1)
            return first;
        const std::size_t end = std::min(first + bars, m_track.bars().size());
        for (std::size_t i = first; i < end; ++i)
            if (m_track.bars()[i].kind() == BarKind::Attempt)
                return i;
        return first;
    }

    void merge(long long column, Severity severity, std::uint32_t count, std::size_t index) {
        if (column < 0 || column >= static_cast<long long>(m_into.columns.size()))
            return;
        Column& into = m_into.columns[static_cast<std::size_t>(column)];
        into.count += count;
        if (severity > into.worst) {
            into.worst = severity;
            into.first = index;
        }
    }

    // Pixels from the left edge of column 0; the same number as axis.x(), without its division.
    double pixel(base::SteadyTime time) const {
        return m_axis.left + static_cast<double>((time - m_axis.range.begin).count()) * m_scale - m_origin;
    }

    // -1 is everything left of the picture, one more than the last is everything right of it.
    long long columnOf(double pixel) const {
        const auto columns = static_cast<double>(m_into.columns.size());
        return pixel < 0 ? -1 : static_cast<long long>(std::min(pixel, columns));
    }

    const Track& m_track;
    const TimeAxis& m_axis;
    FoldedTrack& m_into;
    double m_origin;
    double m_scale;
};

} // namespace

void fold(const Track& track, const TimeAxis& axis, FoldedTrack& into) {
    const auto columns = static_cast<std::size_t>(std::ceil(axis.right()) - std::floor(axis.left));
    into.columns.assign(columns, Column{});
    into.wide.clear();
    if (track.levels().empty())
        return;
    Folder folder(track, axis, into);
    const std::size_t top = track.levels().size() - 1;
    for (std::size_t i = 0; i < track.levels()[top].size(); ++i)
        folder.visitNode(top, i);
}

} // namespace knockback::timeline
