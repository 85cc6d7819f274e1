// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/Attempt.h"

#include <QByteArray>
#include <QByteArrayView>

#include <vector>

namespace knockback::interop {

// A line that only `curl -v` writes: "> GET / HTTP/1.1", "< HTTP/2 200", "*   Trying …".
[[nodiscard]] bool isCurlTraceLine(QByteArrayView line);

// What `curl -v` told of every exchange, redirects, kept-alive connections and further commands included; the answers'
// bodies where they stand between its lines. A tunnel's CONNECT is part of its exchange. An exchange that ended before
// an answer has the failure that curl reports.
[[nodiscard]] std::vector<http::Attempt> readCurlTrace(QByteArrayView text);

} // namespace knockback::interop
