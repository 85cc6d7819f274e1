// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ratelimit/RouteKey.h"
#include "app/workspace/RequestDraft.h"

namespace knockback::runs {

// Where a request will go, as far as that is known without the vault: for its limits. `inherited` is the auth of its
// file. An empty host when a variable of the address is not known.
[[nodiscard]] ratelimit::RouteKey routeOf(const workspace::RequestDraft& draft, const workspace::AuthDraft& inherited,
                                          const workspace::Environment& environment);

} // namespace knockback::runs
