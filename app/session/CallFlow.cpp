// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/CallFlow.h"

#include "app/session/CredentialFacts.h"

#include "app/http/Url.h"
#include "app/oauth/BearerChallenge.h"
#include "app/retry/DurationText.h"
#include "app/retry/IdempotencyKey.h"
#include "app/session/AttemptReview.h"
#include "app/session/CookieShelf.h"
#include "app/session/Rotator.h"

namespace knockback::session {

using journal::WaitReason;

namespace {
const QString stoppedBefore = QStringLiteral("It was stopped before another attempt.");

// Tells `ears`, which outlive the attempt, of an answer as it arrives.
http::AttemptProgress progressOf(const CallEars& ears, base::CallId call, base::AttemptId attempt) {
    if (!ears.answering)
        return {};
    auto answer = std::make_shared<Answering>(Answering{call, attempt, {}, {}});
    http::AttemptProgress progress;
    progress.headReceived = [answer](const http::ResponseHead& head) { answer->head = head; };
    progress.bodyStarted = [&ears, answer](http::Body body) {
        answer->body = std::move(body);
        ears.answering(*answer);
    };
    return progress;
}

} // namespace

CallFlow::CallFlow(EngineParts& parts, base::CallId id, CallSpec spec, CallEars ears)
    : m_parts(parts)
    , m_id(id)
    , m_spec(std::move(spec))
    , m_ears(std::move(ears)) {
    m_result.call = id;
}

CallFlow::~CallFlow() {
    m_parts.pacing->leave(m_flight.place);
    m_parts.pacing->leave(m_hedge.place);
    m_parts.circuits->leave(m_flight.circuit);
}

void CallFlow::begin() {
    m_startedAt = now();
    m_parts.journal.append(journal::CallStarted{m_id, m_spec.draft.name, m_spec.draft.method,
                                                m_parts.redactor().redact(m_spec.draft.url)});
    {
        const std::lock_guard lock(m_parts.limits.mutex);
        m_parts.limits.budget.callStarted(budgetTerms());
    }
    if (const auto limit = deadline())
        m_deadlineTimer = m_parts.scheduler.at(*limit, [this] { timeIsUp(); });
    m_parts.scheduler.post([this, alive = std::weak_ptr(m_alive)] {
        if (alive.lock() && m_state == State::Idle) // not cancelled by now
            nextAttempt();
    });
}

void CallFlow::nextAttempt() {
    if (isOutOfTime())
        timeIsUp();
    else if (prepare() && !renews(Moment::First))
        passCircuit();
}

bool CallFlow::prepare() {
    m_preparedAt = m_parts.vault.revision();
    auto resolved = resolve(m_spec, m_hop, m_parts.system, m_parts.vault);
    if (!resolved) {
        const QByteArray& missing = resolved.error().renew;
        if (missing.isEmpty() || !mayRenew(Moment::First))
            refuse(resolved.error());
        else
            rotate(missing, m_parts.vault.generationOf(missing));
        return false;
    }
    m_resolved = std::move(resolved).value();
    m_asked.set(m_resolved.request, m_resolved.credentials);
    addCookies();
    answerChallenge();
    addIdempotencyKey();
    const auto url = http::parseUrl(m_resolved.request.url);
    const auto* provider = m_parts.knowledge.catalogue().forHost(url->host);
    m_route = {provider ? provider->id : url->authority(), url->authority(), credential(),
               ratelimit::endpointOf(m_resolved.request.method, url->path)};
    return true;
}

void CallFlow::addCookies() {
    auto& request = m_resolved.request;
    if (!m_spec.draft.settings.cookies || request.headers.contains("Cookie"))
        return;
    const auto value = m_parts.cookies.valueFor(m_spec.workspace, request.url, m_parts.scheduler.clock().wallNow());
    if (!value.isEmpty())
        request.headers.append("Cookie", value);
}

void CallFlow::answerChallenge() {
    if (!m_challenge || !m_resolved.digest)
        return;
    auto& request = m_resolved.request;
    const auto url = http::parseUrl(request.url);
    http::DigestInput input;
    input.method = request.method;
    input.target = url->query.isEmpty() ? url->path : url->path + '?' + url->query;
    input.user = m_resolved.digest->user;
    input.password = m_resolved.digest->password;
    input.clientNonce = QByteArray::number(m_parts.random.next(), 16) + QByteArray::number(m_parts.random.next(), 16);
    input.count = ++m_challenged;
    input.body = m_challenge->authInt && !m_challenge->auth ? request.body.bytes() : QByteArray();
    request.headers.set("Authorization", http::digestAuthorization(*m_challenge, input));
}

// One key for the whole call: that is what lets the server see that a later attempt is the same request.
void CallFlow::addIdempotencyKey() {
    if (!m_idempotencyKey)
        m_idempotencyKey = retry::idempotencyKey(m_spec.draft.policy, m_resolved.request, m_parts.random);
    if (m_idempotencyKey && !m_resolved.request.headers.contains("Idempotency-Key"))
        m_resolved.request.headers.append("Idempotency-Key", *m_idempotencyKey);
}

// What is left of the policy's time limits bounds the attempt, beside the request's own.
void CallFlow::boundAttempt() {
    const auto& policy = m_spec.draft.policy;
    auto& timeout = m_resolved.request.options.timeout;
    const auto lower = [&timeout](base::Milliseconds bound) { timeout = timeout ? std::min(*timeout, bound) : bound; };
    if (policy.attemptTimeout)
        lower(*policy.attemptTimeout);
    if (const auto limit = deadline())
        lower(std::max(std::chrono::ceil<base::Milliseconds>(*limit - now()), base::Milliseconds(1)));
}

retry::RetryBudget::Terms CallFlow::budgetTerms() const {
    return {m_spec.draft.policy.budgetReserve, m_spec.draft.policy.budgetRatio};
}

// Once at each moment of an attempt: a token may be due again as soon as it is there.
bool CallFlow::mayRenew(Moment moment) {
    const std::pair here(m_number, moment);
    return std::exchange(m_renewed, std::max(m_renewed.value_or(here), here)) < here;
}

bool CallFlow::renews(Moment moment) {
    if (credential().isEmpty() || !m_spec.draft.policy.rotateOnExpiredCredential ||
        !m_parts.rotator->isDue(credential()) || !mayRenew(moment))
        return false;
    rotate(credential(), m_resolved.generation);
    return true;
}

void CallFlow::send() {
    m_state = State::Sending;
    m_circuitWait.reset();
    m_insists = false;
    if (m_trigger != journal::AttemptTrigger::Challenge)
        ++m_tries;
    launch(m_flight);
    planHedge();
}

void CallFlow::launch(Flight& flight) {
    flight.sentAt = now();
    flight.id = m_parts.nextAttemptId();
    flight.number = ++m_number;
    boundAttempt();
    if (!credential().isEmpty())
        m_parts.rotator->prove(m_resolved.request, credential());
    m_parts.circuits->sent(flight.circuit);
    {
        const std::lock_guard lock(m_parts.limits.mutex);
        m_parts.limits.quota.started(m_route, now());
    }
    flight.trace = traceOf(m_resolved.request, m_resolved.credentials);
    flight.before = m_parts.recent.leaving(flight.trace, now());
    m_parts.journal.append(journal::AttemptStarted{m_id, flight.id, flight.number,
                                                   m_spec.draft.policy.maxAttempts + m_number - m_tries, lane()});
    flight.pending = m_parts.transport.send(
        m_resolved.request, [this, &flight](http::Attempt attempt) { answered(flight, std::move(attempt)); },
        progressOf(m_ears, m_id, flight.id));
}

// Head and growing body come one after the other; together they are what can be shown of an answer under way.
std::shared_ptr<journal::AttemptRecord> CallFlow::note(Flight& flight, const http::Attempt& attempt) {
    const auto wallNow = m_parts.scheduler.clock().wallNow();
    auto record = review(m_parts, attempt, wallNow, flight.before, &m_route);
    const auto known = credential().isEmpty() ? std::nullopt : m_parts.vault.find(credential());
    if (known && known->generation == m_resolved.generation) // of a newer one this answer says nothing
        if (auto fact = credentialFacts(record->diagnosis, attempt, *known, wallNow))
            record->diagnosis.evidence.push_back(std::move(*fact));
    m_parts.recent.ended(flight.trace, endingOf(*record), now());
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
    tellPacer(flight, *record, cancelled);
    tellCircuit(flight, *record, cancelled);
    record->call = m_id;
    record->id = flight.id;
    record->number = flight.number;
    record->requestName = m_spec.draft.name;
    record->trigger = &flight == &m_hedge ? journal::AttemptTrigger::Retry : m_trigger;
    record->lane = lane();
    record->credentials = m_resolved.credentials;
    return record;
}

void CallFlow::answered(Flight& flight, http::Attempt attempt) {
    const auto keep = std::move(flight.pending);
    if (!credential().isEmpty())
        m_parts.rotator->learn(attempt);
    const auto record = note(flight, attempt);
    const bool cancelled = attempt.failure && attempt.failure->kind == http::FailureKind::Cancelled;
    if (waitsForOther(flight, record))
        return;
    if (attempt.response) {
        m_result.body = attempt.response->body;
        if (m_spec.draft.settings.cookies)
            m_parts.cookies.take(m_spec.workspace, attempt.request.url, attempt.response->headers(),
                                 m_parts.scheduler.clock().wallNow());
    }
    auto next = cancelled ? FollowUp{} : followUp(m_spec, m_resolved, m_hop, attempt, m_challenged);
    // A redirect that is a block (a captive portal, a challenge page) leads nowhere that was asked for.
    if (next.kind == FollowUp::Kind::Redirect && diagnosis::isBlock(record->diagnosis.cause))
        next = {};
    const bool another = next.kind == FollowUp::Kind::Redirect || next.kind == FollowUp::Kind::Challenge;
    if (m_noRetry && another)
        next = {FollowUp::Kind::Stop, {}, {}, stoppedBefore};
    if (next.kind != FollowUp::Kind::None) {
        conclude(record, next.sentence);
        return take(next);
    }
    auto decision = cancelled ? retry::RetryDecision{retry::DecisionKind::Stop, retry::DecisionReason::Cancelled,
                                                     base::Nanoseconds(0), QStringLiteral("Cancelled.")}
                              : retry::decide(m_spec.draft.policy, viewOf(*record), m_parts.random);
    if (m_noRetry && (decision.kind == retry::DecisionKind::Retry || decision.kind == retry::DecisionKind::Rotate))
        decision = {retry::DecisionKind::Stop, retry::DecisionReason::Cancelled, base::Nanoseconds(0), stoppedBefore};
    conclude(record, decision.sentence);
    follow(decision, *record);
}

void CallFlow::conclude(const std::shared_ptr<journal::AttemptRecord>& record, const QString& decision) {
    record->decision = decision;
    nameAnswer(*record);
    m_result.attempts.push_back(record);
    m_parts.journal.append(journal::AttemptFinished{record});
}

void CallFlow::take(const FollowUp& next) {
    switch (next.kind) {
    case FollowUp::Kind::None:
        return;
    case FollowUp::Kind::Stop:
        return finish(m_noRetry ? CallOutcome::Cancelled : CallOutcome::Failed, next.sentence);
    case FollowUp::Kind::Challenge:
        m_challenge = next.challenge;
        m_trigger = journal::AttemptTrigger::Challenge;
        break;
    case FollowUp::Kind::Redirect:
        m_hop = next.hop;
        m_trigger = journal::AttemptTrigger::Redirect;
        m_challenge.reset();
        m_challenged = 0;
        m_tries = 0;
        break;
    }
    nextAttempt();
}

retry::AttemptView CallFlow::viewOf(const journal::AttemptRecord& record) const {
    const auto& attempt = record.exchange.attempt();
    const auto wait = serverWait(record);
    retry::AttemptView view;
    view.method = m_resolved.request.method;
    view.hasIdempotencyKey = m_resolved.request.headers.contains("Idempotency-Key");
    view.number = m_tries;
    view.status = record.diagnosis.cause == diagnosis::Cause::Network ? 0 : attempt.status();
    view.neverProcessed = neverProcessed(attempt);
    view.diagnosis = &record.diagnosis;
    view.serverWaitSeconds = wait.seconds;
    view.serverWaitIsReset = wait.isReset;
    view.serverWaitSource = wait.source;
    view.callElapsed = now() - m_startedAt;
    view.previousDelay = m_previousDelay;
    const auto known = credential().isEmpty() ? std::nullopt : m_parts.vault.find(credential());
    const bool mayHelp = known && !m_rotated && oauth::newTokenMayHelp(attempt);
    const bool renewable = known && vault::canRotate(known->kind);
    // A key that another Knockback has replaced is on disk; when it cannot be read, this is the refusal that it was.
    if (mayHelp && !renewable && attempt.status() == 401)
        static_cast<void>(m_parts.vault.reload());
    view.renewedMeanwhile = known && m_parts.vault.generationOf(credential()) > m_resolved.generation;
    view.canRotate = mayHelp && (renewable || view.renewedMeanwhile);
    const std::lock_guard lock(m_parts.limits.mutex);
    view.budgetAllows = m_parts.limits.budget.allows(budgetTerms());
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
        m_trigger = journal::AttemptTrigger::Rotation;
        // One that was stored while this answer was on its way has not been refused yet.
        if (m_parts.vault.generationOf(credential()) > m_resolved.generation)
            return nextAttempt();
        return rotate(credential(), m_resolved.generation);
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
        m_parts.limits.budget.retried(budgetTerms());
    }
    m_previousDelay = decision.delay;
    m_trigger = journal::AttemptTrigger::Retry;
    const auto reason = decision.reason == DecisionReason::RetryAfter   ? WaitReason::RetryAfter
                        : decision.reason == DecisionReason::QuotaReset ? WaitReason::QuotaReset
                                                                        : WaitReason::Backoff;
    hold(State::Waiting, reason, now() + decision.delay, decision.sentence, [this] { nextAttempt(); });
}

