// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/report/ReportInput.h"

namespace knockback::report {

// One sentence that says what happened and no more than the answers prove.
[[nodiscard]] QString reportTitle(const ReportInput& input);

// "2026-11-22 10:41:37 UTC to 2026-11-22 10:43:02 UTC · 3 of 9 requests blocked"
[[nodiscard]] QString reportSummary(const ReportInput& input);

} // namespace knockback::report
