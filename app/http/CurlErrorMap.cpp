// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/CurlErrorMap.h"

#include "app/http/FailureDetail.h"
#include "app/http/MessageHead.h"
#include "app/http/Route.h"
#include "app/http/Url.h"

#include <QDateTime>

#include <cerrno>
#include <cstring>

namespace knockback::http {

namespace {

QByteArray hostOf(const Request& request) {
    const auto parts = parseUrl(request.url);
    return parts ? parts->host : QByteArray();
}

QByteArray errnoName(long error) {
    const char* name = error > 0 ? strerrorname_np(static_cast<int>(error)) : nullptr;
    return name ? QByteArray(name) : QByteArray();
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

NetworkFailure certificateRefused(const CurlOutcome& o) {
    FailureDetail detail;
    const auto about = [&](const CertificateFacts& certificate) {
        detail.add("subject", certificate.subject).add("issuer", certificate.issuer);
    };
    const QByteArray now =
        QDateTime::fromMSecsSinceEpoch(base::toEpochMs(o.now), Qt::UTC).toString(Qt::ISODate).toLatin1();
    const CertificateFacts leaf = o.tls.certificates.empty() ? CertificateFacts() : o.tls.certificates.front();
    switch (o.tls.error) {
    case X509_V_OK: // the chain is good, so the name is not
        detail.add("certificate does not match the host").add("host", hostOf(o.request));
        detail.add("subject", leaf.subject).add("subjectAltNames", leaf.subjectAltNames);
        break;
    case X509_V_ERR_CERT_HAS_EXPIRED:
        detail.add("certificate has expired");
        about(o.tls.failing);
        detail.add("notAfter", o.tls.failing.notAfter).add("local clock " + now);
        break;
    case X509_V_ERR_CERT_NOT_YET_VALID:
        detail.add("certificate is not yet valid");
        about(o.tls.failing);
        detail.add("notBefore", o.tls.failing.notBefore).add("local clock " + now);
        break;
    default:
        detail.add("certificate not trusted").add("issuer", leaf.issuer).add("subject", leaf.subject);
        detail.add(X509_verify_cert_error_string(o.tls.error));
    }
    return {FailureKind::SslHandshakeFailed, Phase::Tls, detail.text()};
}

NetworkFailure handshakeBroken(const CurlOutcome& o) {
    if (o.tls.error != X509_V_OK)
        return certificateRefused(o);
    const bool closed =
        wasReset(o) || o.errorText.contains("SSL_ERROR_SYSCALL") || o.errorText.contains("unexpected eof");
    FailureDetail detail;
    detail.ms("tcp connected in ", o.trace.timing().connect);
    detail.add(closed ? ending(o) + " during the handshake" : o.errorText);
    detail.add("sni", hostOf(o.request)).add("addr", o.trace.triedAddress);
    return {closed ? FailureKind::RemoteHostClosed : FailureKind::SslHandshakeFailed, Phase::Tls, detail.text()};
}

NetworkFailure tunnelRefused(const CurlOutcome& o) {
    const ResponseHead answer = parseResponseHead(o.trace.tunnelAnswer);
    FailureDetail detail;
    detail.add("proxy", proxyAuthority(o.request.options.proxy));
    const auto target = parseUrl(o.request.url);
    if (target && answer.status > 0)
        detail.add("CONNECT " + target->host + ':' + QByteArray::number(target->port) + " answered HTTP " +
                   QByteArray::number(answer.status));
    else
        detail.add(o.errorText);
    for (const QByteArray name : {"X-Squid-Error", "Via", "Server"})
        if (const auto value = answer.headers.value(name))
            detail.add(name + ": " + *value);
    return {FailureKind::TunnelFailed, Phase::Proxy, detail.text()};
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

} // namespace

std::optional<NetworkFailure> failureOf(const CurlOutcome& o) {
    if (o.code == CURLE_OK && o.response.hasHead())
        return std::nullopt;
    if (auto limit = ownLimit(o))
        return limit;
    if (o.resendRefused && !o.response.hasHead())
        return closedEarly(o);
    if (!o.trace.tunnelAnswer.isEmpty() && !o.trace.ready && !o.trace.tlsStarted && o.code != CURLE_OPERATION_TIMEDOUT)
        return tunnelRefused(o);

    switch (o.code) {
    case CURLE_OPERATION_TIMEDOUT:
        return timeout(o);
    case CURLE_COULDNT_RESOLVE_HOST:
        return NetworkFailure{FailureKind::HostNotFound, Phase::Dns,
                              FailureDetail().add("host", hostOf(o.request)).text()};
    case CURLE_COULDNT_RESOLVE_PROXY:
        return NetworkFailure{FailureKind::HostNotFound, Phase::Dns, QStringLiteral("the proxy's name is not known")};
    case CURLE_COULDNT_CONNECT:
        return notConnected(o);
    case CURLE_PROXY:
        return tunnelRefused(o);
    case CURLE_PEER_FAILED_VERIFICATION:
        return certificateRefused(o);
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_ISSUER_ERROR:
        return handshakeBroken(o);
    case CURLE_SSL_CACERT_BADFILE:
        return NetworkFailure{FailureKind::NotSent, Phase::None,
                              QStringLiteral("the file of trusted certificates cannot be read; file=%1")
                                  .arg(QString::fromUtf8(o.request.options.caFile))};
    case CURLE_UNSUPPORTED_PROTOCOL: // HTTP/0.9
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM:
    case CURLE_BAD_CONTENT_ENCODING:
        return other(o, FailureKind::ProtocolError);
    case CURLE_URL_MALFORMAT:
        return other(o, FailureKind::NotSent);
    case CURLE_OK: // "done", but the head never was
    case CURLE_GOT_NOTHING:
    case CURLE_PARTIAL_FILE:
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
        break;
    default:
        return other(o, FailureKind::Other);
    }
    if (o.errorText.contains("chunked-encoding"))
        return other(o, FailureKind::ProtocolError);
    if (o.response.hasHead())
        return bodyCutShort(o);
    // The library reports a broken handshake behind a proxy as a plain receive error.
    return o.trace.tlsStarted && !o.trace.ready ? handshakeBroken(o) : closedEarly(o);
}

} // namespace knockback::http
