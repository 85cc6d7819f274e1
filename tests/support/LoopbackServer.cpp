// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/LoopbackServer.h"

#include "tests/support/LoopbackConnection.h"
#include "tests/support/ServerTls.h"

#include <system_error>

#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace knockback::test {

ServerScript& ServerScript::readHead() {
    m_steps.push_back([](LoopbackConnection& c) { return !c.readHead().isEmpty(); });
    return *this;
}

ServerScript& ServerScript::readRequest() {
    m_steps.push_back([](LoopbackConnection& c) {
        const QByteArray request = c.readRequest();
        if (!request.isEmpty())
            c.keepRequest(request);
        return !request.isEmpty();
    });
    return *this;
}

ServerScript& ServerScript::send(QByteArray bytes) {
    m_steps.push_back([bytes = std::move(bytes)](LoopbackConnection& c) { return c.send(bytes); });
    return *this;
}

ServerScript& ServerScript::drip(QByteArray bytes, int piece, std::chrono::milliseconds pause) {
    m_steps.push_back([bytes = std::move(bytes), piece, pause](LoopbackConnection& c) {
        for (qsizetype at = 0; at < bytes.size(); at += piece)
            if (!c.send(bytes.mid(at, piece)) || !c.pause(pause))
                return false;
        return true;
    });
    return *this;
}

ServerScript& ServerScript::pause(std::chrono::milliseconds length) {
    m_steps.push_back([length](LoopbackConnection& c) { return c.pause(length); });
    return *this;
}

ServerScript& ServerScript::hang() {
    m_steps.push_back([](LoopbackConnection& c) {
        c.waitForClose();
        return false;
    });
    return *this;
}

ServerScript& ServerScript::reset() {
    m_steps.push_back([](LoopbackConnection& c) {
        c.reset();
        return false;
    });
    return *this;
}

ServerScript& ServerScript::answerEach(std::function<QByteArray(const QByteArray&)> answer) {
    m_steps.push_back([answer = std::move(answer)](LoopbackConnection& c) {
        for (QByteArray request = c.readRequest(); !request.isEmpty(); request = c.readRequest()) {
            c.keepRequest(request);
            if (!c.send(answer(request)))
                return false;
        }
        return false;
    });
    return *this;
}

ServerScript& ServerScript::answerEach(const QByteArray& response) {
    return answerEach([response](const QByteArray&) { return response; });
}

ServerScript& ServerScript::then(std::function<bool(LoopbackConnection&)> step) {
    m_steps.push_back(std::move(step));
    return *this;
}

LoopbackServer::LoopbackServer(const ServerKind& kind) : m_v6(kind.v6), m_tls(serverTls(kind)) {
    listen(kind.v6);
}

LoopbackServer::~LoopbackServer() {
    m_ending = true;
    m_acceptor.join();
    for (auto& thread : m_threads)
        thread.join();
    ::close(m_listener);
}

void LoopbackServer::listen(bool v6) {
    m_listener = ::socket(v6 ? AF_INET6 : AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    sockaddr_in6 address{};
    auto& v4 = reinterpret_cast<sockaddr_in&>(address);
    socklen_t size = v6 ? sizeof address : sizeof v4;
    if (v6) {
        address.sin6_family = AF_INET6;
        address.sin6_addr = in6addr_loopback;
    } else {
        v4.sin_family = AF_INET;
        v4.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    }
    if (::bind(m_listener, reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(m_listener, 128) != 0 ||
        ::getsockname(m_listener, reinterpret_cast<sockaddr*>(&address), &size) != 0)
        throw std::system_error(errno, std::generic_category(), "LoopbackServer");
    m_port = ntohs(v6 ? address.sin6_port : v4.sin_port);
    m_acceptor = std::thread([this] { acceptAll(); });
}

void LoopbackServer::acceptAll() {
    while (!m_ending) {
        pollfd entry{m_listener, POLLIN, 0};
        if (::poll(&entry, 1, 20) <= 0)
            continue;
        const int fd = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
        if (fd < 0)
            continue;
        const std::lock_guard lock(m_mutex);
        const std::size_t index = m_received.size();
        m_received.emplace_back();
        m_threads.emplace_back([this, fd, index] { serve(fd, index); });
    }
}

void LoopbackServer::serve(int fd, std::size_t index) {
    ServerScript script;
    {
        const std::lock_guard lock(m_mutex);
        if (!m_scripts.empty())
            script = m_scripts[std::min(index, m_scripts.size() - 1)];
    }
    LoopbackConnection connection(*this, fd, index);
    if (!connection.handshake())
        return;
    for (const auto& step : script.m_steps)
        if (!step(connection))
            return;
}

void LoopbackServer::script(ServerScript script) {
    const std::lock_guard lock(m_mutex);
    m_scripts.push_back(std::move(script));
}

QByteArray LoopbackServer::address() const {
    return (m_v6 ? "[::1]:" : "127.0.0.1:") + QByteArray::number(m_port);
}

QByteArray LoopbackServer::url(const QByteArray& path) const {
    return (m_tls ? "https://" : "http://") + address() + path;
}

void LoopbackServer::keep(std::size_t index, QByteArray bytes) {
    const std::lock_guard lock(m_mutex);
    m_received[index] += bytes;
}

void LoopbackServer::keepRequest(QByteArray request) {
    const std::lock_guard lock(m_mutex);
    m_requests.push_back(std::move(request));
}

int LoopbackServer::connections() const {
    const std::lock_guard lock(m_mutex);
    return static_cast<int>(m_received.size());
}

QByteArray LoopbackServer::received(int index) const {
    const std::lock_guard lock(m_mutex);
    return m_received.at(static_cast<std::size_t>(index));
}

std::vector<QByteArray> LoopbackServer::requests() const {
    const std::lock_guard lock(m_mutex);
    return m_requests;
}

bool LoopbackServer::waitUntil(const std::function<bool()>& condition) const {
    for (int i = 0; i < 1000 && !condition(); ++i)
        ::poll(nullptr, 0, 5);
    return condition();
}

} // namespace knockback::test
