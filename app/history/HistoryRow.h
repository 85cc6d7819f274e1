// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "app/diagnosis/Diagnosis.h"
#include "app/http/Body.h"
#include "app/journal/Event.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace knockback::history {

// Numbers of stored things; they grow with time and stay the same over restarts (unlike the session's base::CallId).
using StoredAttemptId = qint64;
using StoredCallId = qint64;

// What a list of attempts shows. Everything in it is redacted.
struct HistoryRow {
    StoredAttemptId id = 0;
    StoredCallId call = 0; // 0 = none
    int number = 1;        // of the attempt in its call
    base::WallTime startedAt{};
    base::Microseconds duration{0};
    int status = 0; // 0 = no answer
    diagnosis::Cause cause = diagnosis::Cause::None;
    QByteArray vendor;
    QByteArray method;
    QByteArray host;
    QByteArray url;
    QString requestName;
    QString title; // of the diagnosis
    qint64 bytesReceived = 0;
    bool tokenRequest = false;
};

// Which attempts a list shows; what is empty does not restrict.
struct HistoryFilter {
    QString text{}; // words of URL and request name; the last may be only a beginning
    std::optional<diagnosis::Cause> cause{};
    bool blocksOnly = false;                // every cause but None and ClientError
    std::vector<QByteArray> hosts{};        // any of these
    std::optional<base::WallTime> from{};   // started then or later …
    std::optional<base::WallTime> before{}; // … and earlier than this
    std::optional<int> statusClass{};       // 4 = 400 … 499; 0 = no answer
    QString requestName{};
    StoredAttemptId beforeId = 0; // older than this one; 0 = from the newest on
    int limit = 100;
};

struct StoredWait {
    journal::WaitReason reason = journal::WaitReason::Backoff;
    base::WallTime startedAt{};
    base::WallTime dueAt{};
    std::optional<base::WallTime> endedAt; // empty = the program ended first
    journal::WaitEnd how = journal::WaitEnd::Elapsed;
    QString lane;
    QString sentence;
};

struct StoredRotation {
    base::WallTime at{};
    QByteArray credential;
    bool ok = false;
    QString sentence;
};

struct StoredCircuitChange {
    base::WallTime at{};
    QString circuit;
    QString lane;
    journal::CircuitState state = journal::CircuitState::Closed;
    std::optional<base::WallTime> until; // empty unless it is open, and when it was opened by hand
    bool byHand = false;
    QString sentence;
};

// How one request used one credential.
struct StoredUse {
    QByteArray credential;
    QString requestName;
    QByteArray host; // with the port when it is not the scheme's own
    bool tls = true;
    std::optional<std::vector<QByteArray>> accepted; // any of these scopes would have done; nothing = not told
    base::WallTime lastAt{};
    qint64 count = 0;
};

// A good answer that may stand in for one that does not come.
struct StoredAnswer {
    base::WallTime startedAt{};
    http::Body body; // with its content codings undone; whole, and nothing in it was hidden
};

// A call's whole story.
struct StoredCall {
    StoredCallId id = 0;
    base::WallTime startedAt{};
    std::optional<base::WallTime> finishedAt; // empty = still running, or the program ended first
    QString requestName;
    QByteArray method;
    QByteArray url;
    std::optional<journal::CallOutcome> outcome;
    QString sentence;
    std::vector<HistoryRow> attempts;
    std::vector<StoredWait> waits;
    std::vector<StoredRotation> rotations;
};

// One attempt with everything that was kept of it.
struct FullAttempt {
    HistoryRow row;
    journal::AttemptPtr record; // call and id are the stored ones; its steady times mean nothing
    qint64 requestBodySize = 0; // of the whole body
    qint64 responseBodySize = 0;
    bool requestBodyCut = false; // only the first 256 KiB were kept
    bool responseBodyCut = false;
};

} // namespace knockback::history
