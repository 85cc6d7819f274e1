// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/Request.h"
#include "app/http/Response.h"

#include <QString>

#include <optional>

namespace knockback::http {

// Where an answer sends the client (RFC 9110 15.4).
struct Redirect {
    QByteArray url;            // absolute; the fragment of the old URL is inherited when the new one has none
    QByteArray method;         // 303 and, as everywhere, 301 and 302 after POST become GET
    bool keepsBody = true;     // false when the method changed
    bool leavesOrigin = false; // scheme, host or port differ: secrets stay behind
    bool leavesTls = false;    // https to http
    QString problem;           // why it cannot be followed (no Location, another scheme); `url` is empty then
};

// Nothing when the status is not a redirect that moves (300, 304 and 305 are none).
[[nodiscard]] std::optional<Redirect> redirectOf(const Request& request, const ResponseHead& answer);

} // namespace knockback::http
