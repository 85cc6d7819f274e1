// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/CurlFailureParts.h"

#include "app/http/Url.h"

#include <cerrno>

namespace knockback::http {

QByteArray hostOf(const Request& request) {
    const auto parts = parseUrl(request.url);
    return parts ? parts->host : QByteArray();
}

Phase phaseOf(const CurlOutcome& o) {
    return o.trace.phase(o.request.body.size(), o.response.hasHead());
}

bool wasReset(const CurlOutcome& o) {
    return o.osError == ECONNRESET || o.osError == EPIPE || o.errorText.contains("reset by peer") ||
           o.errorText.contains("Connection reset") || o.errorText.contains("Broken pipe");
}

// How the other side ended it.
QByteArray ending(const CurlOutcome& o) {
    return wasReset(o) ? "connection reset by peer" : "connection closed";
}

FailureDetail where(const CurlOutcome& o) {
    FailureDetail detail;
    detail.add("host", hostOf(o.request)).add("addr", o.trace.triedAddress);
    return detail;
}

} // namespace knockback::http