void CallFlow::rotate(const QByteArray& name, std::uint64_t seenGeneration) {
    if (isOutOfTime())
        return timeIsUp();
    m_state = State::Rotating;
    // Before the request is resolved there is no lane of its own yet.
    const QString where = m_route.host.isEmpty() ? QStringLiteral("%1 · token").arg(QString::fromUtf8(name)) : lane();
    // A rotation has no due time of its own; the token request's timeout bounds it.
    m_wait = m_parts.nextWaitId();
    m_waitFrom = now();
    m_waitReason = WaitReason::Rotation;
    m_parts.journal.append(
        journal::WaitStarted{m_id, m_wait, WaitReason::Rotation, now(), m_parts.scheduler.clock().wallNow(), where,
                             QStringLiteral("Fetching a new token for %1.").arg(QString::fromUtf8(name))});
    const auto reason =
        m_trigger == journal::AttemptTrigger::Rotation ? oauth::RenewalReason::Refused : oauth::RenewalReason::Due;
    m_parts.rotator->rotate(name, seenGeneration, {m_id, where, reason},
                            [this, alive = std::weak_ptr(m_alive)](const QString& problem) {
                                if (!alive.lock() || m_state != State::Rotating)
                                    return;
                                endWait(journal::WaitEnd::Elapsed);
                                if (!problem.isEmpty())
                                    return finish(CallOutcome::Blocked, problem);
                                nextAttempt();
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

} // namespace knockback::session
