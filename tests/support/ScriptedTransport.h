// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Scheduler.h"
#include "app/http/Transport.h"

#include <deque>
#include <vector>

namespace knockback::test {

// A Transport without a network: answers from a list, each after its delay on the given scheduler (virtual or real).
// When the list is empty, attempts fail with FailureKind::Other and a detail that says so.
class ScriptedTransport final : public http::Transport {
public:
    explicit ScriptedTransport(base::Scheduler& scheduler) : m_scheduler(scheduler) {}

    ScriptedTransport& answer(int status, http::HeaderList headers = {}, QByteArray body = {},
                              base::Nanoseconds delay = {});
    ScriptedTransport& fail(http::FailureKind kind, http::Phase phase = http::Phase::None, const QString& detail = {},
                            base::Nanoseconds delay = {});
    // Any attempt; `request`, `startedAt` and the total time are filled in when it is used.
    ScriptedTransport& play(http::Attempt attempt, base::Nanoseconds delay = {});
    // The next attempt gets no answer until it is cancelled or its time-out passes.
    ScriptedTransport& hang();

    [[nodiscard]] std::unique_ptr<http::PendingAttempt> send(const http::Request& request,
                                                             std::function<void(http::Attempt)> finished,
                                                             http::AttemptProgress progress = {}) override;

    // What was sent, in order; requests that problemWith() refuses are not among them.
    std::vector<http::Request> requests;
    // Answers that were not asked for yet.
    [[nodiscard]] std::size_t unused() const { return m_script.size(); }

private:
    struct Step {
        http::Attempt attempt;
        base::Nanoseconds delay;
    };
    [[nodiscard]] Step nextStep(const http::Request& request);

    base::Scheduler& m_scheduler;
    std::deque<Step> m_script;
};

} // namespace knockback::test
