// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/CurlEasy.h"
#include "app/http/Request.h"

namespace knockback::http {

// Sets everything that follows from the request alone (method, headers, options), and switches off whatever the library
// would add, follow, decode or resend by itself. Callbacks are the caller's.
void setUp(CurlEasy& easy, const Request& request);

} // namespace knockback::http
