// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/journal/Journal.h"

#include <vector>

namespace knockback::cli {

// Everything that the journal holds now.
[[nodiscard]] std::vector<journal::Event> allEvents(const journal::Journal& journal);

} // namespace knockback::cli
