// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/Track.h"

#include <algorithm>

namespace knockback::timeline {

namespace {

struct Worst {
    TimeRange range;
    std::optional<std::size_t> index;
    Severity severity = Severity::Nothing;
};

bool touches(const TimeRange& range, base::SteadyTime begin, base::SteadyTime end) {
    return begin <= range.end && end >= range.begin;
}

// Looks only where something worse than what is known may be.
void search(const Track& track, std::size_t level, std::size_t index, Worst& worst) {
    const Track::Node& node = track.levels()[level][index];
    if (!touches(worst.range, node.begin, node.end) || node.worst <= worst.severity)
        return;
    const std::size_t below = level == 0 ? track.bars().size() : track.levels()[level - 1].size();
    const std::size_t last = std::min((index + 1) * Track::fanOut, below);
    for (std::size_t child = index * Track::fanOut; child < last; ++child) {
        if (level > 0) {
            search(track, level - 1, child, worst);
            continue;
        }
        const Bar& bar = track.bars()[child];
        if (touches(worst.range, bar.start(), bar.end()) && bar.severity() > worst.severity) {
            worst.index = child;
            worst.severity = bar.severity();
        }
    }
}

} // namespace

base::SteadyTime Track::end() const {
    return m_bars.empty() ? base::SteadyTime::min() : m_bars.back().end();
}

bool Track::fits(base::SteadyTime start) const {
    return !m_running && end() <= start;
}

void Track::append(const Bar& bar) {
    Q_ASSERT(end() <= bar.start());
    const std::size_t at = m_bars.size();
    m_bars.push_back(bar);
    std::size_t index = at / fanOut;
    for (std::size_t level = 0;; ++level, index /= fanOut) {
        if (level == m_levels.size()) {
            if (level > 0 && m_levels.back().size() == 1)
                break; // one node stands over everything
            m_levels.emplace_back();
            // The new level begins with what its first node already stands over.
            if (level > 0)
                m_levels[level].push_back(m_levels[level - 1][0]);
        }
        extend(m_levels[level], index, bar);
    }
}

void Track::extend(BlockList<Node>& level, std::size_t index, const Bar& bar) {
    if (index == level.size())
        level.push_back({bar.start(), bar.end(), 0, Severity::Nothing});
    Node& node = level[index];
    node.end = bar.end();
    node.worst = std::max(node.worst, bar.severity());
    node.count += bar.kind() == BarKind::Attempt ? 1 : 0;
}

std::optional<std::size_t> Track::worstIn(TimeRange range) const {
    Worst worst{range, {}, Severity::Nothing};
    if (!m_levels.empty())
        for (std::size_t i = 0; i < m_levels.back().size(); ++i)
            search(*this, m_levels.size() - 1, i, worst);
    return worst.index;
}

} // namespace knockback::timeline
