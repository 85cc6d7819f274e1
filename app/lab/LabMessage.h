// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "app/http/HeaderList.h"

#include <QByteArray>
#include <QHostAddress>

#include <optional>

namespace knockback::lab {

// A request as the lab received it.
struct LabRequest {
    QByteArray method;
    QByteArray target; // as on the request line
    http::HeaderList headers;
    QByteArray body;
    QHostAddress address; // of the client
    bool http10 = false;
    bool keepAlive = true;

    // The target's path, without query; of an absolute target (RFC 9112 3.2.2) too.
    [[nodiscard]] QByteArray path() const;
};

// An answer, and what goes wrong on its way.
struct LabReply {
    int status = 200;
    http::HeaderList headers; // without Content-Length and Connection
    QByteArray body;
    base::Milliseconds delay{0};        // before the first byte
    base::Milliseconds dripInterval{0}; // between pieces of `dripBytes`; 0 = all at once
    qint64 dripBytes = 0;
    std::optional<qint64> cutAfter; // so many bytes of the body, then the connection ends
    bool reset = false;             // no answer at all: the connection is reset
    bool close = false;             // the connection ends after it
};

// The bytes of the head, to and with the empty line, and of the body as far as it is sent.
struct WireReply {
    QByteArray head;
    QByteArray body;
};
[[nodiscard]] WireReply toWire(const LabReply& reply, const LabRequest& request);

} // namespace knockback::lab
