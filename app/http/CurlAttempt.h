// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/CurlEasy.h"
#include "app/http/CurlEngine.h"
#include "app/http/EarlyAnswer.h"
#include "app/http/ResponseAssembler.h"
#include "app/http/Transport.h"
#include "app/http/WireTrace.h"

#include <functional>
#include <memory>

namespace knockback::http {

struct CurlOutcome;

// One attempt in flight: gives the library its callbacks and writes down what they say. Owned by CurlEngine::attempts
// until it is over. Its owner may let go from any callback, so nothing of the library is touched from inside cancel().
class CurlAttempt : public std::enable_shared_from_this<CurlAttempt> {
public:
    CurlAttempt(CurlEngine& engine, const Request& request, std::function<void(Attempt)> finished,
                AttemptProgress progress);

    void start();
    // Ends with FailureKind::Cancelled on the loop's next turn.
    void cancel();
    // The same without a word.
    void abandon();

private:
    static int onDebug(CURL* easy, curl_infotype type, char* data, size_t size, void* self);
    static size_t onHeader(char* data, size_t size, size_t count, void* self);
    static size_t onBody(char* data, size_t size, size_t count, void* self);
    static size_t onRead(char* data, size_t size, size_t count, void* self);
    static curl_socket_t onOpenSocket(void* self, curlsocktype purpose, curl_sockaddr* address);
    static int onLookup(void* resolver, void* reserved, void* self);
    static CURLcode onTlsContext(CURL* easy, void* context, void* self);
    static int onReady(void* self, char* remoteIp, char* localIp, int remotePort, int localPort);

    void setCallbacks();
    void trace(curl_infotype type, QByteArrayView bytes);
    bool addLine(QByteArrayView line);
    bool addBody(QByteArrayView bytes);
    bool hadItsTurn(size_t bytes);
    void noteAddresses();
    void noteTls();
    [[nodiscard]] bool speaksHttp2() const;
    void completed(CURLcode code);
    void takeFacts();
    [[nodiscard]] bool endsWithHead() const;
    void watchEarlyAnswer();
    void lookAtEarlyAnswer();
    [[nodiscard]] CurlOutcome outcome(CURLcode code) const;
    void end(std::optional<NetworkFailure> failure);
    [[nodiscard]] NetworkFailure cancelled() const;

    CurlEngine& m_engine;
    Attempt m_attempt;
    std::function<void(Attempt)> m_finished;
    AttemptProgress m_progress;
    WireTrace m_trace;
    ResponseAssembler m_response;
    std::shared_ptr<TlsVerdict> m_verdict = std::make_shared<TlsVerdict>();
    qint64 m_readOffset = 0;
    size_t m_turn = 0;   // bytes of the body since it last stepped back
    QByteArray m_remark; // what the library noticed about the connection, in its words
    std::optional<EarlyAnswer> m_early;
    base::TimerHandle m_earlyTimer;
    bool m_resendRefused = false;
    bool m_versionRefused = false;
    bool m_cancelled = false;
    bool m_over = false;
    std::unique_ptr<CurlEasy> m_easy; // while it is on the wire
};

} // namespace knockback::http
