// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/ConnectivityCheck.h"
#include "app/session/Minimizer.h"
#include "ui/diagnosis/StepTable.h"

namespace knockback::ui {

// What the search and the check have found so far, as lines of a StepTable.
[[nodiscard]] std::vector<StepLine> linesOf(const session::MinimizeNews& news);
[[nodiscard]] std::vector<StepLine> linesOf(const session::CheckNews& news);

// What their marks mean, for screen readers.
[[nodiscard]] QString probeMark(StepLine::Mark mark);
[[nodiscard]] QString checkMark(StepLine::Mark mark);

// The checklist and its conclusion as plain text, for a ticket.
[[nodiscard]] QString checkText(const session::CheckNews& news);

} // namespace knockback::ui
