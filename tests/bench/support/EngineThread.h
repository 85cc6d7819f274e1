// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/EpollLoop.h"
#include "app/http/CurlTransport.h"

#include <future>
#include <optional>
#include <thread>

namespace knockback::bench {

// The engine's thread as Services has it: a loop with the transport on it.
class EngineThread {
public:
    EngineThread()
        : m_thread([this] {
            m_transport.emplace(loop);
            loop.run();
            m_transport.reset();
        }) {}
    ~EngineThread() {
        loop.quit();
        m_thread.join();
    }
    EngineThread(const EngineThread&) = delete;
    EngineThread& operator=(const EngineThread&) = delete;

    // On the engine's thread only.
    [[nodiscard]] http::Transport& transport() { return *m_transport; }

    // Sends one request and waits for its end.
    [[nodiscard]] http::Attempt send(const http::Request& request) {
        std::promise<http::Attempt> promise;
        std::unique_ptr<http::PendingAttempt> pending;
        loop.post([&] {
            pending = m_transport->send(request, [&](http::Attempt attempt) { promise.set_value(std::move(attempt)); });
        });
        return promise.get_future().get();
    }

    base::EpollLoop loop;

private:
    std::optional<http::CurlTransport> m_transport;
    std::thread m_thread;
};

} // namespace knockback::bench
