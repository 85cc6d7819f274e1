// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/LoopbackServer.h"

#include <memory>

#include <openssl/ssl.h>

namespace knockback::test {

// The TLS side of a server; null when it has none.
[[nodiscard]] std::shared_ptr<SSL_CTX> serverTls(const ServerKind& kind);

} // namespace knockback::test
