// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/LaneAssigner.h"

#include <algorithm>

namespace knockback::timeline {

std::size_t rowFor(std::vector<Track>& rows, base::SteadyTime start, std::optional<std::size_t> preferred) {
    if (preferred && *preferred < rows.size() && rows[*preferred].fits(start))
        return *preferred;
    const auto row = std::find_if(rows.begin(), rows.end(), [start](const Track& track) { return track.fits(start); });
    if (row != rows.end())
        return static_cast<std::size_t>(row - rows.begin());
    rows.emplace_back();
    return rows.size() - 1;
}

} // namespace knockback::timeline
