// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/EpollLoop.h"
#include "app/base/RandomSource.h"
#include "app/connectivity/Prober.h"
#include "app/http/Transport.h"

namespace knockback::connectivity {

// How long each step waits.
struct ProbeTimes {
    base::Milliseconds dnsTry{2'000}; // before the question is sent again …
    int dnsTries = 3;                 // … so often in all
    base::Milliseconds lookUp{10'000};
    base::Milliseconds connect{5'000};
};

// The real thing, on the engine's loop. All three outlive this object and everything it hands out.
class SocketProber final : public Prober {
public:
    SocketProber(base::EpollLoop& loop, http::Transport& transport, base::RandomSource& random, ProbeTimes times = {});

    [[nodiscard]] std::unique_ptr<Pending> lookUp(const QByteArray& host,
                                                  std::function<void(NameAnswer)> done) override;
    [[nodiscard]] std::unique_ptr<Pending> ask(const NameServer& server, const QByteArray& host,
                                               std::function<void(NameAnswer)> done) override;
    [[nodiscard]] std::unique_ptr<Pending> connect(const QByteArray& address, int port,
                                                   std::function<void(ConnectAnswer)> done) override;
    [[nodiscard]] std::unique_ptr<Pending> exchange(const http::Request& request,
                                                    std::function<void(http::Attempt)> done) override;

private:
    base::EpollLoop& m_loop;
    http::Transport& m_transport;
    base::RandomSource& m_random;
    const ProbeTimes m_times;
};

} // namespace knockback::connectivity
