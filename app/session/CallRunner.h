// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Scheduler.h"
#include "app/base/StrongId.h"
#include "app/journal/Journal.h"
#include "app/session/AnswerShelf.h"
#include "app/session/CircuitDesk.h"
#include "app/session/PacingDesk.h"
#include "app/workspace/RequestDraft.h"

#include <functional>
#include <map>
#include <memory>

namespace knockback::session {

struct EngineParts;
class CallFlow;

// What to send and how: a snapshot, so that edits in the window do not reach a running call.
struct CallSpec {
    workspace::RequestDraft draft;
    workspace::Environment environment;
    workspace::AuthDraft inherited; // of the file, for a draft that inherits
    QString folder;                 // where `< ./file` lines, certificates and keys of the draft start from
    QString workspace;              // whose cookies are used; its folder
    bool keepUnresolved = false;    // send {{variables}} without a value as they stand, instead of refusing
    bool pace = true;               // wait for the bucket's announced quota before sending
};

struct CallResult {
    base::CallId call;
    journal::CallOutcome outcome = journal::CallOutcome::Failed;
    QString sentence;
    // Why nothing was sent at all: an unresolved variable, a bad URL, a credential problem. Empty otherwise.
    QString refused;
    bool credentialProblem = false; // of `refused`
    bool vaultLocked = false;       // of `refused`
    std::vector<journal::AttemptPtr> attempts;
    struct Wait {
        journal::WaitReason reason;
        base::Nanoseconds length;
    };
    std::vector<Wait> waits;
    // The last answer's body with nothing hidden: for the person who asked, on the screen and on standard output.
    http::Body body;
};

// An answer that has begun: its head, and the body while it grows (read its size at frame rate). With nothing hidden:
// for the person who asked, on the screen.
struct Answering {
    base::CallId call;
    base::AttemptId attempt;
    http::ResponseHead head;
    http::Body body;
};

// What a caller hears of a call, on the engine thread, never from inside start().
struct CallEars {
    std::function<void(CallResult)> finished;             // once
    std::function<void(const Answering&)> answering = {}; // once an attempt that gets an answer
};

// How a call is taken back that is one of many.
enum class Recall {
    Unsent,  // only if nothing of it was sent yet; otherwise it goes on
    NoRetry, // that, and after the attempt under way there is no other
};

// Runs calls through the pipeline: circuit breaker, pacer, transport, quota tracker, diagnosis, retry policy. Engine
// thread.
class CallRunner {
public:
    explicit CallRunner(EngineParts& parts);
    ~CallRunner();

    // Starts `call`, a number that the caller has not used before.
    void start(base::CallId call, CallSpec spec, CallEars ears);
    void cancel(base::CallId call);
    void recall(base::CallId call, Recall how);
    // Ends the call's present wait early; without effect when it is not waiting.
    void skipWait(base::CallId call);
    // See Services.
    void openCircuit(const QByteArray& circuit) { m_circuits.openByHand(circuit); }
    void closeCircuit(const QByteArray& circuit) { m_circuits.closeByHand(circuit); }
    // Where everybody stands now, into the shared limits.
    void publishPlaces();

private:
    EngineParts& m_parts;
    PacingDesk m_pacing;
    CircuitDesk m_circuits;
    AnswerShelf m_answers;
    std::map<base::CallId, std::unique_ptr<CallFlow>> m_flows; // gone before the desks are, where they wait
    // Work of this object that is posted to the scheduler asks whether it still lives.
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

} // namespace knockback::session
