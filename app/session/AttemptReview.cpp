// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/AttemptReview.h"

#include "app/diagnosis/RedactDiagnosis.h"
#include "app/http/ContentCoding.h"
#include "app/http/Url.h"
#include "app/ratelimit/QuotaReader.h"

#include <algorithm>

namespace knockback::session {

namespace {

// Longer answers are kept compressed, so the record of them says only how long they are.
constexpr qint64 mostDecoded = 16 * 1024 * 1024;

// The answer in plain text, for the rules and for the redactor, which cannot see into a compressed body.
http::Attempt decoded(const http::Attempt& attempt) {
    http::Attempt plain = attempt;
    if (!plain.response || plain.response->body.isEmpty())
        return plain;
    const auto coding = plain.response->headers().combined("Content-Encoding");
    if (!coding || coding->trimmed().isEmpty())
        return plain;
    auto body = http::decodeBody(plain.response->body, *coding, mostDecoded);
    if (body.problem.isEmpty() || !body.body.isEmpty()) {
        plain.response->encodedSize = plain.response->body.size();
        plain.response->body = std::move(body.body);
        plain.response->decoded = true;
    }
    return plain;
}

} // namespace

std::shared_ptr<journal::AttemptRecord> review(EngineParts& parts, const http::Attempt& asReceived,
                                               base::WallTime receivedAt, const diagnosis::History& before,
                                               const ratelimit::RouteKey* route) {
    const http::Attempt attempt = decoded(asReceived);
    auto quota = ratelimit::readQuota(attempt, parts.knowledge.catalogue(), receivedAt);
    if (route) {
        const std::lock_guard lock(parts.limits.mutex);
        parts.limits.quota.correct(*route, quota, parts.scheduler.clock().steadyNow());
    }
    auto diagnosis = parts.knowledge.diagnoser().diagnose(attempt, quota, before);
    diagnosis::hideSecrets(diagnosis, parts.redactor());
    for (auto& problem : quota.problems)
        problem = QString::fromUtf8(parts.redactor().redact(problem.toUtf8()));
    const auto url = http::parseUrl(attempt.request.url);
    const auto* provider = url ? parts.knowledge.catalogue().forHost(url->host) : nullptr;
    auto redacted = parts.redactor().redact(attempt);
    const auto& kept = redacted.attempt().response;
    const bool intact = kept && kept->body == attempt.response->body;
    return std::make_shared<journal::AttemptRecord>(journal::AttemptRecord{
        .call = {},
        .id = {},
        .number = 1,
        .requestName = {},
        .provider = provider ? provider->id : QByteArray(),
        .lane = {},
        .exchange = std::move(redacted),
        .diagnosis = std::move(diagnosis),
        .quota = std::move(quota),
        .decision = {},
        .tokenRequest = false,
        .bodyIntact = intact,
    });
}

Ending endingOf(const journal::AttemptRecord& record) {
    using diagnosis::Cause;
    const auto& attempt = record.exchange.attempt();
    const Cause cause = record.diagnosis.cause;
    if (!attempt.response || cause == Cause::Network)
        return Ending::Silence;
    const int status = attempt.status();
    if (cause == Cause::Credential || (!diagnosis::isBlock(cause) && (status == 401 || status == 403)))
        return Ending::Refused;
    const bool good = (status >= 200 && status < 300) || status == 304;
    return good && !diagnosis::isBlock(cause) ? Ending::Worked : Ending::Other;
}

ServerWait serverWait(const journal::AttemptRecord& record) {
    if (record.quota.retryAfterSeconds)
        return {record.quota.retryAfterSeconds, false, record.quota.retryAfterSource};
    if (record.diagnosis.retryAfterSeconds)
        return {record.diagnosis.retryAfterSeconds, false, QString()};
    if (record.diagnosis.cause != diagnosis::Cause::RateLimit)
        return {};
    ServerWait wait;
    for (const auto& window : record.quota.windows)
        if (window.remaining && *window.remaining <= 0 && window.resetSeconds)
            wait = {std::max(wait.seconds.value_or(0), *window.resetSeconds), true, QString()};
    if (!wait.seconds && record.quota.blockSeconds)
        wait = {record.quota.blockSeconds, false, QStringLiteral("as its documentation asks")};
    return wait;
}

bool neverProcessed(const http::Attempt& attempt) {
    using http::FailureKind;
    using http::Phase;
    if (attempt.response || !attempt.failure)
        return false;
    if (attempt.connection.requestsOnWire == 0)
        return true;
    switch (attempt.failure->kind) {
    case FailureKind::HostNotFound:
    case FailureKind::ConnectionRefused:
    case FailureKind::SslHandshakeFailed:
    case FailureKind::TunnelFailed:
    case FailureKind::NotSent:
        return true;
    default:
        return attempt.failure->phase == Phase::Dns || attempt.failure->phase == Phase::Connect ||
               attempt.failure->phase == Phase::Tls;
    }
}

} // namespace knockback::session
