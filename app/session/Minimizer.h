// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Scheduler.h"
#include "app/minimize/MinimizePlan.h"
#include "app/session/CallRunner.h"

#include <set>

namespace knockback::session {

// A blocked call, and how far probing may go.
struct MinimizeOrder {
    CallSpec blocked;
    journal::AttemptPtr evidence;                   // the attempt that was blocked; not null
    std::optional<workspace::RequestDraft> working; // a request that passes, for comparison
    std::set<QByteArray> allowedMethods;            // see minimize::Order
    int probes = 12;
    base::Milliseconds longestWait{60'000}; // a longer Retry-After or pace ends the search
    base::Milliseconds gap{1'000};          // at least, between an answer and the next probe
};

// Where a search stands. Everything in it may be shown: secrets are hidden.
struct MinimizeNews {
    struct Line {
        minimize::ProbeRecord probe;
        base::CallId call; // the probe's own, on the timeline and in the history
    };
    std::vector<Line> lines;
    int most = 0;                        // probes
    std::optional<base::SteadyTime> due; // of the next probe, while it waits
    bool over = false;
    // When it is over:
    QString refused;                        // why nothing was tried; empty = it was
    QString sentence;                       // the finding
    std::optional<minimize::Result> result; // its `smallest` goes out like the user's own request
    base::CallId smallestCall;              // the last probe that sent the smallest request
    journal::AttemptPtr smallestAttempt;
};

// How a Minimizer sends.
struct ProbeSender {
    std::function<base::CallId(CallSpec spec, std::function<void(CallResult)> finished)> send;
    std::function<void(base::CallId call)> cancel;
    std::function<QString(const QString& text)> redact; // hides what the vault holds
};

// Runs a MinimizePlan: every probe is an ordinary call (pacer, circuit, journal) without retries, fallbacks and
// rotations, one after the other, spread by the announced quota. Lives on one thread; destroying it stops it silently.
class Minimizer {
public:
    // `scheduler` outlives this object. `told` is called after every step, never from inside the constructor.
    Minimizer(base::Scheduler& scheduler, ProbeSender sender, MinimizeOrder order,
              std::function<void(const MinimizeNews&)> told);
    ~Minimizer();

    void begin();
    // Ends it with what is known; the probe under way is cancelled.
    void cancel();

private:
    void advance();
    void send();
    void answered(const CallResult& result);
    void keepAway(const journal::AttemptRecord& record, base::Nanoseconds ago);
    void tell();
    void finish();
    [[nodiscard]] QString redacted(const QString& text) const { return m_sender.redact(text); }

    base::Scheduler& m_scheduler;
    ProbeSender m_sender;
    const MinimizeOrder m_order;
    std::function<void(const MinimizeNews&)> m_told;
    std::optional<minimize::MinimizePlan> m_plan;
    minimize::Signature m_signature;
    MinimizeNews m_news;
    std::vector<std::pair<workspace::RequestDraft, CallResult>> m_blocked; // probes with the same verdict
    base::SteadyTime m_notBefore{};
    base::TimerHandle m_timer;
    base::CallId m_call; // under way
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

} // namespace knockback::session
