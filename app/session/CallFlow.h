// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ratelimit/QuotaTracker.h"
#include "app/retry/RetryPolicy.h"
#include "app/session/CallRunner.h"
#include "app/session/EngineParts.h"
#include "app/session/Flight.h"
#include "app/session/FollowUp.h"
#include "app/session/RequestName.h"
#include "app/session/Resolver.h"

namespace knockback::session {

// One call from start to end: circuit breaker, pacer, transport, quota tracker, diagnosis, retry policy, then wait,
// rotate or stop. A state machine around pure decisions; its only live resources are one timer and one attempt. Engine
// thread. Destroying it stops everything silently.
class CallFlow final : private PacedCall, private HeldCall {
public:
    CallFlow(EngineParts& parts, base::CallId id, CallSpec spec, CallEars ears);
    ~CallFlow();

    void begin();
    void cancel();
    void recall(Recall how);
    void skipWait();

private:
    enum class State { Idle, Holding, Sending, Waiting, Rotating, Looking, Done };

    // The steps of the pipeline, in order; each ends by calling the next or by waiting for its event.
    void nextAttempt();
    // Fills in the request; false when that ended the call or a credential is fetched first.
    [[nodiscard]] bool prepare();
    // When a token that is due is renewed: before the request is put in line, and when its turn has come.
    enum class Moment { First, Turn };
    [[nodiscard]] bool renews(Moment moment);
    [[nodiscard]] bool mayRenew(Moment moment);
    void passCircuit();
    void circuitMoved() override;
    void holdAtCircuit();
    void giveUpAtCircuit(const QString& how);
    [[nodiscard]] bool standInForCircuit();
    [[nodiscard]] CircuitDesk::Wish circuitWish() const;
    void tellCircuit(const Flight& flight, const journal::AttemptRecord& record, bool cancelled);
    void passPacer();
    void joinQueue(retry::PaceMode mode);
    void go() override;
    void gateMoved(int ahead, std::optional<base::SteadyTime> due) override;
    [[nodiscard]] bool isTooLate(base::SteadyTime due);
    // A 503 without a word when to come back: overload, or a limiter; the pacer finds out which.
    [[nodiscard]] bool isBare503(const journal::AttemptRecord& record) const;
    void tellPacer(Flight& flight, const journal::AttemptRecord& record, bool cancelled);
    void send();
    // What the jar and a server's challenge add to the request that is about to go out.
    void addCookies();
    void answerChallenge();
    void addIdempotencyKey();
    void boundAttempt();
    void launch(Flight& flight);
    void answered(Flight& flight, http::Attempt attempt);
    // Tells tracker, pacer and circuit of what came back, and makes the record of it.
    [[nodiscard]] std::shared_ptr<journal::AttemptRecord> note(Flight& flight, const http::Attempt& attempt);
    void planHedge();
    void hedge();
    // Whether another request is still on its way and may bring a better answer.
    [[nodiscard]] bool waitsForOther(const Flight& flight, const std::shared_ptr<journal::AttemptRecord>& record);
    void abandon(Flight& flight);
    void conclude(const std::shared_ptr<journal::AttemptRecord>& record, const QString& decision);
    // A redirect or a challenge: the next attempt without a wait, and without counting as a retry.
    void take(const FollowUp& next);
    void follow(const retry::RetryDecision& decision, const journal::AttemptRecord& record);
    // `seenGeneration` is the one that will not do; a newer one that is there by now is used without asking the server.
    void rotate(const QByteArray& name, std::uint64_t seenGeneration);

    // Tells of a reasoned pause; without `due` it has no countdown.
    void show(journal::WaitReason reason, std::optional<base::SteadyTime> due, const QString& sentence);
    // One with an end; `then` runs when it is over or skipped.
    void hold(State state, journal::WaitReason reason, base::SteadyTime due, const QString& sentence,
              std::function<void()> then);
    void endWait(journal::WaitEnd how);

    void refuse(const ResolveProblem& problem);
    using CallOutcome = journal::CallOutcome;
    // Ends the call, unless something stands in for the answer that did not come.
    void finish(journal::CallOutcome outcome, const QString& sentence);
    void close(journal::CallOutcome outcome, const QString& sentence);
    [[nodiscard]] bool standIn(journal::CallOutcome outcome, const QString& sentence);
    [[nodiscard]] bool askElsewhere(journal::CallOutcome outcome, const QString& sentence, const QString& choice);
    // Looks into the history for what may stand in; `otherwise` runs when there is nothing. False when it need not.
    [[nodiscard]] bool lookBack(CallOutcome outcome, const QString& sentence, std::function<void()> otherwise);
    [[nodiscard]] retry::FallbackNeed fallbackNeed(CallOutcome outcome) const;
    [[nodiscard]] const RequestName& requestName() { return m_asked.name(m_parts.redactor()); }
    // A good answer may stand in later, for this session and for others.
    void nameAnswer(journal::AttemptRecord& record);
    void keepGoodAnswer();

    [[nodiscard]] base::SteadyTime now() const { return m_parts.scheduler.clock().steadyNow(); }
    [[nodiscard]] QString lane() const;
    [[nodiscard]] const QByteArray& credential() const;
    [[nodiscard]] retry::AttemptView viewOf(const journal::AttemptRecord& record) const;
    [[nodiscard]] retry::RetryBudget::Terms budgetTerms() const;
    // The call's time limit, if it has one; what is done after it is done in vain.
    [[nodiscard]] std::optional<base::SteadyTime> deadline() const;
    [[nodiscard]] bool isOutOfTime() const { return deadline() && now() >= *deadline(); }
    void timeIsUp();

    EngineParts& m_parts;
    const base::CallId m_id;
    const CallSpec m_spec;
    CallEars m_ears;

    State m_state = State::Idle;
    base::SteadyTime m_startedAt{};
    ResolvedRequest m_resolved;
    NamedRequest m_asked;
    bool m_lookedBack = false;
    std::uint64_t m_preparedAt = 0; // the vault's revision
    ratelimit::RouteKey m_route;
    std::optional<Hop> m_hop;                         // where redirects have led
    std::optional<http::DigestChallenge> m_challenge; // of the present URL
    int m_challenged = 0;
    int m_number = 0; // of attempts in all
    int m_tries = 0;  // of those at the present URL, which the policy counts
    journal::AttemptTrigger m_trigger = journal::AttemptTrigger::First;
    bool m_rotated = false;                          // after a refusal
    bool m_noRetry = false;                          // recalled
    std::optional<std::pair<int, Moment>> m_renewed; // the attempt and the moment of the last time
    base::Nanoseconds m_previousDelay{0};
    CallResult m_result;

    Flight m_flight;
    Flight m_hedge; // beside one that is slow
    base::TimerHandle m_hedgeTimer;
    base::TimerHandle m_deadlineTimer;
    std::optional<CircuitWait> m_circuitWait; // before the next attempt
    bool m_insists = false;                   // the next attempt goes out whatever circuit and pacer say
    bool m_dueKnown = false;                  // of the wait for the pacer
    std::optional<QByteArray> m_idempotencyKey;
    std::optional<QString> m_elsewhere; // why the policy's other URL is asked, once it is
    base::WaitId m_wait;
    base::SteadyTime m_waitFrom{};
    journal::WaitReason m_waitReason{};
    base::TimerHandle m_timer;
    std::function<void()> m_afterWait;
    // Answers of the token refresher may come after this flow is gone.
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

} // namespace knockback::session
