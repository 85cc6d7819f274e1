// SPDX-License-Identifier: GPL-3.0-or-later
// What stands in when a call gets no answer.
#include "app/http/Url.h"
#include "app/session/AnswerShelf.h"
#include "app/session/CallFlow.h"

namespace knockback::session {

using journal::CallOutcome;

namespace {

bool sameOrigin(const QByteArray& a, const QByteArray& b) {
    const auto first = http::parseUrl(a);
    const auto second = http::parseUrl(b);
    return first && second && first->origin() == second->origin();
}

} // namespace

// Which request it is an answer to: method and URL, with whose credential.
QByteArray CallFlow::shelfName() const {
    const auto& request = m_resolved.request;
    return request.method + ' ' + request.url + '\n' + credential() + '\n' + request.body.prefix(4096);
}

void CallFlow::keepGoodAnswer() {
    if (m_spec.draft.policy.fallback.kind == retry::FallbackKind::LastGood)
        m_parts.answers->put(shelfName(), m_result.body, now());
}

// Ends the call with what stands in for its answer, or asks elsewhere; false when there is nothing.
bool CallFlow::standIn(CallOutcome outcome, const QString& sentence) {
    const auto& fallback = m_spec.draft.policy.fallback;
    const bool failed = outcome == CallOutcome::Blocked || outcome == CallOutcome::Failed;
    if (!failed || !m_result.refused.isEmpty() || m_resolved.request.url.isEmpty())
        return false;
    const auto good = m_parts.answers->find(shelfName());
    retry::FallbackNeed need;
    need.answered = !m_result.attempts.empty() && !diagnosis::isBlock(m_result.attempts.back()->diagnosis.cause) &&
                    outcome == CallOutcome::Failed;
    need.fromFallback = m_askedElsewhere;
    if (good)
        need.lastGoodAge = now() - good->at;
    const auto choice = retry::chooseFallback(fallback, need);
    const QString story = sentence + u' ' + choice.sentence;
    switch (choice.kind) {
    case retry::FallbackKind::None:
        return false;
    case retry::FallbackKind::LastGood:
        m_result.body = good->body;
        break;
    case retry::FallbackKind::Static:
        m_result.body = http::Body(fallback.text);
        break;
    case retry::FallbackKind::Url:
        return askElsewhere(fallback.text, story);
    }
    close(CallOutcome::Fallback, story);
    return true;
}

// An open circuit is not waited for when something stands in.
bool CallFlow::standInForCircuit() {
    return m_spec.draft.policy.fallback.kind != retry::FallbackKind::None && !m_askedElsewhere &&
           standIn(CallOutcome::Blocked, QStringLiteral("The circuit to %1 is open; nothing was sent.")
                                             .arg(QString::fromUtf8(m_flight.circuit.circuit)));
}

bool CallFlow::askElsewhere(const QByteArray& url, const QString& story) {
    if (!http::parseUrl(url) || isOutOfTime())
        return false;
    m_askedElsewhere = true;
    m_story = story;
    m_parts.circuits->leave(m_flight.circuit);
    m_circuitWait.reset();
    m_hop = Hop{url, "GET", false, !sameOrigin(url, m_resolved.request.url), 1};
    m_trigger = journal::AttemptTrigger::Redirect;
    m_challenge.reset();
    m_tries = 0;
    nextAttempt();
    return true;
}

} // namespace knockback::session
