// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/CurlFailureParts.h"
#include "app/http/Route.h"
#include "app/http/Url.h"

#include <QDateTime>

#include <algorithm>
#include <array>

namespace knockback::http {

namespace {

// The handshake was with an https:// proxy and not with the server.
bool isAtProxy(const CurlOutcome& o) {
    return o.request.options.proxy.toLower().startsWith("https:") && !o.trace.tunnelStarted;
}

// Whose certificate it is.
QByteArray peerOf(const CurlOutcome& o) {
    if (!isAtProxy(o))
        return hostOf(o.request);
    const auto proxy = parseUrl(o.request.options.proxy);
    return proxy ? proxy->host : QByteArray();
}

// The check of the certificates failed, and it counted: a request may say that it does not, for the server's own.
bool wasDistrusted(const CurlOutcome& o) {
    return o.tls.error != X509_V_OK && (o.request.options.verifyTls || isAtProxy(o));
}

// "alert unknown ca" of "… tlsv1 alert unknown ca, errno 0"; empty when the other side sent none.
QByteArray alertOf(const CurlOutcome& o) {
    const qsizetype start = o.errorText.indexOf("alert ");
    if (start < 0)
        return {};
    return o.errorText.mid(start, o.errorText.indexOf(',', start) - start);
}

} // namespace

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
        detail.add("certificate does not match the host").add("host", peerOf(o));
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
    if (wasDistrusted(o))
        return certificateRefused(o);
    const bool closed =
        wasReset(o) || o.errorText.contains("SSL_ERROR_SYSCALL") || o.errorText.contains("unexpected eof");
    FailureDetail detail;
    detail.ms("tcp connected in ", o.trace.timing().connect);
    if (o.errorText.contains("wrong version number"))
        detail.add("what answers does not speak TLS");
    else
        detail.add(closed ? ending(o) + " during the handshake" : o.errorText);
    detail.add("sni", peerOf(o)).add("addr", o.trace.triedAddress);
    return {closed ? FailureKind::RemoteHostClosed : FailureKind::SslHandshakeFailed, Phase::Tls, detail.text()};
}

bool wantsClientCertificate(const CurlOutcome& o) {
    constexpr std::array<const char*, 6> words{"certificate required", "unknown ca",          "bad certificate",
                                               "certificate unknown",  "certificate expired", "certificate revoked"};
    if (!o.tls.certificateAsked || wasDistrusted(o) || o.response.hasHead() || o.trace.reused())
        return false;
    const QByteArray alert = alertOf(o);
    const bool said = std::any_of(words.begin(), words.end(), [&](const char* word) { return alert.contains(word); });
    // A server that closes at once may reset the connection before its alert is read.
    const bool left = !o.trace.firstReceived && (wasReset(o) || alert.contains("handshake failure"));
    return said || (left && o.request.options.clientCertificate.file.isEmpty());
}

NetworkFailure clientCertificateRefused(const CurlOutcome& o) {
    FailureDetail detail;
    if (o.request.options.clientCertificate.file.isEmpty())
        detail.add("the server asks for a client certificate, and the request has none");
    else
        detail.add("the server does not accept the client certificate");
    const QByteArray alert = alertOf(o);
    detail.add(alert.isEmpty() ? ending(o) : alert);
    detail.add("file", o.request.options.clientCertificate.file);
    detail.add("host", peerOf(o)).add("addr", o.trace.triedAddress);
    return {FailureKind::SslHandshakeFailed, Phase::Tls, detail.text()};
}

} // namespace knockback::http
