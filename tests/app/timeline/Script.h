// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/timeline/TimelineModel.h"

namespace knockback::test {

// Writes a journal by hand, at times that are said, and feeds it to a model.
class Script {
public:
    explicit Script(timeline::TimelineModel& model) : m_model(model) {}

    void at(base::Nanoseconds time, journal::EventBody body) {
        const base::WallTime wall = base::fromEpochMs(1'795'344'060'000) + std::chrono::floor<base::Microseconds>(time);
        m_model.apply({++m_sequence, base::SteadyTime(time), wall, std::move(body)});
    }
    void skipEvents(std::uint64_t count) { m_sequence += count; }

    void callStarted(base::Nanoseconds time, std::uint64_t call, const QString& name = QStringLiteral("Search"),
                     const QByteArray& url = "https://api.example/search?q=1") {
        at(time, journal::CallStarted{{call}, name, "GET", url});
    }
    void attemptStarted(base::Nanoseconds time, std::uint64_t call, std::uint64_t id, const QString& lane,
                        int number = 1) {
        at(time, journal::AttemptStarted{{call}, {id}, number, 5, lane});
    }
    // `time` is when it ended.
    void attemptFinished(base::Nanoseconds time, std::uint64_t call, std::uint64_t id, const QString& lane, int status,
                         base::Milliseconds took, diagnosis::Cause cause = diagnosis::Cause::None,
                         std::optional<double> remaining = {}, int number = 1) {
        http::Attempt attempt;
        attempt.timing.startedAt = base::SteadyTime(time - took);
        attempt.timing.total = took;
        attempt.timing.wait = took / 2;
        if (status != 0) {
            attempt.response.emplace();
            attempt.response->head.status = status;
        }
        journal::AttemptRecord record{.call = {call},
                                      .id = {id},
                                      .number = number,
                                      .requestName = {},
                                      .provider = {},
                                      .lane = lane,
                                      .exchange = http::Redactor().redact(attempt),
                                      .diagnosis = {},
                                      .quota = {},
                                      .decision = {},
                                      .tokenRequest = false};
        record.diagnosis.cause = cause;
        if (remaining) {
            record.quota.windows.emplace_back();
            record.quota.windows.back().remaining = remaining;
            record.quota.windows.back().resetSeconds = 5;
        }
        at(time, journal::AttemptFinished{std::make_shared<const journal::AttemptRecord>(std::move(record))});
    }
    // Started and finished.
    void attempt(base::Nanoseconds start, std::uint64_t call, std::uint64_t id, const QString& lane, int status,
                 base::Milliseconds took, diagnosis::Cause cause = diagnosis::Cause::None,
                 std::optional<double> remaining = {}) {
        attemptStarted(start, call, id, lane);
        attemptFinished(start + took, call, id, lane, status, took, cause, remaining);
    }
    void waitStarted(base::Nanoseconds time, std::uint64_t call, std::uint64_t wait, const QString& lane,
                     base::Nanoseconds length, journal::WaitReason reason = journal::WaitReason::RetryAfter) {
        at(time, journal::WaitStarted{{call}, {wait}, reason, base::SteadyTime(time + length), {}, lane, {}});
    }
    void waitEnded(base::Nanoseconds time, std::uint64_t call, std::uint64_t wait) {
        at(time, journal::WaitEnded{{call}, {wait}, journal::WaitEnd::Elapsed});
    }
    void callFinished(base::Nanoseconds time, std::uint64_t call) { at(time, journal::CallFinished{{call}, {}, {}}); }

private:
    timeline::TimelineModel& m_model;
    std::uint64_t m_sequence = 0;
};

} // namespace knockback::test
