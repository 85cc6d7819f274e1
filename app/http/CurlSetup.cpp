// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/CurlSetup.h"

#include "app/http/ClientCertificateCheck.h"
#include "app/http/Route.h"

#include <algorithm>
#include <array>
#include <climits>

namespace knockback::http {

namespace {

void append(CurlEasy::List& list, const QByteArray& line) {
    curl_slist* longer = curl_slist_append(list.get(), line.constData());
    if (!longer)
        throw std::bad_alloc();
    static_cast<void>(list.release());
    list.reset(longer);
}

CurlEasy::List emptyList() {
    return {nullptr, &curl_slist_free_all};
}

// Exactly the request's lines. "Name:" tells the library to leave out its own line, "Name;" sends an empty one.
CurlEasy::List headerLines(const HeaderList& headers) {
    auto list = emptyList();
    // A Host of the user would be moved to the front and renamed; with the library's own one off, it is a line like any
    // other.
    for (const QByteArrayView own : {"Accept", "User-Agent", "Content-Type", "Expect", "Proxy-Connection", "Host"})
        if (headers.contains(own) == (own == QByteArrayView("Host")))
            append(list, own.toByteArray() + ':');
    for (const auto& field : headers)
        append(list, field.value.trimmed().isEmpty() ? field.name + ';' : field.name + ": " + field.value);
    return list;
}

void setMethod(CurlEasy& easy, const Request& request) {
    constexpr std::array<QByteArrayView, 3> announceEmptyBody{"POST", "PUT", "PATCH"}; // RFC 9110 8.6
    const bool upload = !request.body.isEmpty() || std::find(announceEmptyBody.begin(), announceEmptyBody.end(),
                                                             request.method) != announceEmptyBody.end();
    if (upload) {
        easy.set(CURLOPT_UPLOAD, 1L);
        easy.set(CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
    } else if (request.method == "HEAD") {
        easy.set(CURLOPT_NOBODY, 1L);
    }
    easy.set(CURLOPT_CUSTOMREQUEST, request.method.constData());
}

bool isTls(const Request& request) {
    return request.url.left(6).toLower() == "https:";
}

// A proxy that is asked for the whole URL, instead of one that only carries bytes (a tunnel, SOCKS).
bool isForwarded(const Request& request) {
    const bool httpProxy = !request.options.proxy.isEmpty() && !request.options.proxy.toLower().startsWith("socks");
    return httpProxy && !isTls(request) && request.options.version != HttpVersionChoice::Http2;
}

// The path and query as they stand in the URL, with all before them for a forwarding proxy (RFC 9112 3.2). The library
// would percent-encode bytes over 127 in the path.
QByteArray requestTarget(const Request& request) {
    const QByteArray& url = request.url;
    const qsizetype authority = url.indexOf("//") + 2;
    const auto isEnd = [](char c) { return c == '/' || c == '?' || c == '#'; };
    const auto begin = std::find_if(url.begin() + authority, url.end(), isEnd);
    QByteArray target(begin, std::find(begin, url.end(), '#') - begin);
    if (!target.startsWith('/'))
        target.prepend('/');
    return isForwarded(request) ? url.left(begin - url.begin()) + target : target;
}

void setLimits(CurlEasy& easy, const SendOptions& options) {
    const auto ms = [](std::optional<base::Milliseconds> limit, long otherwise) {
        return limit ? std::clamp<long>(limit->count(), 1, INT_MAX) : otherwise;
    };
    easy.set(CURLOPT_TIMEOUT_MS, ms(options.timeout, 0));
    // 0 would mean the library's own 300 s.
    easy.set(CURLOPT_CONNECTTIMEOUT_MS, ms(options.connectTimeout, INT_MAX));
}

void setVersion(CurlEasy& easy, const Request& request) {
    long version = CURL_HTTP_VERSION_2TLS;
    if (request.options.version == HttpVersionChoice::Http11)
        version = CURL_HTTP_VERSION_1_1;
    // Without TLS the alternative is an Upgrade header, which nobody asked for.
    else if (request.options.version == HttpVersionChoice::Http2 && !isTls(request))
        version = CURL_HTTP_VERSION_2_PRIOR_KNOWLEDGE;
    easy.set(CURLOPT_HTTP_VERSION, version);
    // libcurl 7.88 starts HTTP/2 once more on a kept connection where it was not agreed on by TLS, and breaks it.
    static const bool breaksKept = curl_version_info(CURLVERSION_NOW)->version_num < 0x080000;
    const bool fresh = breaksKept && version == CURL_HTTP_VERSION_2_PRIOR_KNOWLEDGE;
    easy.set(CURLOPT_FRESH_CONNECT, fresh ? 1L : 0L);
    easy.set(CURLOPT_FORBID_REUSE, fresh ? 1L : 0L);
}

long familyOf(const SendOptions& options) {
    switch (options.family) {
    case AddressFamily::V4:
        return CURL_IPRESOLVE_V4;
    case AddressFamily::V6:
        return CURL_IPRESOLVE_V6;
    case AddressFamily::Any:
        break;
    }
    return CURL_IPRESOLVE_WHATEVER;
}

void setRoute(CurlEasy& easy, const Request& request) {
    const SendOptions& options = request.options;
    easy.set(CURLOPT_IPRESOLVE, familyOf(options));
    // Empty, not unset: unset reads the environment.
    easy.set(CURLOPT_PROXY, options.proxy.constData());
    easy.set(CURLOPT_NOPROXY, "");
    // HTTP/2 is spoken with the server itself.
    easy.set(CURLOPT_HTTPPROXYTUNNEL, options.proxy.isEmpty() || isForwarded(request) ? 0L : 1L);
    auto proxyHeaders = emptyList();
    append(proxyHeaders, "Proxy-Connection:");
    easy.set(CURLOPT_PROXYHEADER, std::move(proxyHeaders));
    // The request's own headers are not for the proxy.
    easy.set(CURLOPT_HEADEROPT, static_cast<long>(CURLHEADER_SEPARATE));
    // Not CURLOPT_RESOLVE: that would stay in the cache for all later requests.
    auto redirections = emptyList();
    for (const auto& text : options.resolve)
        if (const auto entry = parseOverride(text))
            append(redirections, entry->connectToLine());
    if (redirections)
        easy.set(CURLOPT_CONNECT_TO, std::move(redirections));
}

// A key without a passphrase gets an empty one: without any, OpenSSL would ask at the terminal.
void setIdentity(CurlEasy& easy, const ClientCertificate& certificate) {
    if (certificate.file.isEmpty())
        return;
    const bool both = isPkcs12(certificate.file); // certificate and key in one
    easy.set(CURLOPT_SSLCERT, certificate.file.constData());
    easy.set(CURLOPT_SSLCERTTYPE, both ? "P12" : "PEM");
    const QByteArray& key = certificate.keyFile.isEmpty() ? certificate.file : certificate.keyFile;
    easy.set(CURLOPT_SSLKEY, both ? nullptr : key.constData());
    easy.set(CURLOPT_KEYPASSWD, certificate.passphrase.isNull() ? "" : certificate.passphrase.constData());
}

void setTrust(CurlEasy& easy, const SendOptions& options) {
    easy.set(CURLOPT_SSL_VERIFYPEER, options.verifyTls ? 1L : 0L);
    easy.set(CURLOPT_SSL_VERIFYHOST, options.verifyTls ? 2L : 0L);
    // The anchors come from TrustAnchors. The file is still named here so that no connection is shared with a request
    // that does not trust it.
    easy.set(CURLOPT_CAPATH, static_cast<const char*>(nullptr));
    easy.set(CURLOPT_CAINFO, options.caFile.isEmpty() ? nullptr : options.caFile.constData());
    easy.set(CURLOPT_PROXY_CAPATH, static_cast<const char*>(nullptr));
    easy.set(CURLOPT_PROXY_CAINFO, options.caFile.isEmpty() ? nullptr : options.caFile.constData());
    // Says nothing here, where the anchors are ours; it keeps the connections of requests that insist on HTTP/2 apart,
    // which could otherwise get a kept one that speaks HTTP/1.1.
    easy.set(CURLOPT_SSL_OPTIONS,
             options.version == HttpVersionChoice::Http2 ? static_cast<long>(CURLSSLOPT_NO_PARTIALCHAIN) : 0L);
}

} // namespace

void setUp(CurlEasy& easy, const Request& request) {
    easy.set(CURLOPT_URL, request.url.constData());
    easy.set(CURLOPT_PATH_AS_IS, 1L);
    easy.set(CURLOPT_REQUEST_TARGET, requestTarget(request).constData());
    easy.set(CURLOPT_PROTOCOLS_STR, "http,https");
    easy.set(CURLOPT_FOLLOWLOCATION, 0L);
    easy.set(CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_NONE));
    easy.set(CURLOPT_NOSIGNAL, 1L);
    // A lookup that hangs must not hold the engine when its attempt is cancelled or times out.
    easy.set(CURLOPT_QUICK_EXIT, 1L);
    easy.set(CURLOPT_BUFFERSIZE, 100L * 1024);
    easy.set(CURLOPT_NOPROGRESS, 1L);
    setMethod(easy, request);
    easy.set(CURLOPT_HTTPHEADER, headerLines(request.headers));
    setLimits(easy, request.options);
    setVersion(easy, request);
    setRoute(easy, request);
    setTrust(easy, request.options);
    setIdentity(easy, request.options.clientCertificate);
}

} // namespace knockback::http
