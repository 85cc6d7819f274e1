// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runs/RequestRun.h"

#include <algorithm>
#include <chrono>

namespace knockback::runs {

namespace {

using journal::CallOutcome;

constexpr base::Seconds rateSpan{10};
constexpr std::size_t mostRated = 100'000;
constexpr double telling = 0.5; // seconds; less says nothing of a rate

std::size_t RunCounts::*countOf(const RowResult& result) {
    switch (result.outcome) {
    case CallOutcome::Ok:
    case CallOutcome::Fallback:
        return &RunCounts::ok;
    case CallOutcome::Blocked:
        return &RunCounts::blocked;
    case CallOutcome::Cancelled:
        return &RunCounts::stopped;
    case CallOutcome::Failed:
        break;
    }
    return &RunCounts::failed;
}

} // namespace

RequestRun::RequestRun(std::size_t rows, int concurrency) : m_rows(rows), m_concurrency(std::max(concurrency, 1)) {
    m_counts.total = m_counts.open = rows;
    for (std::size_t row = 0; row < rows; ++row)
        m_openRows.push_back(row);
}

void RequestRun::begin(base::SteadyTime now) {
    if (m_stage != Stage::Ready)
        return;
    m_stage = Stage::Going;
    m_goingSince = now;
    closeIfDone(now);
}

void RequestRun::halt(Stage stage, base::SteadyTime now) {
    m_stage = stage;
    m_gone = elapsed(now);
    m_goingSince.reset();
    m_good.clear();
}

void RequestRun::pause(base::SteadyTime now) {
    if (m_stage == Stage::Going && !m_stopping)
        halt(Stage::Paused, now);
}

void RequestRun::resume(base::SteadyTime now) {
    if (m_stage != Stage::Paused)
        return;
    m_stage = Stage::Going;
    m_goingSince = now;
    closeIfDone(now);
}

void RequestRun::stop(base::SteadyTime now) {
    if (m_stage == Stage::Ready || m_stage == Stage::Over)
        return;
    m_stopping = true;
    closeIfDone(now);
}

bool RequestRun::again(base::SteadyTime now) {
    if (m_stage != Stage::Over || unfinished() == 0)
        return false;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        Row& row = m_rows[i];
        if (row.state != RowState::Done || isGood(row.result))
            continue;
        note(row, false);
        row = {};
        ++m_counts.open;
        m_openRows.push_back(i);
    }
    std::sort(m_openRows.begin(), m_openRows.end());
    m_stopping = false;
    m_stage = Stage::Going;
    m_goingSince = now;
    return true;
}

std::optional<std::size_t> RequestRun::next() {
    if (m_stage != Stage::Going || m_stopping || m_openRows.empty() ||
        m_counts.running >= static_cast<std::size_t>(m_concurrency))
        return std::nullopt;
    const std::size_t row = m_openRows.front();
    m_openRows.pop_front();
    setState(m_rows[row], RowState::Running);
    return row;
}

void RequestRun::setState(Row& row, RowState state) {
    const auto change = [this](RowState of, bool add) {
        const std::size_t one = 1;
        const auto step = [&](std::size_t& count) { count = add ? count + one : count - one; };
        if (of == RowState::Open)
            step(m_counts.open);
        if (of == RowState::Running || of == RowState::Waiting)
            step(m_counts.running);
        if (of == RowState::Waiting)
            step(m_counts.waiting);
    };
    change(row.state, false);
    change(state, true);
    row.state = state;
}

void RequestRun::progress(std::size_t index, int tries, int blocked, bool waiting, base::SteadyTime now) {
    Row& row = m_rows[index];
    if (row.state != RowState::Running && row.state != RowState::Waiting)
        return;
    setState(row, waiting ? RowState::Waiting : RowState::Running);
    const int more = std::max(tries - row.tries, 0);
    const int moreBlocked = std::clamp(blocked - row.blocked, 0, more);
    if (more == 0)
        return;
    m_counts.sent += static_cast<std::size_t>(more);
    m_counts.turnedAway += static_cast<std::size_t>(moreBlocked);
    m_counts.retried += static_cast<std::size_t>(row.tries == 0 ? more - 1 : more);
    if (moreBlocked > 0)
        m_bars.add(elapsed(now), AnswerBars::Kind::Blocked, moreBlocked);
    row.tries += more;
    row.blocked += moreBlocked;
    row.result.tries = row.tries; // what is known already
    row.result.blocked = row.blocked;
}

void RequestRun::note(const Row& row, bool add) {
    std::size_t& count = m_counts.*countOf(row.result);
    count = add ? count + 1 : count - 1;
}

void RequestRun::finished(std::size_t index, const RowResult& result, base::SteadyTime now) {
    Row& row = m_rows[index];
    if (row.state != RowState::Running && row.state != RowState::Waiting)
        return;
    progress(index, result.tries, result.blocked, false, now);
    setState(row, RowState::Done);
    row.result = result;
    note(row, true);
    if (isGood(result)) {
        m_bars.add(elapsed(now), AnswerBars::Kind::Ok);
        m_good.push_back(now);
        while (m_good.size() > mostRated || m_good.front() + rateSpan < now)
            m_good.pop_front();
    } else if (result.outcome == CallOutcome::Failed) {
        m_bars.add(elapsed(now), AnswerBars::Kind::Other);
    }
    closeIfDone(now);
}

void RequestRun::calledBack(std::size_t index, base::SteadyTime now) {
    Row& row = m_rows[index];
    if (row.state != RowState::Running && row.state != RowState::Waiting)
        return;
    setState(row, RowState::Open);
    m_openRows.insert(std::lower_bound(m_openRows.begin(), m_openRows.end(), index), index);
    closeIfDone(now);
}

void RequestRun::closeIfDone(base::SteadyTime now) {
    const bool nothingMore = m_stopping || m_counts.open == 0;
    if (m_stage == Stage::Ready || m_stage == Stage::Over || m_counts.running > 0 || !nothingMore)
        return;
    halt(Stage::Over, now);
}

double RequestRun::rate(base::SteadyTime now) const {
    if (m_stage != Stage::Going)
        return 0;
    const auto since = std::max(*m_goingSince, now - rateSpan);
    const auto recent = m_good.end() - std::lower_bound(m_good.begin(), m_good.end(), since);
    const double seconds = std::chrono::duration<double>(now - since).count();
    return seconds >= telling ? static_cast<double>(recent) / seconds : 0;
}

base::Nanoseconds RequestRun::elapsed(base::SteadyTime now) const {
    return m_gone + (m_goingSince ? now - *m_goingSince : base::Nanoseconds(0));
}

} // namespace knockback::runs
