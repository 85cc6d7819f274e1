// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/RedactionRun.h"

namespace knockback::http {

// Hides the contents of parts with sensitive names (name="password") in a multipart body (RFC 2046, RFC 7578), and in
// other parts what redactAnything() finds. `type` is its Content-Type, for the boundary.
[[nodiscard]] QByteArray redactMultipart(const QByteArray& body, const QByteArray& type, RedactionRun& run,
                                         const QString& place);

} // namespace knockback::http
