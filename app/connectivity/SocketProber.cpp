// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connectivity/SocketProber.h"

#include "app/connectivity/ServerLookup.h"
#include "app/connectivity/SystemLookup.h"
#include "app/connectivity/TcpDial.h"

namespace knockback::connectivity {

namespace {

struct PendingExchange final : Pending {
    explicit PendingExchange(std::unique_ptr<http::PendingAttempt> underWay) : attempt(std::move(underWay)) {}
    std::unique_ptr<http::PendingAttempt> attempt;
};

} // namespace

SocketProber::SocketProber(base::EpollLoop& loop, http::Transport& transport, base::RandomSource& random,
                           ProbeTimes times)
    : m_loop(loop)
    , m_transport(transport)
    , m_random(random)
    , m_times(times) {}

std::unique_ptr<Pending> SocketProber::lookUp(const QByteArray& host, std::function<void(NameAnswer)> done) {
    return std::make_unique<SystemLookup>(m_loop, host, m_times.lookUp, std::move(done));
}

std::unique_ptr<Pending> SocketProber::ask(const NameServer& server, const QByteArray& host,
                                           std::function<void(NameAnswer)> done) {
    return std::make_unique<ServerLookup>(m_loop, m_random, server, host,
                                          DnsQuestion::Terms{m_times.dnsTry, m_times.dnsTries}, std::move(done));
}

std::unique_ptr<Pending> SocketProber::connect(const QByteArray& address, int port,
                                               std::function<void(ConnectAnswer)> done) {
    return std::make_unique<TcpDial>(m_loop, address, port, m_times.connect, std::move(done));
}

std::unique_ptr<Pending> SocketProber::exchange(const http::Request& request, std::function<void(http::Attempt)> done) {
    return std::make_unique<PendingExchange>(m_transport.send(request, std::move(done)));
}

} // namespace knockback::connectivity
