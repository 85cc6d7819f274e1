// SPDX-License-Identifier: GPL-3.0-or-later
// The library's callbacks of CurlAttempt: they stamp, record and refuse, and decide nothing else.
#include "app/http/CurlAttempt.h"

#include "app/http/Route.h"
#include "app/http/SocketAddress.h"

#include <sys/socket.h>

namespace knockback::http {

namespace {

// Null without TLS.
SSL* tlsOf(const CurlEasy& easy) {
    const auto* session = easy.info<curl_tlssessioninfo*>(CURLINFO_TLS_SSL_PTR, nullptr);
    const bool known = session && session->backend == CURLSSLBACKEND_OPENSSL;
    return known ? static_cast<SSL*>(session->internals) : nullptr;
}

CurlAttempt* attemptOf(void* self) {
    return static_cast<CurlAttempt*>(self);
}

} // namespace

void CurlAttempt::setCallbacks() {
    const auto self = static_cast<void*>(this);
    m_easy->set(CURLOPT_VERBOSE, 1L);
    m_easy->set(CURLOPT_DEBUGFUNCTION, &CurlAttempt::onDebug);
    m_easy->set(CURLOPT_DEBUGDATA, self);
    m_easy->set(CURLOPT_HEADERFUNCTION, &CurlAttempt::onHeader);
    m_easy->set(CURLOPT_HEADERDATA, self);
    m_easy->set(CURLOPT_WRITEFUNCTION, &CurlAttempt::onBody);
    m_easy->set(CURLOPT_WRITEDATA, self);
    m_easy->set(CURLOPT_READFUNCTION, &CurlAttempt::onRead);
    m_easy->set(CURLOPT_READDATA, self);
    m_easy->set(CURLOPT_OPENSOCKETFUNCTION, &CurlAttempt::onOpenSocket);
    m_easy->set(CURLOPT_OPENSOCKETDATA, self);
    m_easy->set(CURLOPT_RESOLVER_START_FUNCTION, &CurlAttempt::onLookup);
    m_easy->set(CURLOPT_RESOLVER_START_DATA, self);
    m_easy->set(CURLOPT_SSL_CTX_FUNCTION, &CurlAttempt::onTlsContext);
    m_easy->set(CURLOPT_SSL_CTX_DATA, self);
    m_easy->set(CURLOPT_PREREQFUNCTION, &CurlAttempt::onReady);
    m_easy->set(CURLOPT_PREREQDATA, self);
}

int CurlAttempt::onDebug(CURL*, curl_infotype type, char* data, size_t size, void* self) {
    attemptOf(self)->trace(type, {data, static_cast<qsizetype>(size)});
    return 0;
}

void CurlAttempt::trace(curl_infotype type, QByteArrayView bytes) {
    const auto now = [this] { return m_engine.loop.clock().steadyNow(); };
    switch (type) {
    case CURLINFO_TEXT:
        if (bytes.contains("GOAWAY") || bytes.startsWith("REFUSED_STREAM"))
            m_remark = bytes.trimmed().toByteArray();
        break;
    case CURLINFO_HEADER_OUT:
        m_trace.headSent(bytes, now());
        break;
    case CURLINFO_DATA_OUT:
        m_trace.bodySent(bytes, now());
        break;
    case CURLINFO_HEADER_IN:
    case CURLINFO_DATA_IN:
        m_trace.received(bytes, now());
        break;
    default:
        break;
    }
}

size_t CurlAttempt::onHeader(char* data, size_t size, size_t count, void* self) {
    const size_t n = size * count;
    return attemptOf(self)->addLine({data, static_cast<qsizetype>(n)}) ? n : CURL_WRITEFUNC_ERROR;
}

bool CurlAttempt::addLine(QByteArrayView line) {
    if (!m_trace.ready) {
        m_trace.tunnelAnswer += line;
        return m_trace.tunnelAnswer.size() <= ResponseAssembler::mostHeaderBytes;
    }
    const bool hadHead = m_response.hasHead();
    if (m_cancelled || !m_response.addLine(line))
        return false;
    if (!hadHead && m_response.hasHead()) {
        watchEarlyAnswer();
        if (const auto tell = m_progress.headReceived) // a copy: it may end by dropping itself
            tell(m_response.head());
    }
    return !m_cancelled && !endsWithHead();
}

size_t CurlAttempt::onBody(char* data, size_t size, size_t count, void* self) {
    const size_t n = size * count;
    const auto attempt = attemptOf(self)->shared_from_this(); // what is told of the body may drop the last other owner
    if (attempt->hadItsTurn(n))
        return CURL_WRITEFUNC_PAUSE; // the same bytes come again
    return attempt->addBody({data, static_cast<qsizetype>(n)}) ? n : CURL_WRITEFUNC_ERROR;
}

// The library reads up to a hundred times from a fast server before it returns: milliseconds in which no timer of the
// loop runs. So a body steps back after every share of it, until timers and other sockets had their turn.
bool CurlAttempt::hadItsTurn(size_t bytes) {
    constexpr size_t share = 256UL * 1024;
    if (m_cancelled || (m_turn += bytes) <= share || speaksHttp2())
        return false;
    m_turn = 0;
    m_engine.loop.post([weak = weak_from_this()] {
        const auto attempt = weak.lock();
        if (attempt && attempt->m_easy && !attempt->m_over)
            curl_easy_pause(attempt->m_easy->handle(), CURLPAUSE_CONT);
    });
    return true;
}

bool CurlAttempt::addBody(QByteArrayView bytes) {
    const bool hadBody = m_response.hasBody();
    if (m_cancelled || !m_response.addBody(bytes))
        return false;
    if (!hadBody && m_response.hasBody())
        if (const auto tell = m_progress.bodyStarted)
            tell(m_response.body());
    return !m_cancelled;
}

size_t CurlAttempt::onRead(char* data, size_t size, size_t count, void* self) {
    CurlAttempt& attempt = *attemptOf(self);
    if (attempt.m_cancelled)
        return CURL_READFUNC_ABORT;
    const qint64 n = attempt.m_attempt.request.body.readInto(attempt.m_readOffset, {data, size * count});
    attempt.m_readOffset += n;
    return static_cast<size_t>(n);
}

curl_socket_t CurlAttempt::onOpenSocket(void* self, curlsocktype, curl_sockaddr* address) {
    CurlAttempt& attempt = *attemptOf(self);
    // A new connection although the request is already out: the old one died and the library means to send again.
    if (attempt.m_trace.headsOnWire() > 0) {
        attempt.m_resendRefused = true;
        return CURL_SOCKET_BAD;
    }
    if (!attempt.m_trace.socketOpened)
        attempt.m_trace.socketOpened = attempt.m_engine.loop.clock().steadyNow();
    attempt.m_trace.triedAddress = addressText(&address->addr);
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

int CurlAttempt::onLookup(void*, void*, void* self) {
    CurlAttempt& attempt = *attemptOf(self);
    // Called for addresses too, for which nothing is looked up.
    if (!attempt.m_trace.lookupStarted && !isAddress(connectionHost(attempt.m_attempt.request)))
        attempt.m_trace.lookupStarted = attempt.m_engine.loop.clock().steadyNow();
    return 0;
}

CURLcode CurlAttempt::onTlsContext(CURL*, void* context, void* self) {
    CurlAttempt& attempt = *attemptOf(self);
    const auto anchors = attempt.m_engine.anchors.with(attempt.m_attempt.request.options.caFile);
    if (!anchors)
        return CURLE_SSL_CACERT_BADFILE;
    verifyWith(static_cast<SSL_CTX*>(context), anchors.get(), attempt.m_verdict);
    attempt.noteAddresses();
    attempt.m_trace.tlsStarted = attempt.m_engine.loop.clock().steadyNow();
    return CURLE_OK;
}

int CurlAttempt::onReady(void* self, char* remoteIp, char* localIp, int remotePort, int localPort) {
    CurlAttempt& attempt = *attemptOf(self);
    // Asked a second time: the library would send again what is already out.
    if (attempt.m_trace.headsOnWire() > 0) {
        attempt.m_resendRefused = true;
        return CURL_PREREQFUNC_ABORT;
    }
    if (attempt.m_cancelled)
        return CURL_PREREQFUNC_ABORT;
    if (attempt.m_attempt.request.options.version == HttpVersionChoice::Http2 && !attempt.speaksHttp2()) {
        attempt.m_versionRefused = true;
        return CURL_PREREQFUNC_ABORT;
    }
    attempt.m_trace.ready = attempt.m_engine.loop.clock().steadyNow();
    auto& facts = attempt.m_attempt.connection;
    facts.remoteAddress = hostAndPort(remoteIp, remotePort);
    facts.localAddress = hostAndPort(localIp, localPort);
    attempt.m_trace.triedAddress = facts.remoteAddress;
    attempt.noteTls();
    if (attempt.speaksHttp2() && attempt.m_attempt.request.body.size() > EarlyAnswer::grantedWindow)
        attempt.m_engine.multi->mayStall(attempt.m_easy->handle());
    return CURL_PREREQFUNC_OK;
}

void CurlAttempt::noteTls() {
    if (SSL* connection = tlsOf(*m_easy))
        m_engine.certificates.read(connection, m_attempt.connection);
}

// Over TLS the server picks the version (ALPN, RFC 7301). Without TLS, HTTP/2 is spoken unasked.
bool CurlAttempt::speaksHttp2() const {
    const SSL* connection = tlsOf(*m_easy);
    if (!connection)
        return m_attempt.request.options.version == HttpVersionChoice::Http2;
    const unsigned char* picked = nullptr;
    unsigned int length = 0;
    SSL_get0_alpn_selected(connection, &picked, &length);
    return QByteArrayView(picked, length) == "h2";
}

} // namespace knockback::http
