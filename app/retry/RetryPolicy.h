// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "app/base/RandomSource.h"
#include "app/diagnosis/Diagnosis.h"
#include "app/retry/Backoff.h"
#include "app/retry/CircuitPolicy.h"
#include "app/retry/Fallback.h"
#include "app/retry/PaceMode.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <set>

namespace knockback::retry {

// What the user asked for. A value: it is stored in the workspace and edited in the window.
struct RetryPolicy {
    int maxAttempts = 5; // the first one included; 1 = never retry
    std::set<int> statuses{429, 503};
    std::set<diagnosis::Cause> causes; // retried whatever the status; 429 among the statuses stands for RateLimit
    bool onNetworkFailure = true;
    Backoff backoff;
    // A longer Retry-After stops the call and says so; it is never cut short.
    base::Milliseconds longestWait{15 * 60'000};
    std::optional<base::Milliseconds> attemptTimeout; // of one attempt, when shorter than the request's own
    std::optional<base::Milliseconds> callTimeout;    // whole call, waits included
    bool retryUnsafeMethods = false;                  // POST and PATCH without an Idempotency-Key
    bool addIdempotencyKey = false;                   // to a POST or PATCH that has none, the same for every attempt
    bool rotateOnExpiredCredential = true;
    double budgetRatio = 0.2;  // retries may be this share of calls …
    double budgetReserve = 10; // … plus these
    PaceMode pace = PaceMode::Burst;
    CircuitPolicy circuit;
    Fallback fallback;
    std::optional<base::Milliseconds> hedgeAfter; // a second attempt beside a slow first; idempotent requests only
    bool operator==(const RetryPolicy&) const = default;
};

enum class DecisionKind { Accept, Retry, Rotate, Stop };

// Why decide() said what it said; shown on the timeline and in the report.
enum class DecisionReason {
    Succeeded,
    NotABlock,
    RetryAfter,
    QuotaReset,
    Backoff,
    CredentialExpired,
    AttemptLimit,
    CallTimeout,
    WaitTooLong,
    NotIdempotent,
    NotRetryable,
    StatusNotListed,
    BudgetSpent,
    Cancelled,
    CircuitOpen
};
[[nodiscard]] QByteArray reasonName(DecisionReason reason); // "retry_after", "attempt_limit" …

struct RetryDecision {
    DecisionKind kind = DecisionKind::Stop;
    DecisionReason reason = DecisionReason::NotRetryable;
    base::Nanoseconds delay{0}; // with Retry: from now
    QString sentence;           // "The server asked for 41 s (Retry-After); waiting 41 s, then attempt 4 of 5."
};

// What decide() looks at.
struct AttemptView {
    QByteArray method;
    bool hasIdempotencyKey = false;
    int number = 1; // of this attempt, from 1
    int status = 0; // 0 = network failure
    // Whether the failure proves that the server did not act on the request (name not found, refused, TLS not
    // finished).
    bool neverProcessed = false;
    const diagnosis::Diagnosis* diagnosis = nullptr; // not null
    std::optional<double>
        serverWaitSeconds; // Retry-After or the reset of an exhausted window; a floor, never shortened
    bool serverWaitIsReset = false;
    QString serverWaitSource; // where it stands; empty = Retry-After
    base::Nanoseconds callElapsed{0};
    base::Nanoseconds previousDelay{0}; // for decorrelated jitter
    bool budgetAllows = true;
    bool canRotate = false;        // another secret for its credential can be had, and was not in this call yet …
    bool renewedMeanwhile = false; // … because a newer one than it carried is stored by now
};

// What to do after an attempt. Pure but for the random number that jitter draws.
[[nodiscard]] RetryDecision decide(const RetryPolicy& policy, const AttemptView& attempt, base::RandomSource& random);

} // namespace knockback::retry
