// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/RunSummary.h"
#include "app/session/Services.h"

#include <functional>

namespace knockback::cli {

// Calls that are sent through the engine, so many at a time; each is made when its turn comes.
struct ManyCalls {
    std::size_t count = 0;
    int concurrency = 1;
    std::function<session::CallSpec(std::size_t index)> spec;
    // Told of each as it ends, in the order in which they do. May be empty.
    std::function<void(std::size_t index, const RunCall& call)> finished = {};
    // Whether, after this one, no other needs to be begun. May be empty.
    std::function<bool(const RunCall& call)> isHopeless = {};
};

// Until all are done, or the user interrupts: then what runs is cancelled, and what was not begun is left out.
[[nodiscard]] RunSummary sendAll(session::Services& services, const ManyCalls& calls);

} // namespace knockback::cli
