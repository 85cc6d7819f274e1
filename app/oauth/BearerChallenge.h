// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/Attempt.h"

namespace knockback::oauth {

// Whether a new token may be taken where this one was refused. Not when the server says that the grant itself is not
// enough: a missing scope (RFC 6750 3.1), or a login that is too weak or too old (RFC 9470 3). Renewing brings the
// same.
[[nodiscard]] bool newTokenMayHelp(const http::Attempt& attempt);

} // namespace knockback::oauth
