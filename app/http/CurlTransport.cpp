// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/CurlTransport.h"

#include "app/http/CurlAttempt.h"

namespace knockback::http {

namespace {

class Handle final : public PendingAttempt {
public:
    explicit Handle(std::weak_ptr<CurlAttempt> attempt) : m_attempt(std::move(attempt)) {}
    ~Handle() override {
        if (const auto attempt = m_attempt.lock())
            attempt->abandon();
    }
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;

    void cancel() override {
        if (const auto attempt = m_attempt.lock())
            attempt->cancel();
    }

private:
    std::weak_ptr<CurlAttempt> m_attempt;
};

} // namespace

CurlTransport::CurlTransport(base::EpollLoop& loop) : m_engine(std::make_unique<CurlEngine>(loop)) {}

CurlTransport::~CurlTransport() {
    m_engine->multi->close();
    // What the callbacks hold may own handles, which look for their attempts.
    const auto attempts = std::move(m_engine->attempts);
}

std::unique_ptr<PendingAttempt> CurlTransport::send(const Request& request, std::function<void(Attempt)> finished,
                                                    AttemptProgress progress) {
    const auto attempt = std::make_shared<CurlAttempt>(*m_engine, request, std::move(finished), std::move(progress));
    m_engine->attempts.emplace(attempt.get(), attempt);
    // Later, because this may be a callback of the library, which takes no new work there.
    m_engine->loop.post([weak = std::weak_ptr(attempt)] {
        if (const auto alive = weak.lock())
            alive->start();
    });
    return std::make_unique<Handle>(attempt);
}

} // namespace knockback::http
