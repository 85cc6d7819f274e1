// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "app/http/Body.h"
#include "app/http/HeaderList.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace knockback::http {

enum class HttpVersionChoice { Automatic, Http11, Http2 };
enum class AddressFamily { Any, V4, V6 };

// mTLS (RFC 8446 4.4.2): what this side shows when the server asks. All empty = nothing.
struct ClientCertificate {
    QByteArray file;       // PEM, the chain; may hold the key too
    QByteArray keyFile;    // PEM; empty = in `file`
    QByteArray passphrase; // of the key; a secret
    bool operator==(const ClientCertificate&) const = default;
};

// How to send, as far as it does not show in the request's bytes.
struct SendOptions {
    std::optional<base::Milliseconds> timeout = base::Milliseconds(30'000);        // the whole attempt
    std::optional<base::Milliseconds> connectTimeout = base::Milliseconds(15'000); // name, TCP, TLS
    HttpVersionChoice version = HttpVersionChoice::Automatic;
    bool verifyTls = true;
    QByteArray caFile; // extra trust anchors, PEM; empty = the system's
    QByteArray proxy; // empty = none; http://, https://, socks5:// (names resolved here) or socks5h:// (there), and may
                      // hold user:password@
    AddressFamily family = AddressFamily::Any;
    ClientCertificate clientCertificate;
    std::vector<QByteArray> resolve; // "host:port:address" overrides, as in curl --resolve
};

// One request, ready to go out: every variable and secret is in its place. Held only by the engine; everything that is
// shown, stored or exported is made from a RedactedAttempt.
struct Request {
    QByteArray method = "GET";
    QByteArray url;          // absolute, sent byte for byte
    HeaderList headers = {}; // exactly these go out, plus the transport's own, which are listed in Attempt::request
    Body body = {};
    SendOptions options = {};
};

// Safe and idempotent methods (RFC 9110 9.2).
[[nodiscard]] bool isIdempotent(QByteArrayView method);

// Why a request cannot be sent, in one sentence, or empty: not an absolute http(s) URL, a line break in a header, a bad
// method token, a proxy's address that is none.
[[nodiscard]] QString problemWith(const Request& request);

} // namespace knockback::http
