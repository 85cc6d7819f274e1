// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/timeline/Track.h"

#include <optional>
#include <vector>

namespace knockback::timeline {

// Which row of a lane takes something that starts at `start`: `preferred` (where the same call was before) when it fits
// there, else the uppermost that fits, else a new one, which is added. Overlapping bars thus never share a row.
[[nodiscard]] std::size_t rowFor(std::vector<Track>& rows, base::SteadyTime start,
                                 std::optional<std::size_t> preferred);

} // namespace knockback::timeline
