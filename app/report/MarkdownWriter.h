// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/report/EscalationReport.h"

namespace knockback::report {

// report.md: made to be pasted into a support form. `withPicture` = timeline.png lies beside it.
[[nodiscard]] QByteArray writeMarkdown(const EscalationReport& report, bool withPicture);

} // namespace knockback::report
