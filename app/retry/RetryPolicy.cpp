// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/retry/RetryPolicy.h"

#include "app/http/Request.h"
#include "app/retry/DurationText.h"

#include <cmath>

namespace knockback::retry {

namespace {

using diagnosis::Cause;

RetryDecision stop(DecisionReason reason, QString sentence) {
    return {DecisionKind::Stop, reason, base::Nanoseconds(0), std::move(sentence)};
}

bool succeeded(const AttemptView& attempt) {
    return attempt.diagnosis->cause == Cause::None && attempt.status > 0 && attempt.status < 400;
}

// The server still works on what an earlier attempt sent under the same key (Idempotency-Key draft, section 2.7).
bool isStillWorkedOn(const AttemptView& attempt) {
    return attempt.status == 409 && attempt.hasIdempotencyKey && attempt.number > 1;
}

bool listed(const RetryPolicy& policy, const AttemptView& attempt) {
    if (attempt.status == 0)
        return policy.onNetworkFailure || policy.causes.contains(attempt.diagnosis->cause);
    if (policy.statuses.contains(attempt.status) || policy.causes.contains(attempt.diagnosis->cause))
        return true;
    if (isStillWorkedOn(attempt))
        return true;
    // Limits that hide behind another status (403 at GitHub, 200 in GraphQL) count as the 429 that they are.
    return attempt.diagnosis->cause == Cause::RateLimit && policy.statuses.contains(429);
}

bool maySendAgain(const RetryPolicy& policy, const AttemptView& attempt) {
    // A rate limiter turns requests away before they are acted on; a request that never arrived was not acted on
    // either.
    return policy.retryUnsafeMethods || attempt.hasIdempotencyKey || attempt.neverProcessed ||
           http::isIdempotent(attempt.method) || attempt.diagnosis->cause == Cause::RateLimit;
}

// A 401 whose reason is not one that every new token would meet again (RFC 6750 3.1).
bool newTokenCures(const AttemptView& attempt) {
    if (attempt.diagnosis->cause != Cause::Credential || attempt.status != 401)
        return false;
    static const std::set<QByteArray> incurable{"insufficient_scope", "wrong_audience", "ip_allowlist", "sso_required",
                                                "suspended",          "clock_skew",     "bad_signature"};
    return !incurable.contains(attempt.diagnosis->subcause);
}

// Seconds to nanoseconds without overflow; a wait beyond the range is for ever.
base::Nanoseconds fromSeconds(double seconds) {
    constexpr double most = 9.0e9;
    if (!(seconds > 0))
        return base::Nanoseconds(0);
    return base::Nanoseconds(static_cast<long long>(std::ceil(std::min(seconds, most) * 1e9)));
}

RetryDecision waitThenRetry(const RetryPolicy& policy, const AttemptView& attempt, base::RandomSource& random) {
    RetryDecision decision;
    decision.kind = DecisionKind::Retry;
    decision.delay = backoffDelay(policy.backoff, attempt.number + 1, attempt.previousDelay, random);
    decision.reason = DecisionReason::Backoff;
    QString why = QStringLiteral("Waiting %1 (backoff)").arg(durationText(decision.delay));
    // "At once" is believed once: it may come from a stale answer, or from a date that has passed.
    const bool atOnce = attempt.serverWaitSeconds && !(*attempt.serverWaitSeconds > 0);
    if (attempt.serverWaitSeconds && !(atOnce && attempt.number > 1)) {
        // The server's word is a floor. Small jitter above it keeps many callers from coming back in the same instant.
        const auto asked = fromSeconds(*attempt.serverWaitSeconds);
        const auto spread = std::min<base::Nanoseconds>(asked / 20, std::chrono::milliseconds(250));
        decision.delay = asked + base::Nanoseconds(static_cast<long long>(random.uniform() * double(spread.count())));
        decision.reason = attempt.serverWaitIsReset ? DecisionReason::QuotaReset : DecisionReason::RetryAfter;
        why = attempt.serverWaitIsReset
                  ? QStringLiteral("The quota is used up and comes back in %1").arg(durationText(asked))
                  : QStringLiteral("The server asked to wait %1 (%2)")
                        .arg(durationText(asked), attempt.serverWaitSource.isEmpty() ? QStringLiteral("Retry-After")
                                                                                     : attempt.serverWaitSource);
    }
    decision.sentence =
        QStringLiteral("%1, then attempt %2 of %3.").arg(why).arg(attempt.number + 1).arg(policy.maxAttempts);
    return decision;
}

std::optional<RetryDecision> stopBeforeWaiting(const RetryPolicy& policy, const AttemptView& attempt) {
    if (attempt.diagnosis->retryable == false && !isStillWorkedOn(attempt))
        return stop(DecisionReason::NotRetryable, QStringLiteral("Sending the same request again would not help."));
    if (!listed(policy, attempt))
        return stop(DecisionReason::StatusNotListed,
                    attempt.status ? QStringLiteral("The policy does not retry status %1.").arg(attempt.status)
                                   : QStringLiteral("The policy does not retry network failures."));
    if (!maySendAgain(policy, attempt))
        return stop(
            DecisionReason::NotIdempotent,
            QStringLiteral("%1 may have been acted on, so it is not sent again by itself. Add an Idempotency-Key "
                           "or allow it in the policy.")
                .arg(QString::fromLatin1(attempt.method)));
    if (attempt.number >= policy.maxAttempts)
        return stop(DecisionReason::AttemptLimit,
                    policy.maxAttempts <= 1 ? QStringLiteral("The policy does not retry.")
                                            : QStringLiteral("All %1 attempts are used.").arg(policy.maxAttempts));
    if (!attempt.budgetAllows)
        return stop(DecisionReason::BudgetSpent,
                    QStringLiteral("The retry budget is spent: too many of the recent calls were retries."));
    return std::nullopt;
}

} // namespace

RetryDecision decide(const RetryPolicy& policy, const AttemptView& attempt, base::RandomSource& random) {
    Q_ASSERT(attempt.diagnosis);
    if (succeeded(attempt))
        return {DecisionKind::Accept, DecisionReason::Succeeded, base::Nanoseconds(0), {}};
    if (newTokenCures(attempt) && attempt.canRotate && policy.rotateOnExpiredCredential)
        return {DecisionKind::Rotate, DecisionReason::CredentialExpired, base::Nanoseconds(0),
                attempt.renewedMeanwhile
                    ? QStringLiteral("The credential has expired, and a new one is stored already; sending once more.")
                    : QStringLiteral("The credential has expired; fetching a new token, then sending once more.")};
    if (!diagnosis::isBlock(attempt.diagnosis->cause) && !listed(policy, attempt))
        return {DecisionKind::Accept, DecisionReason::NotABlock, base::Nanoseconds(0), {}};
    if (auto stopped = stopBeforeWaiting(policy, attempt))
        return *stopped;

    auto decision = waitThenRetry(policy, attempt, random);
    const auto asked = attempt.serverWaitSeconds ? fromSeconds(*attempt.serverWaitSeconds) : base::Nanoseconds(0);
    if (asked > policy.longestWait)
        return stop(
            DecisionReason::WaitTooLong,
            QStringLiteral("The server asked to wait %1, longer than the %2 that the policy allows; nothing was "
                           "sent again.")
                .arg(durationText(asked), durationText(policy.longestWait)));
    if (policy.callTimeout && attempt.callElapsed + decision.delay > *policy.callTimeout)
        return stop(DecisionReason::CallTimeout,
                    QStringLiteral("The next attempt would come after the call's time limit of %1.")
                        .arg(durationText(*policy.callTimeout)));
    return decision;
}

QByteArray reasonName(DecisionReason reason) {
    switch (reason) {
    case DecisionReason::Succeeded:
        return "succeeded";
    case DecisionReason::NotABlock:
        return "not_a_block";
    case DecisionReason::RetryAfter:
        return "retry_after";
    case DecisionReason::QuotaReset:
        return "quota_reset";
    case DecisionReason::Backoff:
        return "backoff";
    case DecisionReason::CredentialExpired:
        return "credential_expired";
    case DecisionReason::AttemptLimit:
        return "attempt_limit";
    case DecisionReason::CallTimeout:
        return "call_timeout";
    case DecisionReason::WaitTooLong:
        return "wait_too_long";
    case DecisionReason::NotIdempotent:
        return "not_idempotent";
    case DecisionReason::NotRetryable:
        return "not_retryable";
    case DecisionReason::StatusNotListed:
        return "status_not_listed";
    case DecisionReason::BudgetSpent:
        return "budget_spent";
    case DecisionReason::Cancelled:
        return "cancelled";
    case DecisionReason::CircuitOpen:
        return "circuit_open";
    }
    return {};
}

} // namespace knockback::retry
