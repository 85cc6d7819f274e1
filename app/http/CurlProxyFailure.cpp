// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/CurlFailureParts.h"
#include "app/http/MessageHead.h"
#include "app/http/Route.h"
#include "app/http/Url.h"

namespace knockback::http {

namespace {

bool hasCredentials(const QByteArray& proxy) {
    return proxy.contains('@');
}

const char* credentialsWanted(const CurlOutcome& o) {
    return hasCredentials(o.request.options.proxy) ? "the proxy does not accept the user name and password"
                                                   : "the proxy asks for a user name and password";
}

// RFC 1928 6 and RFC 1929 2
QByteArray socksWords(const CurlOutcome& o) {
    switch (o.proxyError) {
    case CURLPX_NO_AUTH:
        return "the proxy asks for a way to log in that is not known here";
    case CURLPX_UNKNOWN_FAIL:
    case CURLPX_USER_REJECTED:
        return credentialsWanted(o);
    case CURLPX_REPLY_NOT_ALLOWED:
        return "the proxy's rules do not allow this connection";
    case CURLPX_REPLY_NETWORK_UNREACHABLE:
        return "the proxy cannot reach the server's network";
    case CURLPX_REPLY_HOST_UNREACHABLE:
        return "the proxy cannot reach the server";
    case CURLPX_REPLY_CONNECTION_REFUSED:
        return "the server refused the proxy's connection";
    case CURLPX_REPLY_TTL_EXPIRED:
        return "the proxy's connection took too many hops";
    case CURLPX_REPLY_COMMAND_NOT_SUPPORTED:
    case CURLPX_REPLY_ADDRESS_TYPE_NOT_SUPPORTED:
        return "the proxy does not know this kind of address";
    case CURLPX_RESOLVE_HOST:
        return "the server's name could not be resolved here";
    case CURLPX_BAD_VERSION:
        return "what answers is no SOCKS5 proxy";
    case CURLPX_CLOSED:
    case CURLPX_RECV_CONNECT:
    case CURLPX_RECV_AUTH:
    case CURLPX_RECV_REQACK:
    case CURLPX_RECV_ADDRESS:
        return "the proxy closed the connection";
    case CURLPX_REPLY_GENERAL_SERVER_FAILURE:
        return "the proxy could not connect, and does not say why";
    default:
        return o.errorText;
    }
}

} // namespace

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
    if (answer.status == 407)
        detail.add(credentialsWanted(o));
    for (const QByteArray name : {"X-Squid-Error", "Via", "Server"})
        if (const auto value = answer.headers.value(name))
            detail.add(name + ": " + *value);
    return {FailureKind::TunnelFailed, Phase::Proxy, detail.text()};
}

NetworkFailure socksRefused(const CurlOutcome& o) {
    FailureDetail detail;
    detail.add("proxy", proxyAuthority(o.request.options.proxy));
    if (const auto target = parseUrl(o.request.url))
        detail.add("target", target->host + ':' + QByteArray::number(target->port));
    detail.add(socksWords(o));
    return {FailureKind::TunnelFailed, Phase::Proxy, detail.text()};
}

} // namespace knockback::http
