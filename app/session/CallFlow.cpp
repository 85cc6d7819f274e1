// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/CallFlow.h"

#include "app/http/Url.h"
#include "app/retry/DurationText.h"
#include "app/session/AttemptReview.h"
#include "app/session/Rotator.h"

namespace knockback::session {

using journal::CallOutcome;
using journal::WaitReason;

CallFlow::CallFlow(EngineParts& parts, base::CallId id, CallSpec spec, CallEars ears)
    : m_parts(parts)
    , m_id(id)
    , m_spec(std::move(spec))
    , m_ears(std::move(ears)) {
    m_result.call = id;
}

CallFlow::~CallFlow() = default;

void CallFlow::begin() {
    m_startedAt = now();
    m_parts.journal.append(journal::CallStarted{m_id, m_spec.draft.name, m_spec.draft.method,
                                                m_parts.redactor().redact(m_spec.draft.url)});
    {
        const std::lock_guard lock(m_parts.limits.mutex);
        m_parts.limits.budget.callStarted();
    }
    m_parts.scheduler.post([this, alive = std::weak_ptr(m_alive)] {
        if (alive.lock())
            nextAttempt();
    });
}

void CallFlow::nextAttempt() {
    auto resolved = resolve(m_spec, m_parts.vault);
    if (!resolved) {
        const QByteArray& missing = resolved.error().renew;
        return missing.isEmpty() || std::exchange(m_renewedFirst, true) ? refuse(resolved.error()) : rotate(missing);
    }
    m_resolved = std::move(resolved).value();
    const auto url = http::parseUrl(m_resolved.request.url);
    const auto* provider = m_parts.catalogue.forHost(url->host);
    m_route = {provider ? provider->id : url->authority(), url->authority(), credential()};
    renewIfExpired();
}

void CallFlow::renewIfExpired() {
    const auto known = credential().isEmpty() ? std::nullopt : m_parts.vault.find(credential());
    const bool expired = known && known->expiresAt && *known->expiresAt <= m_parts.scheduler.clock().wallNow();
    if (expired && vault::canRotate(known->kind) && m_spec.draft.policy.rotateOnExpiredCredential &&
        !std::exchange(m_renewedFirst, true))
        return rotate(credential());
    passCircuit();
}

void CallFlow::passCircuit() {
    base::SteadyTime due;
    {
        const std::lock_guard lock(m_parts.limits.mutex);
        due = m_parts.limits.circuits[m_route.host].notBefore(now());
    }
    if (due <= now())
        return passPacer();
    hold(State::Holding, WaitReason::OpenCircuit, due,
         QStringLiteral("The circuit to %1 is open after repeated failures; the next probe goes out in %2.")
             .arg(QString::fromUtf8(m_route.host), retry::durationText(due - now())),
         [this] { passPacer(); });
}

void CallFlow::passPacer() {
    base::SteadyTime due;
    {
        const std::lock_guard lock(m_parts.limits.mutex);
        due = m_parts.limits.quota.notBefore(m_route, now());
    }
    if (!m_spec.pace || due <= now())
        return send();
    if (due - now() > m_spec.draft.policy.longestWait)
        return finish(
            CallOutcome::Blocked,
            QStringLiteral("The quota of %1 comes back in %2, longer than the %3 that the policy waits; nothing was "
                           "sent.")
                .arg(lane(), retry::durationText(due - now()), retry::durationText(m_spec.draft.policy.longestWait)));
    // Asked again afterwards: others of the same bucket may have used what came back.
    hold(State::Holding, WaitReason::Pacing, due,
         QStringLiteral("The quota of %1 is used up; it comes back in %2.")
             .arg(lane(), retry::durationText(due - now())),
         [this] { passPacer(); });
}

void CallFlow::send() {
    m_state = State::Sending;
    m_attempt = m_parts.nextAttemptId();
    ++m_number;
    {
        const std::lock_guard lock(m_parts.limits.mutex);
        m_parts.limits.quota.started(m_route);
        m_parts.limits.circuits[m_route.host].started(now());
    }
    m_parts.journal.append(journal::AttemptStarted{m_id, m_attempt, m_number, m_spec.draft.policy.maxAttempts, lane()});
    m_pending = m_parts.transport.send(
        m_resolved.request, [this](http::Attempt attempt) { answered(std::move(attempt)); }, progress());
}

// Head and growing body come one after the other; together they are what can be shown of an answer under way.
http::AttemptProgress CallFlow::progress() {
    if (!m_ears.answering)
        return {};
    auto answer = std::make_shared<Answering>(Answering{m_id, m_attempt, {}, {}});
    http::AttemptProgress progress;
    progress.headReceived = [answer](const http::ResponseHead& head) { answer->head = head; };
    progress.bodyStarted = [this, answer](http::Body body) {
        answer->body = std::move(body);
        m_ears.answering(*answer);
    };
    return progress;
}

void CallFlow::answered(http::Attempt attempt) {
    const auto keep = std::move(m_pending);
    const auto record = review(m_parts, attempt, m_parts.scheduler.clock().wallNow());
    const bool cancelled = attempt.failure && attempt.failure->kind == http::FailureKind::Cancelled;
    {
        const std::lock_guard lock(m_parts.limits.mutex);
        auto& limits = m_parts.limits;
        limits.quota.finished(m_route);
        if (!cancelled)
            limits.quota.observe(m_route, record->quota, record->diagnosis.cause == diagnosis::Cause::RateLimit, now());
        if (record->quota.clockSkew)
            limits.clockSkew = record->quota.clockSkew;
    }
    m_parts.quotaChanged();
    if (cancelled) {
        const std::lock_guard lock(m_parts.limits.mutex);
        m_parts.limits.circuits[m_route.host].abandoned();
    } else {
        noteCircuit(record->diagnosis.cause == diagnosis::Cause::Overload ||
                    record->diagnosis.cause == diagnosis::Cause::Network);
    }
    record->call = m_id;
    record->id = m_attempt;
    record->number = m_number;
    record->requestName = m_spec.draft.name;
    record->lane = lane();
    if (attempt.response)
        m_result.body = attempt.response->body;

    auto decision = cancelled ? retry::RetryDecision{retry::DecisionKind::Stop, retry::DecisionReason::Cancelled,
                                                     base::Nanoseconds(0), QStringLiteral("Cancelled.")}
                              : retry::decide(m_spec.draft.policy, viewOf(*record), m_parts.random);
    record->decision = decision.sentence;
    m_result.attempts.push_back(record);
    m_parts.journal.append(journal::AttemptFinished{record});
    follow(decision, *record);
}

retry::AttemptView CallFlow::viewOf(const journal::AttemptRecord& record) const {
    const auto& attempt = record.exchange.attempt();
    const auto wait = serverWait(record);
    retry::AttemptView view;
    view.method = m_resolved.request.method;
    view.hasIdempotencyKey = m_resolved.request.headers.contains("Idempotency-Key");
    view.number = m_number;
    view.status = record.diagnosis.cause == diagnosis::Cause::Network ? 0 : attempt.status();
    view.neverProcessed = neverProcessed(attempt);
    view.diagnosis = &record.diagnosis;
    view.serverWaitSeconds = wait.seconds;
    view.serverWaitIsReset = wait.isReset;
    view.callElapsed = now() - m_startedAt;
    view.previousDelay = m_previousDelay;
    const auto known = credential().isEmpty() ? std::nullopt : m_parts.vault.find(credential());
    view.canRotate = known && vault::canRotate(known->kind) && !m_rotated;
    const std::lock_guard lock(m_parts.limits.mutex);
    view.budgetAllows = m_parts.limits.budget.allows();
    return view;
}

void CallFlow::follow(const retry::RetryDecision& decision, const journal::AttemptRecord& record) {
    using retry::DecisionKind;
    using retry::DecisionReason;
    switch (decision.kind) {
    case DecisionKind::Accept:
        if (decision.reason == DecisionReason::Succeeded)
            return finish(CallOutcome::Ok, {});
        return finish(CallOutcome::Failed, record.diagnosis.title);
    case DecisionKind::Rotate:
        m_rotated = true;
        return rotate(credential());
    case DecisionKind::Stop: {
        if (decision.reason == DecisionReason::Cancelled)
            return finish(CallOutcome::Cancelled, decision.sentence);
        const bool network = record.diagnosis.cause == diagnosis::Cause::Network;
        const bool block = diagnosis::isBlock(record.diagnosis.cause) && !network;
        return finish(block ? CallOutcome::Blocked : CallOutcome::Failed, decision.sentence);
    }
    case DecisionKind::Retry:
        break;
    }
    {
        const std::lock_guard lock(m_parts.limits.mutex);
        m_parts.limits.budget.retried();
    }
    m_previousDelay = decision.delay;
    const auto reason = decision.reason == DecisionReason::RetryAfter   ? WaitReason::RetryAfter
                        : decision.reason == DecisionReason::QuotaReset ? WaitReason::QuotaReset
                                                                        : WaitReason::Backoff;
    hold(State::Waiting, reason, now() + decision.delay, decision.sentence, [this] { nextAttempt(); });
}

void CallFlow::rotate(const QByteArray& name) {
    m_state = State::Rotating;
    const auto known = m_parts.vault.find(name);
    // Before the request is resolved there is no lane of its own yet.
    const QString where = m_route.host.isEmpty() ? QStringLiteral("%1 · token").arg(QString::fromUtf8(name)) : lane();
    // A rotation has no due time of its own; the token request's timeout bounds it.
    m_wait = m_parts.nextWaitId();
    m_waitFrom = now();
    m_waitReason = WaitReason::Rotation;
    m_parts.journal.append(
        journal::WaitStarted{m_id, m_wait, WaitReason::Rotation, now(), m_parts.scheduler.clock().wallNow(), where,
                             QStringLiteral("Fetching a new token for %1.").arg(QString::fromUtf8(name))});
    m_parts.rotator->rotate(name, known ? known->generation : 0, {m_id, where},
                            [this, alive = std::weak_ptr(m_alive)](const QString& problem) {
                                if (!alive.lock() || m_state != State::Rotating)
                                    return;
                                endWait(journal::WaitEnd::Elapsed);
                                if (!problem.isEmpty())
                                    return finish(CallOutcome::Blocked, problem);
                                nextAttempt();
                            });
}

void CallFlow::quotaChanged() {
    if (m_state != State::Holding || m_waitReason != WaitReason::Pacing)
        return;
    {
        const std::lock_guard lock(m_parts.limits.mutex);
        if (m_parts.limits.quota.notBefore(m_route, now()) > now())
            return; // the timer asks once more at the due time
    }
    endWait(journal::WaitEnd::Elapsed);
    m_afterWait = {};
    send();
}

void CallFlow::hold(State state, WaitReason reason, base::SteadyTime due, const QString& sentence,
                    std::function<void()> then) {
    m_state = state;
    m_wait = m_parts.nextWaitId();
    m_waitFrom = now();
    m_waitReason = reason;
    m_afterWait = std::move(then);
    const auto wall = m_parts.scheduler.clock().wallNow() + std::chrono::ceil<base::Microseconds>(due - now());
    m_parts.journal.append(journal::WaitStarted{m_id, m_wait, reason, due, wall, lane(), sentence});
    m_timer = m_parts.scheduler.at(due, [this] {
        endWait(journal::WaitEnd::Elapsed);
        std::exchange(m_afterWait, {})();
    });
}

void CallFlow::endWait(journal::WaitEnd how) {
    if (m_wait.isNull())
        return;
    m_timer.cancel();
    m_result.waits.push_back({m_waitReason, now() - m_waitFrom});
    m_parts.journal.append(journal::WaitEnded{m_id, std::exchange(m_wait, {}), how});
}

void CallFlow::skipWait() {
    if (m_state != State::Waiting && m_state != State::Holding)
        return;
    const bool held = m_state == State::Holding;
    endWait(journal::WaitEnd::Skipped);
    const auto then = std::exchange(m_afterWait, {});
    // A held request was skipped on purpose: asking the pacer again would hold it again.
    if (held)
        return send();
    then();
}

void CallFlow::cancel() {
    switch (m_state) {
    case State::Done:
        return;
    case State::Sending:
        if (m_pending)
            m_pending->cancel(); // answered() hears of it
        return;
    default:
        endWait(journal::WaitEnd::Cancelled);
        finish(CallOutcome::Cancelled, QStringLiteral("Cancelled."));
    }
}

void CallFlow::refuse(const ResolveProblem& problem) {
    m_result.refused = problem.sentence;
    m_result.credentialProblem = problem.credential;
    m_result.vaultLocked = problem.vaultLocked;
    finish(CallOutcome::Failed, problem.sentence);
}

void CallFlow::finish(CallOutcome outcome, const QString& sentence) {
    if (m_state == State::Done)
        return;
    m_state = State::Done;
    m_result.outcome = outcome;
    m_result.sentence = sentence;
    m_parts.journal.append(journal::CallFinished{m_id, outcome, sentence});
    // Last statement: the receiver may destroy this flow.
    m_parts.scheduler.post([finished = std::move(m_ears.finished), result = std::move(m_result)]() mutable {
        finished(std::move(result));
    });
}

QString CallFlow::lane() const {
    const std::lock_guard lock(m_parts.limits.mutex);
    const QString label = m_parts.limits.quota.laneLabel(m_route);
    return label.isEmpty() ? QString::fromUtf8(m_route.host) : label;
}

const QByteArray& CallFlow::credential() const {
    static const QByteArray none;
    return m_resolved.credentials.empty() ? none : m_resolved.credentials.back();
}

void CallFlow::noteCircuit(bool failed) {
    journal::CircuitChanged change;
    {
        const std::lock_guard lock(m_parts.limits.mutex);
        auto& breaker = m_parts.limits.circuits[m_route.host];
        if (!breaker.finished(failed, now()))
            return;
        change.until = breaker.openUntil();
        change.state = breaker.state(now()) == retry::BreakerState::Closed ? journal::CircuitState::Closed
                                                                           : journal::CircuitState::Open;
    }
    change.lane = lane();
    change.sentence =
        change.state == journal::CircuitState::Closed
            ? QStringLiteral("%1 answers again; the circuit is closed.").arg(QString::fromUtf8(m_route.host))
            : QStringLiteral("Too many of the last answers of %1 were failures; nothing is sent for %2.")
                  .arg(QString::fromUtf8(m_route.host), retry::durationText(change.until - now()));
    m_parts.journal.append(std::move(change));
}

} // namespace knockback::session
