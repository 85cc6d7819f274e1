// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/ScriptedTransport.h"

#include <memory>
#include <utility>

namespace knockback::test {

namespace {

http::Attempt failed(http::FailureKind kind, http::Phase phase, const QString& detail) {
    http::Attempt attempt;
    attempt.failure = http::NetworkFailure{kind, phase, detail};
    return attempt;
}

constexpr base::Nanoseconds forEver = base::Nanoseconds::max();

class ScriptedAttempt final : public http::PendingAttempt {
public:
    ScriptedAttempt(base::Scheduler& scheduler, http::Attempt attempt, std::function<void(http::Attempt)> finished,
                    http::AttemptProgress progress, base::Nanoseconds delay)
        : m_scheduler(scheduler)
        , m_attempt(std::move(attempt))
        , m_finished(std::move(finished))
        , m_progress(std::move(progress))
        , m_startedAt(scheduler.clock().steadyNow())
        , m_timer(scheduler.after(delay, [this] { finish(); })) {}

    void cancel() override {
        if (!m_finished)
            return;
        m_attempt.response.reset();
        m_attempt.failure = http::NetworkFailure{http::FailureKind::Cancelled, http::Phase::Read, {}};
        m_timer = m_scheduler.after(base::Nanoseconds(0), [this] { finish(); });
    }

private:
    void finish() {
        m_attempt.timing.startedAt = m_startedAt;
        m_attempt.timing.total =
            std::chrono::duration_cast<base::Microseconds>(m_scheduler.clock().steadyNow() - m_startedAt);
        // Each of the callbacks may destroy this object; then no other is called.
        const std::weak_ptr<int> alive = m_alive;
        auto finished = std::exchange(m_finished, nullptr);
        const auto progress = std::exchange(m_progress, {});
        auto attempt = std::move(m_attempt);
        if (attempt.response && progress.headReceived)
            progress.headReceived(attempt.response->head);
        if (!alive.expired() && attempt.response && progress.bodyStarted && !attempt.response->body.isEmpty())
            progress.bodyStarted(attempt.response->body);
        if (!alive.expired())
            finished(std::move(attempt));
    }

    base::Scheduler& m_scheduler;
    http::Attempt m_attempt;
    std::function<void(http::Attempt)> m_finished;
    http::AttemptProgress m_progress;
    base::SteadyTime m_startedAt;
    std::shared_ptr<int> m_alive = std::make_shared<int>();
    base::TimerHandle m_timer;
};

} // namespace

ScriptedTransport& ScriptedTransport::answer(int status, http::HeaderList headers, QByteArray body,
                                             base::Nanoseconds delay) {
    http::Attempt attempt;
    auto& head = attempt.response.emplace().head;
    head = {"HTTP/1.1", status, http::reasonPhrase(status), std::move(headers), {}};
    head.raw = "HTTP/1.1 " + QByteArray::number(status) + ' ' + head.reason + "\r\n";
    for (const auto& field : head.headers)
        head.raw += field.name + ": " + field.value + "\r\n";
    head.raw += "\r\n";
    attempt.response->body = std::move(body);
    attempt.connection.httpVersion = "HTTP/1.1";
    attempt.connection.requestsOnWire = 1;
    return play(std::move(attempt), delay);
}

ScriptedTransport& ScriptedTransport::fail(http::FailureKind kind, http::Phase phase, const QString& detail,
                                           base::Nanoseconds delay) {
    return play(failed(kind, phase, detail), delay);
}

ScriptedTransport& ScriptedTransport::play(http::Attempt attempt, base::Nanoseconds delay) {
    m_script.push_back({std::move(attempt), delay});
    return *this;
}

ScriptedTransport& ScriptedTransport::hang() {
    return play({}, forEver);
}

ScriptedTransport::Step ScriptedTransport::nextStep(const http::Request& request) {
    if (const QString problem = http::problemWith(request); !problem.isEmpty())
        return {failed(http::FailureKind::NotSent, http::Phase::None, problem), {}};
    requests.push_back(request);
    if (m_script.empty())
        return {failed(http::FailureKind::Other, http::Phase::None, QStringLiteral("the script is at its end")), {}};
    Step step = std::move(m_script.front());
    m_script.pop_front();
    const auto timeout = request.options.timeout;
    if (timeout && step.delay > *timeout)
        return {failed(http::FailureKind::Timeout, http::Phase::Read, QStringLiteral("%1ms").arg(timeout->count())),
                *timeout};
    return step;
}

std::unique_ptr<http::PendingAttempt> ScriptedTransport::send(const http::Request& request,
                                                              std::function<void(http::Attempt)> finished,
                                                              http::AttemptProgress progress) {
    Step step = nextStep(request);
    step.attempt.request = request;
    step.attempt.startedAt = m_scheduler.clock().wallNow();
    return std::make_unique<ScriptedAttempt>(m_scheduler, std::move(step.attempt), std::move(finished),
                                             std::move(progress), step.delay);
}

} // namespace knockback::test
