// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/MessageBar.h"

#include <functional>

namespace knockback::ui {

// Says what was just done, with the button that takes it back once.
void offerUndo(MessageBar& bar, diagnosis::Cause cause, const QString& sentence, std::function<void()> back);

} // namespace knockback::ui
