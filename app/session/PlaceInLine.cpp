// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/PlaceInLine.h"

#include <algorithm>

namespace knockback::session {

const PlaceInLine* placeOf(const PlacesInLine& places, base::CallId call) {
    const auto found = std::lower_bound(places->begin(), places->end(), call,
                                        [](const PlaceInLine& a, base::CallId b) { return a.call.value < b.value; });
    return found != places->end() && found->call == call ? &*found : nullptr;
}

} // namespace knockback::session
