// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace knockback::http {

// Why an attempt has no complete response. The names are those of a HAR's `_error` ("timeout: phase=connect; …").
enum class FailureKind {
    HostNotFound,
    ConnectionRefused,
    RemoteHostClosed, // reset, or closed without (the whole of) a response head
    Timeout,
    SslHandshakeFailed,
    TunnelFailed, // a proxy refused CONNECT
    ContentTruncated,
    ProtocolError, // what came is not HTTP, or the body's coding is broken
    TooLarge,      // a header or body over the client's own bound
    NotSent,       // refused on this side before a byte went out (bad URL, disallowed host)
    Cancelled,
    Other
};

enum class Phase { None, Dns, Connect, Tls, Proxy, Send, Read, Body };

struct NetworkFailure {
    FailureKind kind = FailureKind::Other;
    Phase phase = Phase::None;
    // "key=value; key=value": host, addr, issuer, elapsed time … whatever is known. No secrets.
    QString detail;
};

// "timeout", "host_not_found" … and back; unknown text is Other.
[[nodiscard]] QByteArray failureName(FailureKind kind);
[[nodiscard]] FailureKind failureFromName(QByteArrayView name);
// "dns", "connect" …
[[nodiscard]] QByteArray phaseName(Phase phase);

// The `_error` text of a HAR entry and back: "kind: phase=…; detail", and browsers' "net::ERR_CONNECTION_RESET".
[[nodiscard]] QByteArray toHarError(const NetworkFailure& failure);
[[nodiscard]] std::optional<NetworkFailure> fromHarError(QByteArrayView text);

// For people: what happened, in which phase, and what is known about it.
[[nodiscard]] QString describe(const NetworkFailure& failure);

} // namespace knockback::http
