// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/RedactionRun.h"

namespace knockback::http {

// Field lines with credentials in any text: "Authorization: Bearer …" in a log, a curl command, an echoed request, a
// JSON string. One that stands in quotes ends with them, any other with its line and those that continue it.
[[nodiscard]] QByteArray redactFieldLines(const QByteArray& text, RedactionRun& run);

} // namespace knockback::http
