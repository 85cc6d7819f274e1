// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/CurlAttempt.h"

#include "app/http/CurlErrorMap.h"
#include "app/http/CurlSetup.h"
#include "app/http/MessageHead.h"
#include "app/http/SocketAddress.h"

#include <utility>

namespace knockback::http {

CurlAttempt::CurlAttempt(CurlEngine& engine, const Request& request, std::function<void(Attempt)> finished,
                         AttemptProgress progress)
    : m_engine(engine)
    , m_finished(std::move(finished))
    , m_progress(std::move(progress)) {
    m_attempt.request = request;
    m_trace.startedAt = m_engine.loop.clock().steadyNow();
    m_attempt.startedAt = m_engine.loop.clock().wallNow();
}

void CurlAttempt::start() {
    if (m_over || m_cancelled)
        return;
    if (const QString problem = problemWith(m_attempt.request); !problem.isEmpty()) {
        end(NetworkFailure{FailureKind::NotSent, Phase::None, problem});
        return;
    }
    m_easy = std::make_unique<CurlEasy>();
    setUp(*m_easy, m_attempt.request);
    setCallbacks();
    if (m_easy->error() != CURLE_OK) {
        const auto why = QString::fromUtf8(curl_easy_strerror(m_easy->error()));
        end(NetworkFailure{FailureKind::NotSent, Phase::None,
                           QStringLiteral("the transport refused an option: ") + why});
        return;
    }
    m_engine.multi->add(m_easy->handle(), [this](CURLcode code) { completed(code); });
}

void CurlAttempt::cancel() {
    if (m_cancelled || m_over)
        return;
    m_cancelled = true;
    m_engine.loop.post([weak = weak_from_this()] {
        const auto self = weak.lock();
        if (!self || self->m_over)
            return;
        self->takeFacts();
        self->end(self->cancelled());
    });
}

void CurlAttempt::abandon() {
    m_finished = nullptr;
    m_progress = {};
    cancel();
}

NetworkFailure CurlAttempt::cancelled() const {
    return {FailureKind::Cancelled, m_trace.phase(m_attempt.request.body.size(), m_response.hasHead()), {}};
}

// The library does not send a body with a HEAD unless it also waits for one in return, so it is stopped after the head.
bool CurlAttempt::endsWithHead() const {
    const auto& request = m_attempt.request;
    return request.method == "HEAD" && !request.body.isEmpty() && m_response.hasHead();
}

void CurlAttempt::watchEarlyAnswer() {
    const qint64 bodySize = m_attempt.request.body.size();
    if (!EarlyAnswer::isPossible(m_response.head(), bodySize))
        return;
    m_early.emplace(m_response.head(), bodySize);
    lookAtEarlyAnswer();
}

void CurlAttempt::lookAtEarlyAnswer() {
    if (m_early->isOver(m_response.body().size(), m_trace, m_engine.loop.clock().steadyNow())) {
        takeFacts();
        end(std::nullopt);
        return;
    }
    m_earlyTimer = m_engine.loop.after(EarlyAnswer::step, [this] { lookAtEarlyAnswer(); });
}

CurlOutcome CurlAttempt::outcome(CURLcode code) const {
    return {.code = code,
            .errorText = m_easy->errorText(),
            .osError = m_easy->info<long>(CURLINFO_OS_ERRNO, 0),
            .proxyError = static_cast<CURLproxycode>(m_easy->info<long>(CURLINFO_PROXY_ERROR, CURLPX_OK)),
            .remark = m_remark,
            .answeredEarly = m_early && m_early->isWhole(m_response.body().size(), m_trace),
            .versionRefused = m_versionRefused,
            .resendRefused = m_resendRefused || (code == CURLE_SEND_FAIL_REWIND && m_trace.headsOnWire() > 0),
            .now = m_engine.loop.clock().wallNow(),
            .request = m_attempt.request,
            .trace = m_trace,
            .response = m_response,
            .tls = *m_verdict};
}

void CurlAttempt::completed(CURLcode code) {
    takeFacts();
    if (endsWithHead())
        code = CURLE_OK;
    end(m_cancelled ? cancelled() : failureOf(outcome(code)));
}

// What the handle knows, while there still is one.
void CurlAttempt::takeFacts() {
    m_trace.endedAt = m_engine.loop.clock().steadyNow();
    if (!m_easy)
        return;
    const auto lookedUp = m_easy->info<curl_off_t>(CURLINFO_NAMELOOKUP_TIME_T, 0);
    const auto connected = m_easy->info<curl_off_t>(CURLINFO_CONNECT_TIME_T, 0);
    if (m_trace.socketOpened && connected > 0)
        m_trace.tcpConnect = base::Microseconds(std::max<curl_off_t>(connected - lookedUp, 0));
}

// Of a connection that may never come as far as the request.
void CurlAttempt::noteAddresses() {
    const auto address = [&](CURLINFO ip, CURLINFO port) {
        const char* text = m_easy->info<char*>(ip, nullptr);
        return text && *text ? hostAndPort(text, static_cast<int>(m_easy->info<long>(port, 0))) : QByteArray();
    };
    m_attempt.connection.remoteAddress = address(CURLINFO_PRIMARY_IP, CURLINFO_PRIMARY_PORT);
    m_attempt.connection.localAddress = address(CURLINFO_LOCAL_IP, CURLINFO_LOCAL_PORT);
}

void CurlAttempt::end(std::optional<NetworkFailure> failure) {
    m_over = true;
    m_earlyTimer.cancel();
    const auto self = shared_from_this();
    m_engine.attempts.erase(this);
    if (m_easy) {
        m_engine.multi->remove(m_easy->handle());
        m_easy.reset();
    }
    if (!m_finished)
        return;

    m_attempt.failure = std::move(failure);
    m_attempt.response = m_response.take();
    m_attempt.timing = m_trace.timing();
    m_attempt.sentHead = m_trace.sentHead();
    if (!m_attempt.sentHead.isEmpty())
        m_attempt.request.headers = requestFields(m_attempt.sentHead);
    auto& facts = m_attempt.connection;
    if (m_attempt.response)
        facts.httpVersion = m_attempt.response->head.version;
    if (facts.certificates.empty())
        facts.certificates = std::move(m_verdict->certificates);
    facts.reused = m_trace.reused();
    facts.bytesSent = m_trace.bytesSent();
    facts.bytesReceived = m_trace.bytesReceived();
    facts.requestsOnWire = m_trace.headsOnWire();
    // The last statement: what it calls may destroy the transport.
    std::exchange(m_finished, nullptr)(std::move(m_attempt));
}

} // namespace knockback::http
