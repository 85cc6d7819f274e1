// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/Invocation.h"

namespace knockback::cli {

// Writes the escalation report of a call that was just made. Returns what went wrong, or an empty text.
[[nodiscard]] QString writeCallReport(const Invocation& invocation, session::Services& services, base::CallId call,
                                      const QByteArray& credential, const QString& path);

} // namespace knockback::cli
