// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/journal/Event.h"
#include "app/timeline/Lane.h"
#include "app/timeline/LocalClock.h"

#include <QHash> // std::hash of QString

#include <unordered_map>

namespace knockback::timeline {

enum class Grouping { Bucket, Host, Request };

// Whose bar it is; one entry an attempt or wait, found by Bar::side().
struct BarSide {
    base::CallId call;
    base::AttemptId attempt;   // null for a wait
    std::uint32_t request = 0; // for TimelineModel::requestName()
    std::int32_t number = 0;   // of the attempt in its call
};

// The lanes as the journal tells them. Fed event by event, in order; when events were missed (the reader fell behind a
// journal that keeps only the newest), what was running then is forgotten instead of running for ever. One thread.
class TimelineModel {
public:
    explicit TimelineModel(Grouping grouping = Grouping::Bucket) : m_grouping(grouping) {}

    void apply(const journal::Event& event);

    [[nodiscard]] Grouping grouping() const { return m_grouping; }
    // In the order in which they first had something. Empty ones (everything moved to another lane) are left in.
    [[nodiscard]] const std::vector<Lane>& lanes() const { return m_lanes; }
    // Whether an attempt or a wait is under way or a circuit open for a time: only then does the picture move by
    // itself.
    [[nodiscard]] bool live(base::SteadyTime now) const { return !m_running.empty() || now < m_circuitsOpenUntil; }
    // From the first to the last thing that is known; empty before the first.
    [[nodiscard]] std::optional<TimeRange> bounds() const { return m_bounds; }
    // Where something happened last, unless something goes on elsewhere too.
    [[nodiscard]] std::optional<std::size_t> newestLane() const;
    [[nodiscard]] std::size_t attempts() const { return m_attempts; }
    [[nodiscard]] const BarSide& side(const Bar& bar) const { return m_sides[bar.side()]; }
    [[nodiscard]] const QString& requestName(const BarSide& side) const { return m_names[side.request]; }
    // The newest moment known on both clocks; its utcOffset is 0.
    [[nodiscard]] const LocalClock& clock() const { return m_clock; }

private:
    struct Call {
        std::uint32_t request = 0;
        QString host;
        std::size_t lane = 0;
        std::optional<std::size_t> row; // of the latest bar, in `lane`
    };
    struct Running {
        base::CallId call;
        std::size_t lane = 0;
        std::size_t row = 0;
    };
    // Attempts and waits have ids of their own; one map holds both.
    struct RunningKey {
        bool wait = false;
        std::uint64_t id = 0;
        bool operator==(const RunningKey&) const = default;
    };
    struct KeyHash {
        std::size_t operator()(RunningKey key) const {
            return std::hash<std::uint64_t>{}(key.id * 2 + (key.wait ? 1 : 0));
        }
    };

    void on(const journal::Event& event, const journal::CallStarted& body);
    void on(const journal::Event& event, const journal::AttemptStarted& body);
    void on(const journal::Event& event, const journal::AttemptFinished& body);
    void on(const journal::Event& event, const journal::WaitStarted& body);
    void on(const journal::Event& event, const journal::WaitEnded& body);
    void on(const journal::Event& event, const journal::CallFinished& body);
    void on(const journal::Event& event, const journal::CredentialRotated& body);
    void on(const journal::Event& event, const journal::CircuitChanged& body);

    std::size_t laneFor(base::CallId call, const QString& bucket);
    std::uint32_t nameIndex(const QString& name);
    std::uint32_t addSide(base::CallId call, base::AttemptId attempt, int number);
    void start(RunningKey key, base::CallId call, const QString& bucket, const Bar& bar);
    std::optional<Bar> takeRunning(RunningKey key);
    void finish(base::CallId call, std::size_t lane, const Bar& bar);
    void forgetRunning(std::optional<base::CallId> call);
    void reach(base::SteadyTime begin, base::SteadyTime end);

    Grouping m_grouping;
    std::vector<Lane> m_lanes;
    std::unordered_map<QString, std::size_t> m_laneByName;
    std::unordered_map<QString, std::size_t> m_laneOfBucket; // where what belongs to no call goes, a circuit say
    std::unordered_map<base::CallId, Call> m_calls;
    std::unordered_map<RunningKey, Running, KeyHash> m_running;
    base::SteadyTime m_circuitsOpenUntil = base::SteadyTime::min();
    BlockList<BarSide> m_sides;
    std::vector<QString> m_names{QString()};
    std::unordered_map<QString, std::uint32_t> m_nameIndex{{QString(), 0}};
    std::optional<std::size_t> m_newestLane;
    std::optional<TimeRange> m_bounds;
    LocalClock m_clock;
    std::size_t m_attempts = 0;
    std::uint64_t m_lastSequence = 0;
};

} // namespace knockback::timeline
