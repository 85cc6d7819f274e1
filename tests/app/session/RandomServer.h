// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Scheduler.h"
#include "app/http/Transport.h"
#include "app/ratelimit/FixedWindow.h"
#include "tests/support/SeededRandom.h"

#include <memory>
#include <vector>

namespace knockback::test {

// A server in a bad mood, the same for the same seed: it answers, blocks, asks for a while, breaks down, is not there
// or says nothing at all, quickly or slowly, and goes through good and bad times. It keeps the time limits of requests.
class RandomServer final : public http::Transport {
public:
    RandomServer(base::Scheduler& scheduler, std::uint64_t seed)
        : m_scheduler(scheduler)
        , m_random(seed * 7919)
        , m_limiter(5 + qint64(m_random.next() % 40), base::Seconds(1 + m_random.next() % 9)) {}

    std::vector<http::Request> sent;
    int onTheWire = 0;

    [[nodiscard]] std::unique_ptr<http::PendingAttempt>
    send(const http::Request& request, std::function<void(http::Attempt)> finished, http::AttemptProgress) override {
        sent.push_back(request);
        http::Attempt attempt;
        attempt.request = request;
        attempt.connection.requestsOnWire = 1;
        base::Nanoseconds takes = base::Milliseconds(m_random.next() % 200);
        if (one(10))
            takes += base::Milliseconds(m_random.next() % 5'000);
        if (one(25))
            m_bad = !m_bad;
        const bool silent = !answer(attempt);
        const auto limit = request.options.timeout.value_or(base::Seconds(30));
        if (silent || takes >= limit) {
            takes = limit;
            attempt.response.reset();
            attempt.failure = http::NetworkFailure{http::FailureKind::Timeout, http::Phase::Read, {}};
        }
        return std::make_unique<Pending>(*this, std::move(attempt), std::move(finished), takes);
    }

private:
    class Pending final : public http::PendingAttempt {
    public:
        Pending(RandomServer& server, http::Attempt attempt, std::function<void(http::Attempt)> finished,
                base::Nanoseconds takes)
            : m_server(server)
            , m_attempt(std::move(attempt))
            , m_finished(std::move(finished))
            , m_timer(server.m_scheduler.after(takes, [this] { end(); })) {
            ++m_server.onTheWire;
        }
        ~Pending() override {
            if (m_finished)
                --m_server.onTheWire;
        }
        void cancel() override {
            m_attempt.response.reset();
            m_attempt.failure = http::NetworkFailure{http::FailureKind::Cancelled, http::Phase::Read, {}};
            m_timer = m_server.m_scheduler.after(base::Nanoseconds(0), [this] { end(); });
        }

    private:
        void end() {
            --m_server.onTheWire;
            const auto finished = std::exchange(m_finished, nullptr);
            finished(m_attempt); // may destroy this
        }
        RandomServer& m_server;
        http::Attempt m_attempt;
        std::function<void(http::Attempt)> m_finished;
        base::TimerHandle m_timer;
    };

    // True once in `many` times.
    bool one(std::uint64_t many) { return m_random.next() % many == 0; }

    bool answer(http::Attempt& attempt) {
        if (one(m_bad ? 6 : 40))
            return false;
        if (one(m_bad ? 6 : 40)) {
            attempt.connection.requestsOnWire = 0;
            attempt.failure = http::NetworkFailure{http::FailureKind::ConnectionRefused, http::Phase::Connect, {}};
            return true;
        }
        if (one(m_bad ? 8 : 60)) {
            attempt.failure = http::NetworkFailure{http::FailureKind::RemoteHostClosed, http::Phase::Read, {}};
            return true;
        }
        const auto verdict = m_limiter.take(m_scheduler.clock().steadyNow(), "client");
        const bool broken = one(m_bad ? 2 : 30);
        auto& head = attempt.response.emplace().head;
        head = {"HTTP/1.1", !verdict.allowed ? 429 : broken ? (one(2) ? 500 : 503) : 200, {}, {}, {}};
        const auto whole = [](base::Nanoseconds time) {
            return QByteArray::number(qint64(std::chrono::ceil<base::Seconds>(time).count()));
        };
        if (!one(4)) {
            head.headers.append("X-RateLimit-Limit", QByteArray::number(verdict.limit));
            head.headers.append("X-RateLimit-Remaining", QByteArray::number(verdict.remaining));
            head.headers.append("X-RateLimit-Reset", whole(verdict.resetAfter));
        }
        if (head.status >= 429 && !one(3))
            head.headers.append("Retry-After", one(8)   ? QByteArray("soon")
                                               : one(8) ? QByteArray::number(m_random.next() % 100'000)
                                                        : whole(verdict.retryAfter));
        return true;
    }

    base::Scheduler& m_scheduler;
    SeededRandom m_random;
    ratelimit::FixedWindow m_limiter;
    bool m_bad = false;
};

} // namespace knockback::test
