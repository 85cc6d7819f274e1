// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/Attempt.h"

#include <QByteArray>
#include <QByteArrayView>

#include <vector>

namespace knockback::interop {

// HTTP messages one after another as `curl -i`, HTTPie, a packet capture or an editor's client show them: answers alone
// or each after its request, LF or CRLF, a missing empty line between head and body, an error message of the client at
// the end. A request that nothing answered is left out.
[[nodiscard]] std::vector<http::Attempt> readRawExchanges(QByteArrayView text);

} // namespace knockback::interop
