// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "app/base/StrongId.h"

#include <memory>
#include <optional>
#include <vector>

namespace knockback::session {

// Where a call stands that waits for its turn at the pacer.
struct PlaceInLine {
    base::CallId call;
    int ahead = 0;                         // how many go before it
    std::optional<base::SteadyTime> due{}; // about when it may go; empty: only an answer can tell
    bool operator==(const PlaceInLine&) const = default;
};

// Of all waiting calls at one moment, by call number. Never null.
using PlacesInLine = std::shared_ptr<const std::vector<PlaceInLine>>;

// The place of one call; null when it does not wait for its turn.
[[nodiscard]] const PlaceInLine* placeOf(const PlacesInLine& places, base::CallId call);

} // namespace knockback::session
