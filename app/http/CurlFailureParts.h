// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/CurlErrorMap.h"
#include "app/http/FailureDetail.h"

// What the files that explain failures share.
namespace knockback::http {

[[nodiscard]] QByteArray hostOf(const Request& request);
[[nodiscard]] Phase phaseOf(const CurlOutcome& outcome);
[[nodiscard]] bool wasReset(const CurlOutcome& outcome);
// How the other side ended it: "connection closed", "connection reset by peer".
[[nodiscard]] QByteArray ending(const CurlOutcome& outcome);
// "host=…; addr=…"
[[nodiscard]] FailureDetail where(const CurlOutcome& outcome);

// A certificate of the server, or of an https:// proxy, that is not to be trusted.
[[nodiscard]] NetworkFailure certificateRefused(const CurlOutcome& outcome);
// A TLS handshake that the other side ended.
[[nodiscard]] NetworkFailure handshakeBroken(const CurlOutcome& outcome);
// The other side ended the connection over the client certificate, which in TLS 1.3 may show only after the handshake.
[[nodiscard]] bool wantsClientCertificate(const CurlOutcome& outcome);
[[nodiscard]] NetworkFailure clientCertificateRefused(const CurlOutcome& outcome);

// A proxy's answer to CONNECT, or what it said over SOCKS.
[[nodiscard]] NetworkFailure tunnelRefused(const CurlOutcome& outcome);
[[nodiscard]] NetworkFailure socksRefused(const CurlOutcome& outcome);

// A stream or connection of HTTP/2 that ended against its rules, or for a reason that the server named.
[[nodiscard]] bool isHttp2Broken(const CurlOutcome& outcome);
[[nodiscard]] NetworkFailure http2Broken(const CurlOutcome& outcome);

} // namespace knockback::http
