// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/runs/RunDriver.h"

#include "app/runs/RunPolicy.h"
#include "app/runs/RunRoute.h"

#include <algorithm>

namespace knockback::ui {

using runs::RequestRun;

namespace {

constexpr base::Milliseconds beat{200};

workspace::Environment environmentOf(const RunOrder& order, std::size_t row) {
    auto environment = order.spec.environment;
    if (order.table && row < order.table->rows.size())
        runs::setRow(environment, order.table->rows[row]);
    return environment;
}

} // namespace

RunDriver::RunDriver(Backend& backend, CallTracker& tracker, QObject* parent)
    : QObject(parent)
    , m_backend(backend)
    , m_tracker(tracker) {
    connect(&tracker, &CallTracker::callChanged, this, &RunDriver::follow);
    connect(&backend, &Backend::callFinished, this, &RunDriver::finish);
}

bool RunDriver::isActive() const {
    return m_run && (m_run->stage() == RequestRun::Stage::Going || m_run->stage() == RequestRun::Stage::Paused);
}

void RunDriver::start(RunOrder order) {
    if (isActive())
        return;
    m_order = std::move(order);
    m_order.spec.draft.policy = runs::patient(m_order.spec.draft.policy);
    m_problem.clear();
    m_least.reset();
    m_run = std::make_unique<RequestRun>(m_order.rows(), m_order.concurrency);
    m_run->begin(now());
    noteLeast();
    pump();
    tell();
}

void RunDriver::again() {
    if (!m_run || !m_run->again(now()))
        return;
    m_problem.clear();
    m_least.reset();
    noteLeast();
    pump();
    tell();
}

void RunDriver::pause() {
    if (!isActive())
        return;
    m_run->pause(now());
    recallAll(session::Recall::Unsent);
    tell();
}

void RunDriver::resume() {
    if (!isActive())
        return;
    m_run->resume(now());
    pump();
    tell();
}

void RunDriver::stop() {
    if (!isActive())
        return;
    m_run->stop(now());
    recallAll(session::Recall::NoRetry);
    tell();
}

void RunDriver::recallAll(session::Recall how) {
    for (const auto& [call, sent] : m_sent)
        m_backend.recall(call, how);
}

void RunDriver::pump() {
    while (const auto row = m_run->next()) {
        auto spec = m_order.spec;
        spec.environment = environmentOf(m_order, *row);
        m_sent[m_backend.send(std::move(spec))] = {*row, now()};
    }
}

void RunDriver::follow(base::CallId call) {
    const auto sent = m_sent.find(call);
    const auto* state = m_tracker.find(call);
    if (sent == m_sent.end() || !state)
        return;
    m_run->progress(sent->second.row, static_cast<int>(state->attempts.size()), runs::turnedAway(state->attempts),
                    state->phase == CallPhase::Waiting, now());
}

void RunDriver::finish(const session::CallResult& result) {
    const auto found = m_sent.find(result.call);
    if (found == m_sent.end())
        return;
    const auto [row, at] = found->second;
    m_sent.erase(found);
    const bool neverSent = result.attempts.empty() && result.outcome == journal::CallOutcome::Cancelled;
    if (neverSent)
        m_run->calledBack(row, now());
    else
        m_run->finished(row, runs::rowResult(result.outcome, result.sentence, result.attempts, now() - at), now());
    if (!result.attempts.empty() && result.outcome == journal::CallOutcome::Ok)
        m_order.answerTime = result.attempts.back()->exchange.attempt().timing.total;
    // Without a table every row would be refused in the same words.
    if (!result.refused.isEmpty() && (!m_order.table || result.vaultLocked || result.credentialProblem)) {
        m_problem = result.refused;
        m_run->stop(now());
        recallAll(session::Recall::Unsent);
    }
    noteLeast();
    pump();
    if (!isActive())
        tell();
}

void RunDriver::noteLeast() {
    if (m_least)
        return;
    const auto rest = forecastOfRest();
    if (rest.limit)
        m_least = m_run->elapsed(now()) + rest.least;
}

void RunDriver::tell() {
    const bool active = isActive();
    m_timer.cancel();
    if (active)
        m_timer = m_backend.scheduler().after(beat, [this] { tell(); });
    Q_EMIT changed();
    if (!active && m_run)
        Q_EMIT ended();
}

runs::RunForecast RunDriver::forecast(const RunOrder& order) const {
    const auto route = runs::routeOf(order.spec.draft, order.spec.inherited, environmentOf(order, 0));
    return runs::forecast({order.rows(), order.concurrency, order.answerTime},
                          runs::limitsOf(route, m_backend.limits().buckets), now());
}

// What is on the wire has been taken off the limits already.
runs::RunForecast RunDriver::forecastOfRest() const {
    const auto route = runs::routeOf(m_order.spec.draft, m_order.spec.inherited, environmentOf(m_order, 0));
    const auto& counts = m_run->counts();
    return runs::forecast({counts.open + counts.waiting, m_order.concurrency, m_order.answerTime},
                          runs::limitsOf(route, m_backend.limits().buckets), now());
}

std::optional<session::PlaceInLine> RunDriver::place() const {
    const auto places = m_backend.placesInLine();
    std::optional<session::PlaceInLine> first;
    for (const auto& [call, sent] : m_sent) {
        const auto* place = session::placeOf(places, call);
        if (place && (!first || place->ahead < first->ahead))
            first = *place;
    }
    return first;
}

} // namespace knockback::ui
