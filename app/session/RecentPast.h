// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "app/diagnosis/History.h"
#include "app/http/Request.h"

#include <QByteArray>

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace knockback::session {

// What of a request counts when attempts are compared. Digests, so that no secret is kept.
struct RequestTrace {
    QByteArray host;       // with its port
    QByteArray route;      // method and URL without the query
    QByteArray credential; // whose secret it carries: names of the vault, else what was typed; empty = nobody's
};
[[nodiscard]] RequestTrace traceOf(const http::Request& request, const std::vector<QByteArray>& credentials);

enum class Ending {
    Worked,  // a good answer
    Refused, // an answer that may be about the credential
    Other,   // any other answer
    Silence, // none
};

// What this session's earlier attempts say about the next one (diagnosis/History.h), in bounded memory: what was used
// longest ago is forgotten first. Pure; times come in order. Engine thread.
class RecentPast {
public:
    static constexpr std::size_t mostRoutes = 512;
    static constexpr std::size_t mostCredentials = 8; // of a route
    static constexpr std::size_t mostHosts = 128;

    // What is known before an attempt that goes out now; counts it for those after it.
    [[nodiscard]] diagnosis::History leaving(const RequestTrace& trace, base::SteadyTime now);
    void ended(const RequestTrace& trace, Ending ending, base::SteadyTime now);

    [[nodiscard]] std::size_t size() const { return m_routes.size() + m_hosts.size(); }

private:
    // Counts by the second, so that a burst takes no memory: a send is counted for 59 to 60 seconds.
    struct Minute {
        std::array<std::int64_t, 60> seconds{};
        std::array<int, 60> sends{};
        [[nodiscard]] int count(std::int64_t now) const;
        void add(std::int64_t now);
    };
    struct Host {
        base::SteadyTime used{};
        std::optional<base::SteadyTime> answered;
        Minute minute;
    };
    struct Use {
        base::SteadyTime used{};
        std::optional<base::SteadyTime> worked;  // last
        std::optional<base::SteadyTime> refused; // first since it worked
    };
    struct Route {
        base::SteadyTime used{};
        std::map<QByteArray, Use> uses; // by credential
    };

    std::map<QByteArray, Host> m_hosts;
    std::map<QByteArray, Route> m_routes;
};

} // namespace knockback::session
