// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/Transport.h"

#include <deque>

namespace knockback::test {

// Waits for what is known to hang no longer than it is told: the 15 s of the program are too long for tests.
class ImpatientTransport final : public http::Transport {
public:
    explicit ImpatientTransport(http::Transport& wire) : m_wire(wire) {}
    [[nodiscard]] std::unique_ptr<http::PendingAttempt> send(const http::Request& request,
                                                             std::function<void(http::Attempt)> finished,
                                                             http::AttemptProgress progress) override {
        http::Request hurried = request;
        if (!patience.empty() && request.url.endsWith("/token")) {
            if (patience.front())
                hurried.options.timeout = patience.front();
            patience.pop_front();
        }
        return m_wire.send(hurried, std::move(finished), std::move(progress));
    }

    std::deque<std::optional<base::Milliseconds>> patience; // with the next requests for a token; nothing: as usual

private:
    http::Transport& m_wire;
};

} // namespace knockback::test
