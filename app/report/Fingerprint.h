// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/report/EscalationReport.h"

namespace knockback::report {

// What the provider needs to find the request in its own logs.
[[nodiscard]] std::vector<Fact> fingerprintOf(const journal::AttemptRecord& record, const ReportOptions& options);

} // namespace knockback::report
