// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/CallTracker.h"

#include "app/http/Url.h"

#include <algorithm>

namespace knockback::ui {

namespace {

constexpr base::Milliseconds frame{16};
constexpr std::size_t batch = 2048;

// Adds one event to the state of its call.
struct Fold {
    CallState& call;
    base::SteadyTime at;
    std::unordered_set<base::CallId>& waiting;

    void operator()(const journal::CallStarted& e) const {
        call.requestName = e.requestName;
        setHost(e.url); // as it was written: without a host while a {{variable}} stands for it
    }
    void setHost(const QByteArray& address) const {
        if (const auto url = http::parseUrl(address))
            call.host = QString::fromUtf8(url->authority());
    }
    void operator()(const journal::AttemptStarted& e) const {
        call.phase = CallPhase::Sending;
        call.wait.reset();
        waiting.erase(call.id);
        call.attempt = e.number;
        call.attemptLimit = e.limit;
    }
    void operator()(const journal::AttemptFinished& e) const {
        call.phase = CallPhase::Deciding;
        if (e.record->tokenRequest)
            return;
        call.attempts.push_back(e.record);
        setHost(e.record->exchange.attempt().request.url);
    }
    void operator()(const journal::WaitStarted& e) const {
        call.phase = CallPhase::Waiting;
        call.wait = e;
        call.waitSince = at;
        waiting.insert(call.id);
    }
    void operator()(const journal::WaitEnded& e) const {
        if (!call.wait || call.wait->wait != e.wait)
            return;
        call.phase = CallPhase::Deciding;
        call.wait.reset();
        call.waited += at - call.waitSince;
        waiting.erase(call.id);
    }
    void operator()(const journal::CallFinished& e) const {
        call.phase = CallPhase::Done;
        call.wait.reset();
        call.outcome = e.outcome;
        call.sentence = e.sentence;
    }
    void operator()(const journal::CredentialRotated&) const {}
    void operator()(const journal::CircuitChanged&) const {}
};

base::CallId callOf(const journal::EventBody& body) {
    return std::visit(
        [](const auto& e) -> base::CallId {
            if constexpr (requires { e.call; })
                return e.call;
            else if constexpr (requires { e.record; })
                return e.record->call;
            else
                return {};
        },
        body);
}

} // namespace

CallTracker::CallTracker(Backend& backend, QObject* parent) : QObject(parent), m_backend(backend) {
    connect(&backend, &Backend::journalGrew, this, &CallTracker::pullSoon);
    connect(&backend, &Backend::answering, this, &CallTracker::noteAnswer);
    connect(&backend, &Backend::callFinished, this, &CallTracker::finish);
}

const CallState* CallTracker::find(base::CallId call) const {
    const auto found = m_calls.find(call);
    return found == m_calls.end() ? nullptr : &found->second;
}

base::CallId CallTracker::latestOf(const QString& requestName) const {
    return m_latest.value(requestName);
}

std::vector<WaitingLane> CallTracker::waitingForQuota() const {
    using journal::WaitReason;
    std::vector<WaitingLane> lanes;
    for (const base::CallId id : m_waiting) {
        const CallState* call = find(id);
        if (!call || !call->wait)
            continue;
        const auto reason = call->wait->reason;
        if (reason != WaitReason::Pacing && reason != WaitReason::QuotaReset && reason != WaitReason::RetryAfter)
            continue;
        const auto same = [&](const WaitingLane& one) {
            return one.host == call->host && one.lane == call->wait->lane;
        };
        if (const auto known = std::find_if(lanes.begin(), lanes.end(), same); known != lanes.end())
            ++known->calls;
        else
            lanes.push_back({call->host, call->wait->lane, 1});
    }
    return lanes;
}

void CallTracker::forgetBody(base::CallId call) {
    if (const auto found = m_calls.find(call); found != m_calls.end()) {
        found->second.body = {};
        found->second.answering.reset();
    }
}

CallState& CallTracker::state(base::CallId call) {
    auto& state = m_calls[call];
    if (state.id.isNull()) {
        state.id = call;
        ++m_running;
    }
    if (std::find(m_changed.begin(), m_changed.end(), call) == m_changed.end())
        m_changed.push_back(call);
    return state;
}

void CallTracker::pullSoon() {
    if (m_pulling)
        return;
    m_pulling = true;
    m_timer = m_backend.scheduler().after(frame, [this] { pull(); });
}

void CallTracker::pull() {
    m_pulling = false;
    const auto events = m_backend.journal().since(m_seen, batch);
    for (const auto& event : events)
        apply(event);
    if (events.size() == batch)
        pullSoon();
    const auto changed = std::exchange(m_changed, {});
    for (const auto call : changed)
        Q_EMIT callChanged(call);
    Q_EMIT pulled();
}

void CallTracker::apply(const journal::Event& event) {
    m_seen = event.sequence;
    if (const auto* finished = std::get_if<journal::AttemptFinished>(&event.body)) {
        ++m_exchanges;
        if (!finished->record->tokenRequest)
            m_answers[finished->record->requestName] = finished->record;
        if (diagnosis::isBlock(finished->record->diagnosis.cause))
            m_latestBlocked = finished->record->call;
    }
    const auto call = callOf(event.body);
    if (call.isNull())
        return;
    auto& target = state(call);
    const bool wasRunning = target.running();
    std::visit(Fold{target, event.at, m_waiting}, event.body);
    if (!target.requestName.isEmpty())
        m_latest[target.requestName] = call;
    if (wasRunning != target.running())
        m_running += target.running() ? 1 : -1;
    if (!target.running())
        m_waiting.erase(call);
}

void CallTracker::noteAnswer(const session::Answering& answer) {
    state(answer.call).answering = answer;
    pullSoon();
}

// The result holds what the journal must not: the body with nothing hidden, and why a call was refused.
void CallTracker::finish(const session::CallResult& result) {
    pull();
    auto& target = state(result.call);
    if (target.running()) {
        target.phase = CallPhase::Done;
        --m_running;
    }
    target.outcome = result.outcome;
    target.sentence = result.sentence;
    target.refused = result.refused;
    target.credentialProblem = result.credentialProblem;
    target.vaultLocked = result.vaultLocked;
    target.body = result.body;
    target.answering.reset();
    target.wait.reset();
    m_waiting.erase(result.call);
    if (target.attempts.size() < result.attempts.size())
        target.attempts = result.attempts;
    pullSoon();
}

} // namespace knockback::ui
