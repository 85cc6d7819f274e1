// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Scheduler.h"
#include "app/http/Transport.h"

#include <functional>
#include <memory>
#include <vector>

namespace knockback::session {

// A server that is a function of the request; it takes 10 ms.
class FunctionTransport final : public http::Transport {
public:
    struct Answer {
        int status = 200;
        http::HeaderList headers = {};
        QByteArray body = {};
    };
    FunctionTransport(base::Scheduler& scheduler, std::function<Answer(const http::Request&)> answer)
        : m_scheduler(scheduler)
        , m_answer(std::move(answer)) {}

    std::vector<http::Request> requests;
    std::vector<base::SteadyTime> times;

    [[nodiscard]] std::unique_ptr<http::PendingAttempt>
    send(const http::Request& request, std::function<void(http::Attempt)> finished, http::AttemptProgress) override {
        requests.push_back(request);
        times.push_back(m_scheduler.clock().steadyNow());
        const Answer answer = m_answer(request);
        http::Attempt attempt;
        attempt.request = request;
        attempt.startedAt = m_scheduler.clock().wallNow();
        attempt.connection.requestsOnWire = 1;
        attempt.connection.httpVersion = "HTTP/1.1";
        auto& response = attempt.response.emplace();
        response.head = {"HTTP/1.1", answer.status, {}, answer.headers, {}};
        response.body = answer.body;
        return std::make_unique<Pending>(m_scheduler, std::move(attempt), std::move(finished));
    }

private:
    class Pending final : public http::PendingAttempt {
    public:
        Pending(base::Scheduler& scheduler, http::Attempt attempt, std::function<void(http::Attempt)> finished)
            : m_attempt(std::move(attempt))
            , m_finished(std::move(finished))
            , m_scheduler(scheduler) {
            start(std::chrono::milliseconds(10));
        }
        void cancel() override {
            m_attempt.response.reset();
            m_attempt.failure = http::NetworkFailure{http::FailureKind::Cancelled, {}, {}};
            start({});
        }

    private:
        void start(base::Nanoseconds delay) {
            m_timer = m_scheduler.after(delay, [this] {
                const auto finished = std::move(m_finished);
                finished(std::move(m_attempt));
            });
        }
        http::Attempt m_attempt;
        std::function<void(http::Attempt)> m_finished;
        base::Scheduler& m_scheduler;
        base::TimerHandle m_timer;
    };

    base::Scheduler& m_scheduler;
    std::function<Answer(const http::Request&)> m_answer;
};

} // namespace knockback::session
