// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/oauth/EndpointCall.h"

namespace knockback::oauth {

namespace {
constexpr qint64 mostBytes = 1024 * 1024;
constexpr base::Milliseconds lookEvery(50);
} // namespace

EndpointCall::EndpointCall(Parts& parts, const http::Request& request, Finished finished)
    : m_parts(parts)
    , m_request(request)
    , m_startedAt(parts.wallNow())
    , m_finished(std::move(finished)) {
    http::AttemptProgress progress;
    progress.headReceived = [this](const http::ResponseHead& head) {
        m_announcedTooMuch = head.headers.value("Content-Length").value_or("0").trimmed().toLongLong() > mostBytes;
    };
    progress.bodyStarted = [this](const http::Body& body) {
        m_body = body;
        m_timer = m_parts.scheduler.after({}, [this] { watch(); });
    };
    m_pending = m_parts.transport.send(
        request, [this](const http::Attempt& attempt) { finish(attempt); }, std::move(progress));
}

void EndpointCall::watch() {
    if (m_announcedTooMuch || m_body->size() > mostBytes)
        return cutOff();
    m_timer = m_parts.scheduler.after(lookEvery, [this] { watch(); });
}

void EndpointCall::cutOff() {
    m_pending.reset();
    http::Attempt attempt;
    attempt.request = m_request;
    attempt.startedAt = m_startedAt;
    attempt.connection.requestsOnWire = 1;
    attempt.failure =
        http::NetworkFailure{http::FailureKind::TooLarge, http::Phase::Body, QStringLiteral("over 1 MiB")};
    finish(attempt);
}

void EndpointCall::finish(const http::Attempt& attempt) {
    m_timer.cancel();
    const auto finished = std::move(m_finished);
    if (!attempt.response || attempt.response->body.size() <= mostBytes)
        return finished(attempt);
    http::Attempt cut = attempt;
    cut.response.reset();
    cut.failure = http::NetworkFailure{http::FailureKind::TooLarge, http::Phase::Body, QStringLiteral("over 1 MiB")};
    finished(cut);
}

} // namespace knockback::oauth
