// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/RedactionRun.h"

namespace knockback::http {

// Hides the contents of parts with sensitive names (name="password") in a multipart/form-data body (RFC 7578).
[[nodiscard]] QByteArray redactMultipart(const QByteArray& body, RedactionRun& run, const QString& place);

} // namespace knockback::http
