// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/NetworkFailure.h"

namespace knockback::http {

// What a browser wrote into a HAR: "net::ERR_CONNECTION_RESET" (Chromium's network error names; the prefix may be
// missing). The name stays in the detail. Empty when the text is no such name.
[[nodiscard]] std::optional<NetworkFailure> failureFromBrowser(QByteArrayView text);

} // namespace knockback::http
