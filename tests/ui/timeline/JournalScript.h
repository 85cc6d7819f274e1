// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/journal/Journal.h"
#include "tests/support/VirtualScheduler.h"

#include <algorithm>
#include <vector>

namespace knockback::test {

// A journal written by hand: events are noted with the second they happen at, and played in order of time.
class JournalScript {
public:
    using Ms = base::Milliseconds;

    void note(Ms at, journal::EventBody body) { m_notes.push_back({at, m_notes.size(), std::move(body)}); }

    // A call of one attempt.
    base::AttemptId call(Ms at, const QString& lane, int status, diagnosis::Cause cause = diagnosis::Cause::None,
                         std::optional<double> remaining = {}, Ms took = Ms(182)) {
        const base::CallId id = newCall(at);
        const base::AttemptId made = attempt(at, id, lane, status, cause, remaining, took);
        note(at + took, journal::CallFinished{id, journal::CallOutcome::Ok, {}});
        return made;
    }
    base::CallId newCall(Ms at, const QString& name = QStringLiteral("Search repositories")) {
        const base::CallId id{++m_lastCall};
        note(at, journal::CallStarted{id, name, "GET", "https://api.example/search"});
        return id;
    }
    base::AttemptId attempt(Ms at, base::CallId call, const QString& lane, int status,
                            diagnosis::Cause cause = diagnosis::Cause::None, std::optional<double> remaining = {},
                            Ms took = Ms(182)) {
        const base::AttemptId id{++m_lastAttempt};
        note(at, journal::AttemptStarted{call, id, 1, 5, lane});
        http::Attempt made;
        // Relative to the script's begin until it is played.
        made.timing = {base::SteadyTime{}, Ms(8), Ms(14), Ms(22), Ms(2), took * 2 / 3, took / 10, took};
        if (status > 0) {
            made.response.emplace();
            made.response->head.status = status;
        }
        journal::AttemptRecord record{.call = call,
                                      .id = id,
                                      .number = 1,
                                      .requestName = {},
                                      .provider = {},
                                      .lane = lane,
                                      .exchange = http::Redactor().redact(made),
                                      .diagnosis = {},
                                      .quota = {},
                                      .decision = {},
                                      .tokenRequest = false};
        record.diagnosis.cause = cause;
        if (remaining) {
            record.quota.windows.emplace_back();
            record.quota.windows.back().remaining = remaining;
        }
        note(at + took, journal::AttemptFinished{std::make_shared<const journal::AttemptRecord>(std::move(record))});
        return id;
    }
    // `ends` false: it is still under way at the end of the script.
    void wait(Ms at, base::CallId call, const QString& lane, Ms length,
              journal::WaitReason reason = journal::WaitReason::RetryAfter, bool ends = true) {
        const base::WaitId id{++m_lastWait};
        journal::WaitStarted started{call, id, reason, {}, {}, lane, {}};
        started.due = base::SteadyTime(length); // from its start; made absolute when played
        note(at, started);
        if (ends)
            note(at + length, journal::WaitEnded{call, id, journal::WaitEnd::Elapsed});
    }
    void circuit(Ms at, const QString& lane, Ms length, const QString& sentence) {
        note(at, journal::CircuitChanged{lane, journal::CircuitState::Open, base::SteadyTime(length), sentence});
        note(at + length, journal::CircuitChanged{lane, journal::CircuitState::HalfOpen, {}, {}});
    }

    // Plays everything up to `until` into a journal that stamps with `time`.
    void play(journal::Journal& journal, VirtualScheduler& time, Ms until) {
        std::stable_sort(m_notes.begin(), m_notes.end(), [](const Note& a, const Note& b) { return a.at < b.at; });
        const auto begin = time.clock().steadyNow();
        for (Note& each : m_notes) {
            if (each.at > until)
                break;
            time.fakeClock().advance(begin + each.at - time.clock().steadyNow());
            const auto now = time.clock().steadyNow();
            if (auto* wait = std::get_if<journal::WaitStarted>(&each.body))
                wait->due = now + wait->due.time_since_epoch();
            if (auto* change = std::get_if<journal::CircuitChanged>(&each.body))
                change->until = now + change->until.time_since_epoch();
            journal.append(std::move(each.body));
        }
        time.fakeClock().advance(begin + until - time.clock().steadyNow());
    }

private:
    struct Note {
        Ms at;
        std::size_t order;
        journal::EventBody body;
    };
    std::vector<Note> m_notes;
    std::uint64_t m_lastCall = 0;
    std::uint64_t m_lastAttempt = 0;
    std::uint64_t m_lastWait = 0;
};

// What the drawings show: a limited bucket, a calm one, a rotated token, a firewall with an open circuit.
inline base::AttemptId drawnScript(JournalScript& script) {
    using namespace std::chrono_literals;
    using diagnosis::Cause;
    const QString core = QStringLiteral("core · per IP");
    const QString search = QStringLiteral("search · per token");
    const QString ledger = QStringLiteral("ledger · oauth");
    const QString feed = QStringLiteral("feed · WAF");
    script.call(2s, core, 200, Cause::None, 2);
    script.call(10s, core, 200, Cause::None, 1);
    const auto call = script.newCall(18s);
    script.attempt(18s, call, core, 429, Cause::RateLimit, 0);
    script.wait(18s + 200ms, call, core, 23s, journal::WaitReason::Backoff);
    script.attempt(42s, call, core, 429, Cause::RateLimit, 0);
    script.wait(42s + 200ms, call, core, 35s);
    script.attempt(78s, call, core, 200, Cause::None, 1);
    const auto last = script.newCall(86s);
    const auto selected = script.attempt(86s, last, core, 429, Cause::RateLimit, 0);
    script.wait(86s + 200ms, last, core, 41s, journal::WaitReason::RetryAfter, false);
    for (int i = 0; i < 9; ++i)
        script.call(6s + 11s * i, search, 200, Cause::None, 35 - i, base::Milliseconds(120 + i * 30));
    script.call(4s, ledger, 200);
    const auto rotating = script.newCall(18s);
    script.attempt(18s, rotating, ledger, 401, Cause::Credential);
    script.note(28s, journal::CredentialRotated{"ledger-oauth", true, {}, rotating, ledger});
    script.attempt(33s, rotating, ledger, 200);
    script.call(43s, ledger, 200, Cause::None, {}, 300ms);
    script.call(60s, ledger, 200);
    script.call(10s, feed, 403, Cause::SuspiciousPattern, {}, 500ms);
    script.circuit(20s, feed, 60s,
                   QStringLiteral("circuit open 60 s: no requests sent, fallback: cached reply of 10:39"));
    script.call(84s, feed, 403, Cause::SuspiciousPattern, {}, 500ms);
    return selected;
}

} // namespace knockback::test
