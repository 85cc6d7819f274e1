// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/Lane.h"

#include <algorithm>

namespace knockback::timeline {

bool Lane::empty() const {
    return rotations.empty() && circuits.empty() &&
           std::all_of(rows.begin(), rows.end(), [](const Track& row) { return row.empty(); });
}

} // namespace knockback::timeline
