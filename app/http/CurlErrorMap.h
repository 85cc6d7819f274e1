// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/NetworkFailure.h"
#include "app/http/Request.h"
#include "app/http/ResponseAssembler.h"
#include "app/http/TlsVerification.h"
#include "app/http/WireTrace.h"

#include <curl/curl.h>

namespace knockback::http {

// Everything that is known when a transfer ends badly.
struct CurlOutcome {
    CURLcode code = CURLE_OK;
    QByteArray errorText;                 // the library's sentence
    long osError = 0;                     // errno of a failed connect
    CURLproxycode proxyError = CURLPX_OK; // of SOCKS
    QByteArray remark;           // what the library said about the connection: "REFUSED_STREAM …", "… GOAWAY …"
    bool answeredEarly = false;  // the answer is whole, although the request is not
    bool versionRefused = false; // HTTP/2 was asked for, and the server speaks something else
    bool resendRefused = false;  // the library wanted to send a second time
    base::WallTime now{};
    const Request& request;
    const WireTrace& trace;
    const ResponseAssembler& response;
    const TlsVerdict& tls;
};

// Why there is no complete response; empty when there is one.
[[nodiscard]] std::optional<NetworkFailure> failureOf(const CurlOutcome& outcome);

} // namespace knockback::http
