// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/journal/Event.h"

#include <QString>

namespace knockback::cli {

// A journal event as one line of plain language, or an empty text for what tells nothing new.
[[nodiscard]] QString storyLine(const journal::Event& event);

} // namespace knockback::cli
