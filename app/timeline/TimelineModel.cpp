// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/TimelineModel.h"

#include "app/http/Url.h"
#include "app/ratelimit/SaturatedTime.h"
#include "app/timeline/LaneAssigner.h"

#include <algorithm>

namespace knockback::timeline {

namespace {

// What a trouble-free answer with no status is: nothing came, so it is at least a network matter.
Severity severityOfRecord(const journal::AttemptRecord& record) {
    const Severity severity = severityOf(record.diagnosis.cause);
    const bool answered = record.exchange.attempt().status() != 0;
    return severity == Severity::Ok && !answered ? Severity::Network : severity;
}

const ratelimit::QuotaWindow* tightest(const std::vector<ratelimit::QuotaWindow>& windows) {
    const ratelimit::QuotaWindow* least = nullptr;
    for (const auto& window : windows)
        if (window.remaining && (!least || *window.remaining < *least->remaining))
            least = &window;
    return least;
}

} // namespace

void TimelineModel::apply(const journal::Event& event) {
    if (m_lastSequence != 0 && event.sequence != m_lastSequence + 1)
        forgetRunning({});
    m_lastSequence = event.sequence;
    m_clock = {event.at, event.wall, base::Seconds(0)};
    std::visit([&](const auto& body) { on(event, body); }, event.body);
}

void TimelineModel::on(const journal::Event&, const journal::CallStarted& body) {
    const auto url = http::parseUrl(body.url);
    const QString host = url ? QString::fromUtf8(url->authority()) : QString::fromUtf8(body.url);
    QString name = body.requestName;
    if (name.isEmpty())
        name = QString::fromUtf8(body.method) + QLatin1Char(' ') + (url ? host + QString::fromUtf8(url->path) : host);
    m_calls[body.call] = {nameIndex(name), host, 0, {}};
}

void TimelineModel::on(const journal::Event& event, const journal::AttemptStarted& body) {
    const std::uint32_t side = addSide(body.call, body.attempt, body.number);
    start({false, body.attempt.value}, body.call, body.lane, Bar::attempt(event.at, {}, Severity::Ok, 0, side));
}

void TimelineModel::on(const journal::Event& event, const journal::AttemptFinished& body) {
    const journal::AttemptRecord& record = *body.record;
    const http::Attempt& attempt = record.exchange.attempt();
    const auto began = takeRunning({false, record.id.value});
    const std::uint32_t side = began ? began->side() : addSide(record.call, record.id, record.number);
    // The transport's own stamp is finer than the journal's; records from a file have none.
    base::SteadyTime start = attempt.timing.startedAt;
    if (start == base::SteadyTime{})
        start = began ? began->start() : event.at - attempt.timing.total;
    const std::size_t lane = laneFor(record.call, record.lane);
    finish(record.call, lane, Bar::attempt(start, attempt.timing, severityOfRecord(record), attempt.status(), side));
    ++m_attempts;
    LaneState& state = m_lanes[lane].state;
    state.lastCause = record.diagnosis.cause;
    if (const auto* window = tightest(record.quota.windows)) {
        state.remaining = window->remaining;
        state.reset = window->resetSeconds ? std::optional(ratelimit::secondsAfter(event.at, *window->resetSeconds))
                                           : std::nullopt;
    }
}

void TimelineModel::on(const journal::Event& event, const journal::WaitStarted& body) {
    const std::uint32_t side = addSide(body.call, {}, 0);
    const TimeRange range{event.at, std::max(event.at, body.due)};
    start({true, body.wait.value}, body.call, body.lane, Bar::wait(range, body.reason, side));
}

void TimelineModel::on(const journal::Event& event, const journal::WaitEnded& body) {
    const auto running = m_running.find({true, body.wait.value});
    if (running == m_running.end())
        return;
    const std::size_t lane = running->second.lane;
    if (const auto began = takeRunning({true, body.wait.value}))
        finish(body.call, lane, Bar::wait({began->start(), event.at}, began->reason(), began->side()));
}

void TimelineModel::on(const journal::Event&, const journal::CallFinished& body) {
    forgetRunning(body.call);
    m_calls.erase(body.call);
}

void TimelineModel::on(const journal::Event& event, const journal::CredentialRotated& body) {
    Lane& lane = m_lanes[laneFor(body.call, body.lane)];
    lane.rotations.push_back({event.at, body.ok, QString::fromUtf8(body.credential)});
    if (body.ok)
        lane.state.rotatedAt = event.at;
    reach(event.at, event.at);
}

void TimelineModel::on(const journal::Event& event, const journal::CircuitChanged& body) {
    using journal::CircuitState;
    Lane& lane = m_lanes[laneFor({}, body.lane)];
    const bool closed = body.state == CircuitState::Closed;
    // Several circuits of one host may be drawn in one lane; each has at most one span that goes on.
    const auto before = std::find_if(lane.circuits.rbegin(), lane.circuits.rend(), [&](const CircuitSpan& span) {
        return !span.end && span.circuit == body.circuit;
    });
    if (before != lane.circuits.rend()) {
        before->end = event.at;
        before->closed = closed;
        before->closing = closed ? body.sentence : QString();
    }
    lane.state.circuit = body.state;
    lane.state.circuitByHand = body.byHand;
    if (!closed) {
        const bool halfOpen = body.state == CircuitState::HalfOpen;
        lane.circuits.push_back({event.at,
                                 {},
                                 halfOpen ? event.at : std::max(event.at, body.until),
                                 body.sentence,
                                 body.circuit,
                                 halfOpen,
                                 body.byHand});
    }
    m_circuitsOpenUntil = base::SteadyTime::min();
    for (const Lane& each : m_lanes)
        for (const CircuitSpan& span : each.circuits)
            if (!span.end && span.until != base::SteadyTime::max())
                m_circuitsOpenUntil = std::max(m_circuitsOpenUntil, span.until);
    reach(event.at, event.at);
}

std::optional<std::size_t> TimelineModel::newestLane() const {
    const bool elsewhere = std::any_of(m_running.begin(), m_running.end(),
                                       [this](const auto& entry) { return entry.second.lane != m_newestLane; });
    return elsewhere ? std::nullopt : m_newestLane;
}

std::size_t TimelineModel::laneFor(base::CallId call, const QString& bucket) {
    QString name = bucket;
    const auto known = m_calls.find(call);
    if (known != m_calls.end() && m_grouping == Grouping::Host)
        name = known->second.host;
    else if (known != m_calls.end() && m_grouping == Grouping::Request)
        name = m_names[known->second.request];
    else if (const auto used = m_laneOfBucket.find(bucket); known == m_calls.end() && used != m_laneOfBucket.end())
        return used->second;
    const auto [entry, added] = m_laneByName.try_emplace(name, m_lanes.size());
    if (added) {
        m_lanes.emplace_back();
        m_lanes.back().name = name;
    }
    m_laneOfBucket[bucket] = entry->second;
    return entry->second;
}

std::uint32_t TimelineModel::nameIndex(const QString& name) {
    const auto [entry, added] = m_nameIndex.try_emplace(name, static_cast<std::uint32_t>(m_names.size()));
    if (added)
        m_names.push_back(name);
    return entry->second;
}

std::uint32_t TimelineModel::addSide(base::CallId call, base::AttemptId attempt, int number) {
    const auto known = m_calls.find(call);
    m_sides.push_back({call, attempt, known == m_calls.end() ? 0 : known->second.request, number});
    return static_cast<std::uint32_t>(m_sides.size() - 1);
}

void TimelineModel::start(RunningKey key, base::CallId call, const QString& bucket, const Bar& bar) {
    const std::size_t lane = laneFor(call, bucket);
    const auto known = m_calls.find(call);
    const auto preferred = known != m_calls.end() && known->second.lane == lane ? known->second.row : std::nullopt;
    const std::size_t row = rowFor(m_lanes[lane].rows, bar.start(), preferred);
    m_lanes[lane].rows[row].setRunning(bar);
    m_running[key] = {call, lane, row};
    m_newestLane = lane;
    if (known != m_calls.end()) {
        known->second.lane = lane;
        known->second.row = row;
    }
    reach(bar.start(), bar.start());
}

std::optional<Bar> TimelineModel::takeRunning(RunningKey key) {
    const auto found = m_running.find(key);
    if (found == m_running.end())
        return {};
    Track& track = m_lanes[found->second.lane].rows[found->second.row];
    const std::optional<Bar> bar = track.running();
    track.setRunning({});
    m_running.erase(found);
    return bar;
}

void TimelineModel::finish(base::CallId call, std::size_t lane, const Bar& bar) {
    const auto known = m_calls.find(call);
    const auto preferred = known != m_calls.end() && known->second.lane == lane ? known->second.row : std::nullopt;
    const std::size_t row = rowFor(m_lanes[lane].rows, bar.start(), preferred);
    m_lanes[lane].rows[row].append(bar);
    m_newestLane = lane;
    if (known != m_calls.end()) {
        known->second.lane = lane;
        known->second.row = row;
    }
    reach(bar.start(), bar.end());
}

void TimelineModel::forgetRunning(std::optional<base::CallId> call) {
    for (auto it = m_running.begin(); it != m_running.end();) {
        if (call && it->second.call != *call) {
            ++it;
            continue;
        }
        m_lanes[it->second.lane].rows[it->second.row].setRunning({});
        it = m_running.erase(it);
    }
}

void TimelineModel::reach(base::SteadyTime begin, base::SteadyTime end) {
    if (!m_bounds)
        m_bounds = TimeRange{begin, end};
    m_bounds->begin = std::min(m_bounds->begin, begin);
    m_bounds->end = std::max(m_bounds->end, end);
}

} // namespace knockback::timeline
