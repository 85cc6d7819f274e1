// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/report/EscalationReport.h"

namespace knockback::report {

// report.html: one file that needs nothing from the network, for light and dark screens. `picture` is the timeline's
// PNG, or empty.
[[nodiscard]] QByteArray writeHtml(const EscalationReport& report, const QByteArray& picture);

} // namespace knockback::report
