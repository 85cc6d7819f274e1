// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/CurlErrorMap.h"

#include "app/http/ClientCertificateCheck.h"
#include "app/http/CurlFailureParts.h"
#include "app/http/Route.h"

#include <cerrno>
#include <cstring>

namespace knockback::http {

namespace {

QByteArray errnoName(long error) {
    const char* name = error > 0 ? strerrorname_np(static_cast<int>(error)) : nullptr;
    return name ? QByteArray(name) : QByteArray();
}

NetworkFailure timeout(const CurlOutcome& o) {
    const Phase phase = phaseOf(o);
    const Timing timing = o.trace.timing();
    const auto& options = o.request.options;
    const bool connecting =
        phase == Phase::Dns || phase == Phase::Connect || phase == Phase::Tls || phase == Phase::Proxy;
    // The limit that struck reads better than the clock, which is always a little past it.
    std::optional<base::Microseconds> limit = options.timeout;
    if (connecting && options.connectTimeout && (!limit || *options.connectTimeout < *limit))
        limit = options.connectTimeout;
    FailureDetail detail = where(o);
    if (!connecting) {
        detail.ms("connected in ", timing.connect).ms("tls ", timing.tls);
        detail.add(phase == Phase::Send ? "request partly sent" : "request sent");
    }
    detail.ms("", limit.value_or(timing.total));
    if (!connecting)
        detail.add(QByteArray::number(o.trace.bytesReceived()) + " bytes received");
    return {FailureKind::Timeout, phase, detail.text()};
}

NetworkFailure notConnected(const CurlOutcome& o) {
    FailureKind kind = FailureKind::Other;
    if (o.osError == ECONNREFUSED)
        kind = FailureKind::ConnectionRefused;
    else if (o.osError == ETIMEDOUT)
        kind = FailureKind::Timeout;
    else if (o.osError == ECONNRESET)
        kind = FailureKind::RemoteHostClosed;
    FailureDetail detail = where(o);
    detail.add("errno", errnoName(o.osError));
    if (o.osError == 0)
        detail.add(o.errorText);
    return {kind, Phase::Connect, detail.text()};
}

NetworkFailure bodyCutShort(const CurlOutcome& o) {
    FailureDetail detail;
    detail.add("status", QByteArray::number(o.response.head().status));
    if (const auto length = o.response.head().headers.value("Content-Length"))
        detail.add("Content-Length: " + *length);
    detail.add("received", QByteArray::number(o.response.body().size()));
    detail.add(ending(o));
    return {FailureKind::ContentTruncated, Phase::Body, detail.text()};
}

// The connection ended before the head of the answer did.
NetworkFailure closedEarly(const CurlOutcome& o) {
    const Phase phase = phaseOf(o);
    FailureDetail detail;
    if (const auto& lines = o.response.unfinishedHead(); !lines.isEmpty())
        detail.add("response head broke off after " + QByteArray::number(lines.count('\n')) + " lines");
    else if (!o.response.informational().empty())
        detail.add("no answer after HTTP " + QByteArray::number(o.response.informational().back().status));
    else if (o.trace.reused())
        detail.add("kept-alive connection died when it was used again");
    if (o.trace.reused())
        detail.add("the request was not resent");
    detail.add(ending(o)).add("addr", o.trace.triedAddress);
    return {FailureKind::RemoteHostClosed, phase, detail.text()};
}

NetworkFailure other(const CurlOutcome& o, FailureKind kind) {
    return {kind, phaseOf(o),
            where(o).add(o.errorText.isEmpty() ? QByteArray(curl_easy_strerror(o.code)) : o.errorText).text()};
}

std::optional<NetworkFailure> ownLimit(const CurlOutcome& o) {
    if (o.response.headersTooLarge() || o.errorText.contains("Too large response headers"))
        return NetworkFailure{FailureKind::TooLarge, o.response.hasHead() ? Phase::Body : Phase::Read,
                              QStringLiteral("response headers over %1 bytes").arg(ResponseAssembler::mostHeaderBytes)};
    // The library's own bound on one line.
    const bool waiting = o.trace.firstReceived && !o.response.hasHead();
    if (waiting && o.code == CURLE_OUT_OF_MEMORY)
        return NetworkFailure{FailureKind::TooLarge, Phase::Read,
                              QStringLiteral("a response header line over 100 KiB")};
    if (o.response.diskRefused())
        return NetworkFailure{
            FailureKind::Other, Phase::Body,
            QStringLiteral("the temporary folder has no room for the body; received=%1").arg(o.response.body().size())};
    return std::nullopt;
}

NetworkFailure notSent(const QString& why) {
    return {FailureKind::NotSent, Phase::None, why};
}

NetworkFailure unknownName(const CurlOutcome& o) {
    FailureDetail detail;
    if (o.code == CURLE_COULDNT_RESOLVE_PROXY)
        detail.add("the name of the proxy").add("proxy", proxyAuthority(o.request.options.proxy));
    else
        detail.add("host", hostOf(o.request));
    return {FailureKind::HostNotFound, Phase::Dns, detail.text()};
}

// What was noticed on the way says more than the library's code.
std::optional<NetworkFailure> noticed(const CurlOutcome& o) {
    if (auto limit = ownLimit(o))
        return limit;
    if (o.resendRefused && !o.response.hasHead())
        return o.remark.isEmpty() ? closedEarly(o) : http2Broken(o);
    if (o.versionRefused)
        return notSent(where(o).add("HTTP/2 was asked for, and the server speaks HTTP/1.1 alone").text());
    if (!o.trace.tunnelAnswer.isEmpty() && phaseOf(o) == Phase::Proxy && o.code != CURLE_OPERATION_TIMEDOUT)
        return tunnelRefused(o);
    if (wantsClientCertificate(o))
        return clientCertificateRefused(o);
    if (isHttp2Broken(o))
        return http2Broken(o);
    return std::nullopt;
}

// Codes with one meaning.
std::optional<NetworkFailure> byCode(const CurlOutcome& o) {
    switch (o.code) {
    case CURLE_OPERATION_TIMEDOUT:
        return timeout(o);
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
        return unknownName(o);
    case CURLE_COULDNT_CONNECT:
        return notConnected(o);
    case CURLE_PROXY:
        return socksRefused(o);
    case CURLE_PEER_FAILED_VERIFICATION:
        return certificateRefused(o);
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_ISSUER_ERROR:
        return handshakeBroken(o);
    case CURLE_SSL_CACERT_BADFILE:
        return notSent(QStringLiteral("the file of trusted certificates cannot be read; file=%1")
                           .arg(QString::fromUtf8(o.request.options.caFile)));
    case CURLE_SSL_CERTPROBLEM:
        return notSent(problemWith(o.request.options.clientCertificate, o.errorText));
    case CURLE_UNSUPPORTED_PROTOCOL: // HTTP/0.9
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_BAD_CONTENT_ENCODING:
        return other(o, FailureKind::ProtocolError);
    case CURLE_URL_MALFORMAT:
        return other(o, FailureKind::NotSent);
    case CURLE_OK: // "done", but the head never was
    case CURLE_GOT_NOTHING:
    case CURLE_PARTIAL_FILE:
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
        return std::nullopt;
    default:
        return other(o, FailureKind::Other);
    }
}

// The other side stopped: what it left unfinished tells why.
NetworkFailure brokenOff(const CurlOutcome& o) {
    if (o.errorText.contains("chunked-encoding"))
        return other(o, FailureKind::ProtocolError);
    if (o.response.hasHead())
        return bodyCutShort(o);
    // The library reports a broken handshake behind a proxy as a plain receive error.
    return o.trace.tlsStarted && !o.trace.ready ? handshakeBroken(o) : closedEarly(o);
}

} // namespace

std::optional<NetworkFailure> failureOf(const CurlOutcome& o) {
    const bool whole = o.code == CURLE_OK || (o.answeredEarly && o.code == CURLE_HTTP2_STREAM);
    if (whole && o.response.hasHead())
        return std::nullopt;
    if (auto failure = noticed(o))
        return failure;
    if (auto failure = byCode(o))
        return failure;
    return brokenOff(o);
}

} // namespace knockback::http
