// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/history/PastEvents.h"

#include <algorithm>
#include <set>

namespace knockback::history {

namespace {

using journal::CircuitState;

class Collector {
public:
    Collector(HistoryReader& reader, base::Nanoseconds steadyFromWall) : m_reader(reader), m_offset(steadyFromWall) {}

    void add(const HistoryRow& row) {
        const base::CallId call{static_cast<std::uint64_t>(row.call)};
        if (row.call != 0 && m_calls.insert(row.call).second)
            addCall(row, call);
        auto record = m_reader.loadRecord(row.id);
        if (!record)
            return;
        put(row.startedAt, journal::AttemptStarted{call, (*record)->id, row.number, row.number, (*record)->lane});
        put(row.startedAt + row.duration, journal::AttemptFinished{*std::move(record)});
    }

    void add(const StoredCircuitChange& change) {
        const bool open = change.state == CircuitState::Open;
        const auto until = change.until ? steady(*change.until) : open ? base::SteadyTime::max() : base::SteadyTime{};
        put(change.at,
            journal::CircuitChanged{change.lane, change.state, until, change.sentence, change.circuit, change.byHand});
        // One that is open for a time ends by itself.
        if (change.state == CircuitState::Closed || change.until)
            m_unended.erase(change.circuit);
        else
            m_unended[change.circuit] = change.lane;
    }

    std::vector<journal::Event> take() {
        std::stable_sort(m_events.begin(), m_events.end(),
                         [](const auto& a, const auto& b) { return a.wall < b.wall; });
        if (!m_events.empty()) {
            const auto last = m_events.back().wall;
            for (const auto& [circuit, lane] : m_unended)
                put(last, journal::CircuitChanged{lane, CircuitState::Closed, {}, {}, circuit});
        }
        std::uint64_t sequence = 0;
        for (auto& event : m_events)
            event.sequence = ++sequence;
        return std::move(m_events);
    }

private:
    [[nodiscard]] base::SteadyTime steady(base::WallTime wall) const {
        return base::SteadyTime(wall.time_since_epoch() + m_offset);
    }
    void put(base::WallTime wall, journal::EventBody body) {
        m_events.push_back({0, steady(wall), wall, std::move(body)});
    }

    void addCall(const HistoryRow& row, base::CallId call) {
        const auto stored = m_reader.call(row.call);
        // A call may have waited before its first attempt.
        const auto begun = stored ? std::min(row.startedAt, stored->startedAt) : row.startedAt;
        put(begun, journal::CallStarted{call, row.requestName, row.method, row.url});
        if (!stored)
            return;
        for (const auto& wait : stored->waits) {
            if (!wait.endedAt)
                continue;
            const base::WaitId id{++m_lastWait};
            put(wait.startedAt,
                journal::WaitStarted{call, id, wait.reason, steady(wait.dueAt), wait.dueAt, wait.lane, wait.sentence});
            put(*wait.endedAt, journal::WaitEnded{call, id, wait.how});
        }
    }

    HistoryReader& m_reader;
    const base::Nanoseconds m_offset;
    std::vector<journal::Event> m_events;
    std::set<StoredCallId> m_calls;
    std::map<QString, QString> m_unended; // circuits, each with its lane
    std::uint64_t m_lastWait = 0;
};

} // namespace

PastEvents pastEvents(HistoryReader& reader, base::WallTime from, base::WallTime to, int mostAttempts,
                      base::Nanoseconds steadyFromWall) {
    HistoryFilter filter;
    filter.from = from;
    filter.before = to;
    filter.limit = mostAttempts;
    auto rows = reader.page(filter);
    PastEvents past;
    past.cut = static_cast<int>(rows.size()) == mostAttempts;
    // Where attempts are left out, circuits of their time would stand alone.
    const auto begin = past.cut ? rows.back().startedAt : from;
    Collector collector(reader, steadyFromWall);
    std::for_each(rows.rbegin(), rows.rend(), [&collector](const HistoryRow& row) { collector.add(row); });
    for (const auto& change : reader.circuitChanges(begin, to))
        collector.add(change);
    past.events = collector.take();
    return past;
}

} // namespace knockback::history
