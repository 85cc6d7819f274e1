// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "app/base/StrongId.h"
#include "app/diagnosis/Diagnosis.h"
#include "app/http/Redactor.h"
#include "app/ratelimit/QuotaWindow.h"

#include <QByteArray>
#include <QString>

#include <memory>
#include <variant>
#include <vector>

namespace knockback::journal {

enum class CallOutcome { Ok, Blocked, Failed, Fallback, Cancelled };
[[nodiscard]] QByteArray outcomeName(CallOutcome outcome); // "ok" …

enum class WaitReason { Backoff, RetryAfter, QuotaReset, Pacing, OpenCircuit, Rotation };
[[nodiscard]] QByteArray waitReasonName(WaitReason reason); // "backoff", "retry_after", "quota_reset" …

// Why an attempt was made.
enum class AttemptTrigger { First, Retry, Redirect, Challenge, Rotation };

// Everything known of a finished attempt, redacted. One object feeds timeline, gauges, history and reports.
struct AttemptRecord {
    base::CallId call;
    base::AttemptId id;
    int number = 1;
    QString requestName; // of the workspace request, may be empty
    QByteArray provider; // catalogue id, may be empty
    QString lane;        // the bucket it counts in: "core · per IP", else the host
    http::RedactedAttempt exchange;
    diagnosis::Diagnosis diagnosis;
    ratelimit::QuotaReading quota;
    QString decision;          // what was decided after it, a sentence
    bool tokenRequest = false; // made by a rotation, not by the user
    AttemptTrigger trigger = AttemptTrigger::First;
    bool bodyIntact = false;                  // nothing had to be hidden in the answer's body
    std::vector<QByteArray> credentials = {}; // whose secrets it carried or was signed with, by name
    QByteArray answersTo = {}; // the request that it is a good, intact answer to, by name; empty = it may not stand in
};
using AttemptPtr = std::shared_ptr<const AttemptRecord>;

struct CallStarted {
    base::CallId call;
    QString requestName;
    QByteArray method;
    QByteArray url; // redacted
};
struct AttemptStarted {
    base::CallId call;
    base::AttemptId attempt;
    int number = 1;
    int limit = 1; // of the policy
    QString lane;
};
struct AttemptFinished {
    AttemptPtr record;
};
struct WaitStarted {
    base::CallId call;
    base::WaitId wait;
    WaitReason reason = WaitReason::Backoff;
    base::SteadyTime due; // when it began = nobody knows when it ends: no countdown
    base::WallTime dueWall;
    QString lane;
    QString sentence;
};
enum class WaitEnd { Elapsed, Skipped, Cancelled };
struct WaitEnded {
    base::CallId call;
    base::WaitId wait;
    WaitEnd how = WaitEnd::Elapsed;
};
struct CallFinished {
    base::CallId call;
    CallOutcome outcome = CallOutcome::Ok;
    QString sentence;
};
struct CredentialRotated {
    QByteArray credential;
    bool ok = false;
    QString sentence;
    base::CallId call; // that asked for it; null = the user
    QString lane;
};
enum class CircuitState { Closed, Open, HalfOpen };
struct CircuitChanged {
    QString lane; // of the timeline where it is drawn; the same until it is closed again
    CircuitState state = CircuitState::Closed;
    base::SteadyTime until; // with Open; the end of time when it was opened by hand
    QString sentence;       // why
    QString circuit = {};   // its name, as in CircuitView::lane
    bool byHand = false;    // opened or closed by hand
};

using EventBody = std::variant<CallStarted, AttemptStarted, AttemptFinished, WaitStarted, WaitEnded, CallFinished,
                               CredentialRotated, CircuitChanged>;

struct Event {
    std::uint64_t sequence = 0; // from 1, without gaps
    base::SteadyTime at;
    base::WallTime wall;
    EventBody body;
};

} // namespace knockback::journal
