// SPDX-License-Identifier: GPL-3.0-or-later
// What stands in when a call gets no answer.
#include "app/http/ContentCoding.h"
#include "app/http/Url.h"
#include "app/session/AnswerShelf.h"
#include "app/session/CallFlow.h"
#include "app/session/PastAnswers.h"
#include "app/session/TextFiller.h"

namespace knockback::session {

namespace {

// The history is on a disk, and the call has waited long enough.
constexpr base::Seconds longestLook{1};
constexpr qint64 mostKept = 16 * 1024 * 1024;

bool sameOrigin(const QByteArray& a, const QByteArray& b) {
    const auto first = http::parseUrl(a);
    const auto second = http::parseUrl(b);
    return first && second && first->origin() == second->origin();
}

} // namespace

void CallFlow::nameAnswer(journal::AttemptRecord& record) {
    const int status = record.exchange.attempt().status();
    const bool good = status >= 200 && status < 300 && record.diagnosis.cause == diagnosis::Cause::None;
    if (good && record.bodyIntact && !m_elsewhere)
        record.answersTo = requestName().inHistory;
}

void CallFlow::keepGoodAnswer() {
    if (m_spec.draft.policy.fallback.kind != retry::FallbackKind::LastGood || m_result.attempts.empty())
        return;
    // Plain: whoever shows it later has no header that tells how it was packed.
    const auto& answer = m_result.attempts.back()->exchange.attempt().response;
    const auto coding = answer ? answer->headers().combined("Content-Encoding") : std::nullopt;
    const auto plain =
        coding ? http::decodeBody(m_result.body, *coding, mostKept) : http::DecodedBody{m_result.body, {}};
    if (plain.problem.isEmpty())
        m_parts.answers->put(requestName().inSession, plain.body, now());
}

retry::FallbackNeed CallFlow::fallbackNeed(CallOutcome outcome) const {
    retry::FallbackNeed need;
    need.answered = !m_result.attempts.empty() && !diagnosis::isBlock(m_result.attempts.back()->diagnosis.cause) &&
                    outcome == CallOutcome::Failed;
    need.fromFallback = m_elsewhere.has_value();
    return need;
}

// Ends the call with what stands in for its answer, or asks elsewhere; false when there is nothing.
bool CallFlow::standIn(CallOutcome outcome, const QString& sentence) {
    const auto& fallback = m_spec.draft.policy.fallback;
    const bool failed = outcome == CallOutcome::Blocked || outcome == CallOutcome::Failed;
    if (!failed || fallback.kind == retry::FallbackKind::None || !m_result.refused.isEmpty() || m_asked.isNull())
        return false;
    const auto good = m_parts.answers->find(requestName().inSession);
    retry::FallbackNeed need = fallbackNeed(outcome);
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
        return askElsewhere(outcome, sentence, choice.sentence);
    }
    close(CallOutcome::Fallback, story);
    return true;
}

bool CallFlow::lookBack(CallOutcome outcome, const QString& sentence, std::function<void()> otherwise) {
    const auto& fallback = m_spec.draft.policy.fallback;
    const bool failed = outcome == CallOutcome::Blocked || outcome == CallOutcome::Failed;
    if (!failed || fallback.kind != retry::FallbackKind::LastGood || fallbackNeed(outcome).answered || !m_parts.past ||
        !m_result.refused.isEmpty() || m_asked.isNull() || requestName().inHistory.isEmpty() ||
        std::exchange(m_lookedBack, true))
        return false;
    m_state = State::Looking;
    m_timer = m_parts.scheduler.after(longestLook, [otherwise] { otherwise(); });
    const auto wall = m_parts.scheduler.clock().wallNow();
    m_parts.past->find(requestName(), wall - fallback.maxAge,
                       [this, outcome, sentence, wall, otherwise = std::move(otherwise),
                        alive = std::weak_ptr(m_alive)](const std::optional<PastAnswers::Answer>& good) {
                           if (!alive.lock() || m_state != State::Looking)
                               return;
                           m_timer.cancel();
                           retry::FallbackNeed need = fallbackNeed(outcome);
                           need.fromHistory = true;
                           if (good)
                               need.lastGoodAge = std::max<base::Nanoseconds>(wall - good->at, {});
                           const auto choice = retry::chooseFallback(m_spec.draft.policy.fallback, need);
                           if (choice.kind != retry::FallbackKind::LastGood)
                               return otherwise();
                           m_result.body = good->body;
                           close(CallOutcome::Fallback, sentence + u' ' + choice.sentence);
                       });
    return true;
}

// An open circuit is not waited for when something stands in.
bool CallFlow::standInForCircuit() {
    if (m_spec.draft.policy.fallback.kind == retry::FallbackKind::None || m_elsewhere)
        return false;
    const QString sentence =
        QStringLiteral("The circuit to %1 is open; nothing was sent.").arg(QString::fromUtf8(m_flight.circuit.circuit));
    return standIn(CallOutcome::Blocked, sentence) || lookBack(CallOutcome::Blocked, sentence, [this] {
               m_state = State::Holding;
               circuitMoved();
           });
}

// The variables of the address are filled in; a secret goes to no other address than the request's own.
bool CallFlow::askElsewhere(CallOutcome outcome, const QString& sentence, const QString& choice) {
    if (m_noRetry)
        return false;
    const QString place = QStringLiteral("fallback's URL");
    TextFiller filler(m_spec.environment, m_parts.vault);
    const QByteArray url = filler.plain(m_spec.draft.policy.fallback.text, place);
    if (filler.holdsSecret(url))
        filler.report({QStringLiteral("The fallback's URL names a secret, which goes to the request's own URL alone: "
                                      "take it out.")});
    if (filler.problem()) {
        close(outcome, sentence + u' ' + filler.problem()->sentence);
        return true;
    }
    if (!http::parseUrl(url) || isOutOfTime())
        return false;
    m_elsewhere = sentence + u' ' + choice;
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
