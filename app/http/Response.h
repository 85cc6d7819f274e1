// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/Body.h"
#include "app/http/HeaderList.h"

#include <QByteArray>

#include <vector>

namespace knockback::http {

// One response head: the final one, or an informational 1xx before it.
struct ResponseHead {
    QByteArray version; // "HTTP/1.1", "HTTP/2"
    int status = 0;
    QByteArray reason; // as sent; empty over HTTP/2
    HeaderList headers;
    QByteArray raw; // the bytes as they came (over HTTP/2 the library's text rendering)
};

struct Response {
    ResponseHead head;
    std::vector<ResponseHead> informational;
    HeaderList trailers;
    Body body;              // as on the wire: content codings are not undone …
    bool decoded = false;   // … but in a record of it, where they had to be so that its secrets can be found
    qint64 encodedSize = 0; // with `decoded`: on the wire

    [[nodiscard]] int status() const { return head.status; }
    [[nodiscard]] const HeaderList& headers() const { return head.headers; }
};

// The registered phrase of a status code ("Too Many Requests"), empty for unknown ones (RFC 9110, RFC 6585).
[[nodiscard]] QByteArray reasonPhrase(int status);

} // namespace knockback::http
