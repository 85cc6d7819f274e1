// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/Backend.h"
#include "ui/models/CallState.h"

#include <QObject>

#include <unordered_map>
#include <unordered_set>

namespace knockback::ui {

// Calls that wait until a quota lets them go, of one lane of the timeline.
struct WaitingLane {
    QString host; // empty while it is not known
    QString lane;
    int calls = 0;
    bool operator==(const WaitingLane&) const = default;
};

// Folds the journal into the state of each call, at frame rate: however many events arrive, each call that changed is
// announced once a pull.
class CallTracker final : public QObject {
    Q_OBJECT
public:
    explicit CallTracker(Backend& backend, QObject* parent = nullptr);

    // Null when the call is not known (yet).
    [[nodiscard]] const CallState* find(base::CallId call) const;
    // The newest call of a workspace request by its name; null id when it was never sent.
    [[nodiscard]] base::CallId latestOf(const QString& requestName) const;
    // The newest answer to a workspace request, or failure to get one; null when it was never sent.
    [[nodiscard]] journal::AttemptPtr lastAnswerOf(const QString& requestName) const {
        return m_answers.value(requestName);
    }
    // The newest call that came to an end on the wire: what "Escalate…" is about when no tab has one.
    [[nodiscard]] base::CallId latestBlocked() const { return m_latestBlocked; }
    // The call's bodies stay in memory only as long as a tab shows them.
    void forgetBody(base::CallId call);
    [[nodiscard]] std::uint64_t exchanges() const { return m_exchanges; }
    [[nodiscard]] bool anyRunning() const { return m_running > 0; }
    [[nodiscard]] bool anyWaiting() const { return !m_waiting.empty(); }
    [[nodiscard]] std::vector<WaitingLane> waitingForQuota() const;

Q_SIGNALS:
    void callChanged(knockback::base::CallId call);
    // After the callChanged of one pull.
    void pulled();

private:
    void pullSoon();
    void pull();
    void apply(const journal::Event& event);
    void noteAnswer(const session::Answering& answer);
    void finish(const session::CallResult& result);
    CallState& state(base::CallId call);

    Backend& m_backend;
    base::TimerHandle m_timer;
    bool m_pulling = false;
    std::uint64_t m_seen = 0;
    std::uint64_t m_exchanges = 0;
    int m_running = 0;
    base::CallId m_latestBlocked;
    std::unordered_map<base::CallId, CallState> m_calls;
    std::unordered_set<base::CallId> m_waiting;
    QHash<QString, base::CallId> m_latest;
    QHash<QString, journal::AttemptPtr> m_answers;
    std::vector<base::CallId> m_changed;
};

} // namespace knockback::ui
