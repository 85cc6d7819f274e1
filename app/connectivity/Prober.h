// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/connectivity/NameServers.h"
#include "app/http/Attempt.h"

#include <QString>

#include <functional>
#include <memory>

namespace knockback::connectivity {

// What a resolver said.
struct NameAnswer {
    std::vector<QByteArray> addresses;
    bool notFound = false; // it says that there is no such name
    QString problem;       // why there are no addresses, a few words
    base::Nanoseconds took{0};
};

struct ConnectAnswer {
    bool ok = false;
    bool refused = false;
    QString problem;
    base::Nanoseconds took{0};
};

// Something under way. Destroying it ends it silently.
class Pending {
public:
    virtual ~Pending() = default;
};

// The steps of a check that touch the network. Each calls `done` exactly once, later, never from inside the call that
// started it, unless its handle is destroyed first; each ends by itself in bounded time. One thread.
class Prober {
public:
    virtual ~Prober() = default;
    // By the system's resolver, as every other program does it.
    [[nodiscard]] virtual std::unique_ptr<Pending> lookUp(const QByteArray& host,
                                                          std::function<void(NameAnswer)> done) = 0;
    // By that server alone.
    [[nodiscard]] virtual std::unique_ptr<Pending> ask(const NameServer& server, const QByteArray& host,
                                                       std::function<void(NameAnswer)> done) = 0;
    [[nodiscard]] virtual std::unique_ptr<Pending> connect(const QByteArray& address, int port,
                                                           std::function<void(ConnectAnswer)> done) = 0;
    [[nodiscard]] virtual std::unique_ptr<Pending> exchange(const http::Request& request,
                                                            std::function<void(http::Attempt)> done) = 0;
};

} // namespace knockback::connectivity
