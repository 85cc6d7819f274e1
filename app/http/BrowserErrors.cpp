// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/BrowserErrors.h"

#include <algorithm>
#include <array>

namespace knockback::http {

namespace {

struct BrowserError {
    QByteArrayView name; // a trailing '*' stands for any ending
    FailureKind kind;
    Phase phase;
};

// The first match counts, so exact names stand before the patterns that would cover them.
constexpr std::array browserErrors{
    BrowserError{"NAME_NOT_RESOLVED", FailureKind::HostNotFound, Phase::Dns},
    BrowserError{"NAME_RESOLUTION_FAILED", FailureKind::HostNotFound, Phase::Dns},
    BrowserError{"ICANN_NAME_COLLISION", FailureKind::HostNotFound, Phase::Dns},
    BrowserError{"DNS_TIMED_OUT", FailureKind::Timeout, Phase::Dns},
    BrowserError{"DNS_*", FailureKind::HostNotFound, Phase::Dns},
    BrowserError{"CONNECTION_REFUSED", FailureKind::ConnectionRefused, Phase::Connect},
    BrowserError{"CONNECTION_TIMED_OUT", FailureKind::Timeout, Phase::Connect},
    BrowserError{"TIMED_OUT", FailureKind::Timeout, Phase::None},
    BrowserError{"CONNECTION_RESET", FailureKind::RemoteHostClosed, Phase::None},
    BrowserError{"CONNECTION_CLOSED", FailureKind::RemoteHostClosed, Phase::None},
    BrowserError{"CONNECTION_ABORTED", FailureKind::RemoteHostClosed, Phase::None},
    BrowserError{"EMPTY_RESPONSE", FailureKind::RemoteHostClosed, Phase::Read},
    BrowserError{"SOCKET_NOT_CONNECTED", FailureKind::RemoteHostClosed, Phase::None},
    BrowserError{"HTTP2_SERVER_REFUSED_STREAM", FailureKind::RemoteHostClosed, Phase::Read},
    BrowserError{"CONNECTION_FAILED", FailureKind::Other, Phase::Connect},
    BrowserError{"ADDRESS_UNREACHABLE", FailureKind::Other, Phase::Connect},
    BrowserError{"INTERNET_DISCONNECTED", FailureKind::Other, Phase::Connect},
    BrowserError{"NETWORK_CHANGED", FailureKind::Other, Phase::Connect},
    BrowserError{"NETWORK_IO_SUSPENDED", FailureKind::Other, Phase::Connect},
    BrowserError{"TUNNEL_CONNECTION_FAILED", FailureKind::TunnelFailed, Phase::Proxy},
    BrowserError{"PROXY_CONNECTION_FAILED", FailureKind::Other, Phase::Proxy},
    BrowserError{"PROXY_CERTIFICATE_INVALID", FailureKind::SslHandshakeFailed, Phase::Proxy},
    BrowserError{"PROXY_*", FailureKind::TunnelFailed, Phase::Proxy},
    BrowserError{"SOCKS_*", FailureKind::TunnelFailed, Phase::Proxy},
    BrowserError{"CERT_*", FailureKind::SslHandshakeFailed, Phase::Tls},
    BrowserError{"SSL_*", FailureKind::SslHandshakeFailed, Phase::Tls},
    BrowserError{"BAD_SSL_*", FailureKind::SslHandshakeFailed, Phase::Tls},
    BrowserError{"CERTIFICATE_TRANSPARENCY_REQUIRED", FailureKind::SslHandshakeFailed, Phase::Tls},
    BrowserError{"CONTENT_LENGTH_MISMATCH", FailureKind::ContentTruncated, Phase::Body},
    BrowserError{"INCOMPLETE_CHUNKED_ENCODING", FailureKind::ContentTruncated, Phase::Body},
    BrowserError{"INCOMPLETE_HTTP2_*", FailureKind::ContentTruncated, Phase::Body},
    BrowserError{"CONTENT_DECODING_*", FailureKind::ProtocolError, Phase::Body},
    BrowserError{"INVALID_CHUNKED_ENCODING", FailureKind::ProtocolError, Phase::Body},
    BrowserError{"RESPONSE_HEADERS_TOO_BIG", FailureKind::TooLarge, Phase::Read},
    BrowserError{"INVALID_HTTP_RESPONSE", FailureKind::ProtocolError, Phase::Read},
    BrowserError{"INVALID_RESPONSE", FailureKind::ProtocolError, Phase::Read},
    BrowserError{"RESPONSE_HEADERS_*", FailureKind::ProtocolError, Phase::Read},
    BrowserError{"RESPONSE_BODY_*", FailureKind::ProtocolError, Phase::Body},
    BrowserError{"HTTP2_*", FailureKind::ProtocolError, Phase::None},
    BrowserError{"QUIC_*", FailureKind::ProtocolError, Phase::None},
    BrowserError{"ABORTED", FailureKind::Cancelled, Phase::None},
    BrowserError{"BLOCKED_*", FailureKind::NotSent, Phase::None},
    BrowserError{"UNSAFE_PORT", FailureKind::NotSent, Phase::None},
    BrowserError{"INVALID_URL", FailureKind::NotSent, Phase::None},
    BrowserError{"UNKNOWN_URL_SCHEME", FailureKind::NotSent, Phase::None},
    BrowserError{"DISALLOWED_URL_SCHEME", FailureKind::NotSent, Phase::None},
};

bool matches(QByteArrayView pattern, QByteArrayView name) {
    return pattern.endsWith('*') ? name.startsWith(pattern.chopped(1)) : name == pattern;
}

bool isNameCharacter(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

} // namespace

std::optional<NetworkFailure> failureFromBrowser(QByteArrayView text) {
    QByteArrayView name = text.trimmed();
    if (name.startsWith("net::"))
        name = name.sliced(5);
    if (!name.startsWith("ERR_"))
        return std::nullopt;
    const auto end = std::find_if_not(name.begin(), name.end(), isNameCharacter);
    name = name.sliced(4, end - name.begin() - 4);

    const auto known = std::find_if(browserErrors.begin(), browserErrors.end(),
                                    [&](const BrowserError& error) { return matches(error.name, name); });
    NetworkFailure failure{FailureKind::Other, Phase::None, QString::fromUtf8(text)};
    if (known != browserErrors.end()) {
        failure.kind = known->kind;
        failure.phase = known->phase;
    }
    return failure;
}

} // namespace knockback::http
