// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/RedactionRun.h"

namespace knockback::http {

// Hides the contents of XML elements with sensitive names (<wsse:Password>, <SecretAccessKey>), also in CDATA.
[[nodiscard]] QByteArray redactElements(const QByteArray& text, RedactionRun& run, const QString& place);

} // namespace knockback::http
