// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/Attempt.h"

#include <QByteArrayView>

#include <optional>

namespace knockback::interop {

// "Request URL:", "Status Code: 403 Forbidden", ":status: 403": lines of a browser's page about one request.
[[nodiscard]] bool isDevtoolsLine(QByteArrayView line);

// What was marked and copied in a browser's developer tools: name and value on one line or on two, with or without the
// titles of the sections, pseudo-header fields too. Nothing when no status is among it.
[[nodiscard]] std::optional<http::Attempt> readDevtoolsText(QByteArrayView text);

} // namespace knockback::interop
