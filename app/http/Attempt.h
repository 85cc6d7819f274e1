// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "app/http/NetworkFailure.h"
#include "app/http/Request.h"
#include "app/http/Response.h"
#include "app/http/Timing.h"

#include <QByteArray>

#include <optional>
#include <vector>

namespace knockback::http {

struct CertificateFacts {
    QByteArray subject;
    QByteArray issuer;
    QByteArray notBefore;
    QByteArray notAfter;
    QByteArray subjectAltNames;
    QByteArray pem;
};

struct ConnectionFacts {
    QByteArray localAddress; // "127.0.0.1:53122"
    QByteArray remoteAddress;
    QByteArray httpVersion; // "HTTP/1.1", "HTTP/2"
    QByteArray tlsVersion;  // "TLSv1.3"; empty without TLS
    QByteArray tlsCipher;
    std::vector<CertificateFacts> certificates; // leaf first
    bool reused = false;
    qint64 bytesSent = 0; // on the wire, heads and bodies
    qint64 bytesReceived = 0;
    int requestsOnWire = 0; // how often a request head went out: 1, or 0 when it never came to that
};

// One exchange on the wire: what was sent, what came back or why nothing did, when, and over which connection.
// A complete response head that is followed by a broken body has both `response` and `failure`.
struct Attempt {
    Request request; // as sent, with the headers the transport added
    std::optional<Response> response;
    std::optional<NetworkFailure> failure;
    Timing timing;
    ConnectionFacts connection;
    base::WallTime startedAt{};
    QByteArray sentHead; // the request head's bytes as they went out

    [[nodiscard]] int status() const { return response ? response->status() : 0; }
};

} // namespace knockback::http
