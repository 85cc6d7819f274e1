// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/Transport.h"

namespace knockback::test {

// Waits for answers no longer than `patience`, where that is set: the 15 s of the program are too long for tests.
class ImpatientTransport final : public http::Transport {
public:
    explicit ImpatientTransport(http::Transport& wire) : m_wire(wire) {}
    [[nodiscard]] std::unique_ptr<http::PendingAttempt> send(const http::Request& request,
                                                             std::function<void(http::Attempt)> finished,
                                                             http::AttemptProgress progress) override {
        http::Request hurried = request;
        if (patience)
            hurried.options.timeout = patience;
        return m_wire.send(hurried, std::move(finished), std::move(progress));
    }

    std::optional<base::Milliseconds> patience;

private:
    http::Transport& m_wire;
};

} // namespace knockback::test
