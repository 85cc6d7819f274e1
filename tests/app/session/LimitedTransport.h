// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Scheduler.h"
#include "app/http/Transport.h"
#include "app/ratelimit/FixedWindow.h"

#include <memory>
#include <vector>

namespace knockback::session {

// A server behind a fixed window, as express-rate-limit is: it counts what comes and answers after `service`, with the
// headers of draft 7.
class LimitedTransport final : public http::Transport {
public:
    LimitedTransport(base::Scheduler& scheduler, qint64 limit, base::Nanoseconds window)
        : limiter(std::make_unique<ratelimit::FixedWindow>(limit, window))
        , m_window(";w=" + QByteArray::number(qint64(std::chrono::ceil<base::Seconds>(window).count())))
        , m_scheduler(scheduler) {}

    std::unique_ptr<ratelimit::Limiter> limiter;
    int blockStatus = 429;

    base::Nanoseconds service = std::chrono::milliseconds(10);
    bool saysRetryAfter = true;
    bool announces = true;
    bool asMuleSoft = false;      // X-RateLimit fields with the reset in milliseconds, and nothing that says so
    std::vector<QByteArray> urls; // in the order of their arrival
    int blocked = 0;

    [[nodiscard]] std::unique_ptr<http::PendingAttempt>
    send(const http::Request& request, std::function<void(http::Attempt)> finished, http::AttemptProgress) override {
        urls.push_back(request.url);
        http::Attempt attempt;
        attempt.request = request;
        attempt.connection.requestsOnWire = 1;
        attempt.response.emplace().head = head();
        return std::make_unique<Pending>(m_scheduler, std::move(attempt), std::move(finished), service);
    }

private:
    class Pending final : public http::PendingAttempt {
    public:
        Pending(base::Scheduler& scheduler, http::Attempt attempt, std::function<void(http::Attempt)> finished,
                base::Nanoseconds service)
            : m_timer(scheduler.after(
                  service, [attempt = std::move(attempt), finished = std::move(finished)] { finished(attempt); })) {}
        void cancel() override {}

    private:
        base::TimerHandle m_timer;
    };

    http::ResponseHead head() {
        const auto verdict = limiter->take(m_scheduler.clock().steadyNow(), "client");
        const auto whole = [](base::Nanoseconds time) {
            return QByteArray::number(qint64(std::chrono::ceil<base::Seconds>(time).count()));
        };
        blocked += verdict.allowed ? 0 : 1;
        http::ResponseHead answer{"HTTP/1.1", verdict.allowed ? 200 : blockStatus, {}, {}, {}};
        if (announces && asMuleSoft) {
            const auto left = std::chrono::ceil<base::Milliseconds>(verdict.resetAfter);
            answer.headers.append("X-RateLimit-Limit", QByteArray::number(verdict.limit));
            answer.headers.append("X-RateLimit-Remaining", QByteArray::number(verdict.remaining));
            answer.headers.append("X-RateLimit-Reset", QByteArray::number(qint64(left.count())));
        } else if (announces) {
            answer.headers.append("RateLimit-Policy", QByteArray::number(verdict.limit) + m_window);
            answer.headers.append("RateLimit", "limit=" + QByteArray::number(verdict.limit) +
                                                   ", remaining=" + QByteArray::number(verdict.remaining) +
                                                   ", reset=" + whole(verdict.resetAfter));
        }
        if (!verdict.allowed && saysRetryAfter)
            answer.headers.append("Retry-After", whole(verdict.retryAfter));
        return answer;
    }

    const QByteArray m_window;
    base::Scheduler& m_scheduler;
};

} // namespace knockback::session
