// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/interop/ClientErrors.h"

#include <algorithm>
#include <array>

namespace knockback::interop {
namespace {

using http::FailureKind;
using http::Phase;

constexpr qsizetype longestMessage = 2000;

struct Said {
    QByteArrayView words; // in lower case
    FailureKind kind;
    Phase phase; // None = as far as the exchange had come
};

// The first that occurs counts: what names its phase stands before what any phase may say.
constexpr std::array known{
    Said{"resolving timed out", FailureKind::Timeout, Phase::Dns},
    Said{"could not resolve", FailureKind::HostNotFound, Phase::Dns},
    Said{"couldn't resolve", FailureKind::HostNotFound, Phase::Dns},
    Said{"unable to resolve host", FailureKind::HostNotFound, Phase::Dns},
    Said{"name or service not known", FailureKind::HostNotFound, Phase::Dns},
    Said{"nodename nor servname", FailureKind::HostNotFound, Phase::Dns},
    Said{"failure in name resolution", FailureKind::HostNotFound, Phase::Dns},
    Said{"name resolution error", FailureKind::HostNotFound, Phase::Dns},
    Said{"nameresolutionerror", FailureKind::HostNotFound, Phase::Dns},
    Said{"getaddrinfo", FailureKind::HostNotFound, Phase::Dns},
    Said{"enotfound", FailureKind::HostNotFound, Phase::Dns},
    Said{"no such host", FailureKind::HostNotFound, Phase::Dns},
    Said{"unknownhostexception", FailureKind::HostNotFound, Phase::Dns},
    Said{"ns_error_unknown_host", FailureKind::HostNotFound, Phase::Dns},

    Said{"connect tunnel failed", FailureKind::TunnelFailed, Phase::Proxy},
    Said{"tunnel connection failed", FailureKind::TunnelFailed, Phase::Proxy},
    Said{"proxy tunneling failed", FailureKind::TunnelFailed, Phase::Proxy},
    Said{"from proxy after connect", FailureKind::TunnelFailed, Phase::Proxy},
    Said{"proxy connect aborted", FailureKind::TunnelFailed, Phase::Proxy},
    Said{"proxy authentication required", FailureKind::TunnelFailed, Phase::Proxy},
    Said{"unable to tunnel through proxy", FailureKind::TunnelFailed, Phase::Proxy},

    Said{"connection refused", FailureKind::ConnectionRefused, Phase::Connect},
    Said{"econnrefused", FailureKind::ConnectionRefused, Phase::Connect},
    Said{"ns_error_connection_refused", FailureKind::ConnectionRefused, Phase::Connect},
    Said{"actively refused", FailureKind::ConnectionRefused, Phase::Connect},
    Said{"no route to host", FailureKind::Other, Phase::Connect},
    Said{"network is unreachable", FailureKind::Other, Phase::Connect},
    Said{"ehostunreach", FailureKind::Other, Phase::Connect},
    Said{"enetunreach", FailureKind::Other, Phase::Connect},

    Said{"ssl connection timeout", FailureKind::Timeout, Phase::Tls},
    Said{"tls handshake timeout", FailureKind::Timeout, Phase::Tls},
    Said{"connection timed out after", FailureKind::Timeout, Phase::Connect},
    Said{"connection timeout after", FailureKind::Timeout, Phase::Connect},
    Said{"connecttimeout", FailureKind::Timeout, Phase::Connect},
    Said{"connect timed out", FailureKind::Timeout, Phase::Connect},
    Said{"connect etimedout", FailureKind::Timeout, Phase::Connect},
    Said{"i/o timeout", FailureKind::Timeout, Phase::Connect},
    Said{"failed: connection timed out", FailureKind::Timeout, Phase::Connect},
    Said{"read timed out", FailureKind::Timeout, Phase::Read},
    Said{"awaiting headers", FailureKind::Timeout, Phase::Read},

    Said{"certificate", FailureKind::SslHandshakeFailed, Phase::Tls},
    Said{"x509:", FailureKind::SslHandshakeFailed, Phase::Tls},
    Said{"err_tls_cert", FailureKind::SslHandshakeFailed, Phase::Tls},
    Said{"pkix path", FailureKind::SslHandshakeFailed, Phase::Tls},

    Said{"transfer closed with", FailureKind::ContentTruncated, Phase::Body},
    Said{"incompleteread", FailureKind::ContentTruncated, Phase::Body},
    Said{"incomplete read", FailureKind::ContentTruncated, Phase::Body},
    Said{"connection closed at byte", FailureKind::ContentTruncated, Phase::Body},
    Said{"unexpected eof while reading body", FailureKind::ContentTruncated, Phase::Body},
    Said{"premature", FailureKind::ContentTruncated, Phase::Body},
    Said{"ns_error_net_partial_transfer", FailureKind::ContentTruncated, Phase::Body},

    Said{"empty reply", FailureKind::RemoteHostClosed, Phase::Read},
    Said{"no data received", FailureKind::RemoteHostClosed, Phase::Read},
    Said{"without response", FailureKind::RemoteHostClosed, Phase::Read},
    Said{"socket hang up", FailureKind::RemoteHostClosed, Phase::Read},
    Said{"server disconnected", FailureKind::RemoteHostClosed, Phase::Read},
    Said{"connection reset", FailureKind::RemoteHostClosed, Phase::None},
    Said{"reset by peer", FailureKind::RemoteHostClosed, Phase::None},
    Said{"econnreset", FailureKind::RemoteHostClosed, Phase::None},
    Said{"ns_error_net_reset", FailureKind::RemoteHostClosed, Phase::None},
    Said{"ns_error_net_interrupt", FailureKind::RemoteHostClosed, Phase::None},
    Said{"broken pipe", FailureKind::RemoteHostClosed, Phase::None},
    Said{"epipe", FailureKind::RemoteHostClosed, Phase::None},
    Said{"forcibly closed", FailureKind::RemoteHostClosed, Phase::None},
    Said{"ssl_error_syscall", FailureKind::RemoteHostClosed, Phase::Tls},
    Said{"unexpected eof", FailureKind::RemoteHostClosed, Phase::None},
    Said{"connection died", FailureKind::RemoteHostClosed, Phase::Read},
    Said{"connection was closed", FailureKind::RemoteHostClosed, Phase::None},

    Said{"wrong version number", FailureKind::SslHandshakeFailed, Phase::Tls},
    Said{"does not look like a tls handshake", FailureKind::SslHandshakeFailed, Phase::Tls},
    Said{"ssl routines", FailureKind::SslHandshakeFailed, Phase::Tls},
    Said{"alert handshake failure", FailureKind::SslHandshakeFailed, Phase::Tls},
    Said{"handshake failed", FailureKind::SslHandshakeFailed, Phase::Tls},
    Said{"handshakeexception", FailureKind::SslHandshakeFailed, Phase::Tls},
    Said{"unable to establish ssl", FailureKind::SslHandshakeFailed, Phase::Tls},
    Said{"gnutls", FailureKind::SslHandshakeFailed, Phase::Tls},
    Said{"eproto", FailureKind::SslHandshakeFailed, Phase::Tls},

    Said{"http/2 stream", FailureKind::ProtocolError, Phase::Read},
    Said{"http/2 framing", FailureKind::ProtocolError, Phase::Read},
    Said{"http/0.9", FailureKind::ProtocolError, Phase::Read},
    Said{"badstatusline", FailureKind::ProtocolError, Phase::Read},
    Said{"malformed http", FailureKind::ProtocolError, Phase::Read},
    Said{"parse error: expected http", FailureKind::ProtocolError, Phase::Read},
    Said{"chunked-encoding", FailureKind::ProtocolError, Phase::Body},
    Said{"chunk hex-length", FailureKind::ProtocolError, Phase::Body},
    Said{"content encoding", FailureKind::ProtocolError, Phase::Body},

    Said{"url rejected", FailureKind::NotSent, Phase::None},
    Said{"malformed", FailureKind::NotSent, Phase::None},
    Said{"unsupported protocol scheme", FailureKind::NotSent, Phase::None},
    Said{"not supported or disabled in libcurl", FailureKind::NotSent, Phase::None},

    Said{"timed out", FailureKind::Timeout, Phase::None},
    Said{"timeout", FailureKind::Timeout, Phase::None},
    Said{"deadline exceeded", FailureKind::Timeout, Phase::None},
    Said{"etimedout", FailureKind::Timeout, Phase::None},
    Said{"failed to connect to", FailureKind::ConnectionRefused, Phase::Connect},
    Said{"couldn't connect to server", FailureKind::ConnectionRefused, Phase::Connect},
};

} // namespace

std::optional<http::NetworkFailure> failureFromWords(QByteArrayView message, Phase reached) {
    const QByteArray text = message.first(std::min(message.size(), longestMessage)).trimmed().toByteArray();
    const QByteArray lower = text.toLower();
    const auto found =
        std::find_if(known.begin(), known.end(), [&](const Said& said) { return lower.contains(said.words); });
    if (found == known.end())
        return std::nullopt;
    const Phase phase = found->phase == Phase::None ? reached : found->phase;
    return http::NetworkFailure{found->kind, phase, QString::fromUtf8(text)};
}

bool isErrorMessage(QByteArrayView line) {
    const QByteArray text = line.first(std::min(line.size(), longestMessage)).trimmed().toByteArray();
    if (text.startsWith("curl: (") || text.startsWith("wget: ") || text.startsWith("http: error: "))
        return true;
    // "Error:", "TypeError:", "requests.exceptions.ReadTimeout:", "java.net.ConnectException:", "Post \"https://…\":
    // dial"
    const qsizetype colon = text.indexOf(": ");
    const QByteArray name = text.left(std::max<qsizetype>(colon, 0));
    const bool isType = !name.isEmpty() && !name.contains(' ') &&
                        (name.endsWith("Error") || name.endsWith("Exception") || name.endsWith("Timeout"));
    const bool isGo = (text.startsWith("Get \"http") || text.startsWith("Post \"http")) && text.contains("\": ");
    return (isType || isGo) && failureFromWords(text).has_value();
}

} // namespace knockback::interop
