// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/Minimizer.h"

#include "app/diagnosis/Words.h"
#include "app/retry/DurationText.h"
#include "app/session/AttemptReview.h"
#include "app/session/AutomaticHeaders.h"

namespace knockback::session {

namespace {

using minimize::Verdict;

// What the program adds by itself and can be switched off.
http::HeaderList plainHeaders(const workspace::RequestDraft& draft) {
    http::HeaderList list;
    for (const auto& header : automaticHeaders(draft)) {
        const bool ofBody = header.name == "Content-Type" && draft.body.isEmpty();
        if (header.switchable && header.on && !header.value.isEmpty() && !ofBody)
            list.append(header.name, header.value);
    }
    return list;
}

minimize::Order planOrder(const MinimizeOrder& order) {
    const auto& attempt = order.evidence->exchange.attempt();
    minimize::Order plan;
    plan.blocked = order.blocked.draft;
    if (plan.blocked.auth.kind == workspace::AuthKind::Inherited)
        plan.blocked.auth = order.blocked.inherited;
    plan.working = order.working;
    if (plan.working && plan.working->auth.kind == workspace::AuthKind::Inherited)
        plan.working->auth = order.blocked.inherited;
    plan.evidence = order.evidence->diagnosis;
    plan.answered = attempt.response.has_value();
    plan.denied = minimize::isTurnedAway(plan.evidence, attempt);
    plan.sentCookies = attempt.request.headers.contains("Cookie");
    plan.sentHttp2 = attempt.connection.httpVersion.startsWith("HTTP/2");
    plan.automatic = plainHeaders;
    plan.probes = order.probes;
    plan.allowedMethods = order.allowedMethods;
    return plan;
}

// One probe is one request: what is asked is how the server answers it, not how to get through.
retry::RetryPolicy probePolicy(base::Milliseconds longestWait) {
    retry::RetryPolicy policy;
    policy.maxAttempts = 1;
    policy.rotateOnExpiredCredential = false;
    policy.longestWait = longestWait;
    policy.pace = retry::PaceMode::Spread;
    return policy;
}

QString noteOf(const journal::AttemptRecord& record) {
    const int status = record.exchange.attempt().status();
    if (status == 0)
        return record.diagnosis.title;
    if (record.diagnosis.cause != diagnosis::Cause::None)
        return QStringLiteral("%1 · %2").arg(status).arg(record.diagnosis.title);
    return QStringLiteral("%1 %2").arg(status).arg(QString::fromLatin1(http::reasonPhrase(status))).trimmed();
}

} // namespace

Minimizer::Minimizer(base::Scheduler& scheduler, ProbeSender sender, MinimizeOrder order,
                     std::function<void(const MinimizeNews&)> told)
    : m_scheduler(scheduler)
    , m_sender(std::move(sender))
    , m_order(std::move(order))
    , m_told(std::move(told)) {}

Minimizer::~Minimizer() {
    if (!m_call.isNull())
        m_sender.cancel(m_call);
}

void Minimizer::begin() {
    auto order = planOrder(m_order);
    m_signature = minimize::signatureOf(order.evidence, m_order.evidence->exchange.attempt());
    m_news.most = order.probes;
    m_news.refused = minimize::whyNot(order);
    if (m_news.refused.isEmpty()) {
        m_plan.emplace(std::move(order));
        const auto& attempt = m_order.evidence->exchange.attempt();
        const auto ago = m_scheduler.clock().wallNow() - (attempt.startedAt + attempt.timing.total);
        keepAway(*m_order.evidence, std::max<base::Nanoseconds>(ago, base::Nanoseconds(0)));
    }
    advance();
}

void Minimizer::cancel() {
    if (m_news.over || !m_plan)
        return;
    m_timer.cancel();
    m_plan->stop(QStringLiteral("Cancelled."));
    if (const auto call = std::exchange(m_call, {}); !call.isNull())
        m_sender.cancel(call);
    finish();
}

void Minimizer::advance() {
    if (!m_plan || !m_plan->next())
        return finish();
    const auto now = m_scheduler.clock().steadyNow();
    if (m_notBefore <= now)
        return send();
    m_news.due = m_notBefore;
    m_timer = m_scheduler.at(m_notBefore, [this] { send(); });
    tell();
}

void Minimizer::send() {
    m_news.due.reset();
    CallSpec spec = m_order.blocked;
    spec.draft = m_plan->next()->draft;
    spec.draft.policy = probePolicy(m_order.longestWait);
    const int number = m_plan->probes().back().number;
    spec.draft.name = QStringLiteral("%1 · probe %2").arg(m_order.blocked.draft.name).arg(number).trimmed();
    m_call = m_sender.send(std::move(spec), [this, alive = std::weak_ptr(m_alive)](const CallResult& result) {
        if (alive.lock() && result.call == m_call)
            answered(result);
    });
    m_news.lines.push_back({m_plan->probes().back(), m_call});
    tell();
}

void Minimizer::answered(const CallResult& result) {
    m_call = {};
    if (result.attempts.empty()) {
        m_plan->stop(result.refused.isEmpty() ? result.sentence : result.refused);
        return finish();
    }
    if (result.outcome == journal::CallOutcome::Cancelled) {
        m_plan->stop(QStringLiteral("Cancelled."));
        return finish();
    }
    const journal::AttemptRecord& record = *result.attempts.back();
    const auto draft = m_plan->next()->draft;
    const Verdict verdict =
        minimize::judge(m_signature, minimize::signatureOf(record.diagnosis, record.exchange.attempt()));
    if (verdict == Verdict::Same)
        m_blocked.emplace_back(draft, result);
    m_plan->take(verdict, redacted(noteOf(record)));
    m_notBefore = m_scheduler.clock().steadyNow() + m_order.gap;
    keepAway(record, base::Nanoseconds(0));
    advance();
}

// Waits for as long as the server asked for, or ends the search where that is too long. `ago`: that answer is so old.
void Minimizer::keepAway(const journal::AttemptRecord& record, base::Nanoseconds ago) {
    const auto now = m_scheduler.clock().steadyNow();
    const auto asked = serverWait(record).seconds;
    if (!asked)
        return;
    const double left = *asked - std::chrono::duration<double>(ago).count();
    if (left > std::chrono::duration<double>(m_order.longestWait).count()) {
        m_plan->stop(QStringLiteral("The server asks for a pause of %1, longer than the %2 that probing waits.")
                         .arg(diagnosis::durationText(left), retry::durationText(m_order.longestWait)));
        return;
    }
    const auto wait = std::chrono::ceil<base::Nanoseconds>(std::chrono::duration<double>(std::max(0.0, left)));
    m_notBefore = std::max(m_notBefore, now + wait);
}

void Minimizer::tell() {
    if (m_plan) {
        const auto& probes = m_plan->probes();
        for (std::size_t i = 0; i < m_news.lines.size(); ++i)
            if (i < probes.size())
                m_news.lines[i].probe = probes[i];
        m_news.lines.resize(std::min(m_news.lines.size(), probes.size()));
    }
    m_told(m_news);
}

void Minimizer::finish() {
    m_news.over = true;
    m_news.due.reset();
    if (m_plan) {
        m_news.result = m_plan->result();
        m_news.sentence = redacted(minimize::sentenceFor(*m_news.result));
        for (const auto& [draft, result] : m_blocked) {
            if (draft != m_news.result->smallest)
                continue;
            m_news.smallestCall = result.call;
            m_news.smallestAttempt = result.attempts.back();
        }
    }
    tell();
}

} // namespace knockback::session
