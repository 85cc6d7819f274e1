// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connectivity/DnsQuestion.h"

#include <array>
#include <cerrno>

#include <sys/socket.h>

namespace knockback::connectivity {

DnsQuestion::DnsQuestion(base::EpollLoop& loop, base::RandomSource& random, const NameServer& server, QByteArray name,
                         DnsType type, Terms terms, Done done)
    : m_loop(loop)
    , m_server(server)
    , m_name(std::move(name))
    , m_type(type)
    , m_terms(terms)
    , m_id(std::uint16_t(random.next()))
    , m_query(dnsQuery(m_id, m_name, type))
    , m_done(std::move(done)) {
    m_timer = m_loop.after(base::Nanoseconds(0), [this] { send(); });
}

DnsQuestion::~DnsQuestion() {
    if (m_socket)
        m_loop.unwatch(m_socket->fd());
}

void DnsQuestion::send() {
    if (m_query.isEmpty())
        return finish(std::nullopt, QStringLiteral("not a name that DNS can be asked for"));
    if (m_tries == m_terms.tries)
        return finish(std::nullopt, QStringLiteral("no answer in time"));
    if (!m_socket) {
        m_socket = std::make_unique<Socket>(Socket::Kind::Datagram, m_server.address, m_server.port);
        if (const int error = m_socket->problem(); error != 0)
            return finish(std::nullopt, errorText(error));
        m_loop.watch(m_socket->fd(), base::EpollLoop::Readable, [this](std::uint32_t) { hear(); });
    }
    ++m_tries;
    m_timer = m_loop.after(m_terms.every, [this] { send(); });
    if (::send(m_socket->fd(), m_query.constData(), std::size_t(m_query.size()), MSG_NOSIGNAL) < 0 && errno != EAGAIN)
        finish(std::nullopt, errorText(errno));
}

void DnsQuestion::hear() {
    QByteArray message(4096, '\0');
    const auto size = ::recv(m_socket->fd(), message.data(), std::size_t(message.size()), 0);
    if (size >= 0)
        return read(message.first(size), false);
    if (errno != EAGAIN && errno != EINTR)
        finish(std::nullopt, errorText(errno)); // nobody listens there
}

// An answer that is none of ours (somebody guesses, or a late one) is passed over.
void DnsQuestion::read(const QByteArray& message, bool overTcp) {
    auto reply = parseDnsReply(message, m_id, m_name, m_type);
    if (!reply && overTcp)
        return finish(std::nullopt, QStringLiteral("an answer that is no DNS"));
    if (!reply)
        return;
    if (reply->truncated && !overTcp)
        return goOverTcp();
    finish(std::move(reply), {});
}

void DnsQuestion::goOverTcp() {
    m_loop.unwatch(m_socket->fd());
    m_socket = std::make_unique<Socket>(Socket::Kind::Stream, m_server.address, m_server.port);
    m_timer = m_loop.after(m_terms.every * m_terms.tries,
                           [this] { finish(std::nullopt, QStringLiteral("no answer in time over TCP")); });
    if (const int error = m_socket->problem(); error != 0)
        return finish(std::nullopt, errorText(error));
    m_loop.watch(m_socket->fd(), base::EpollLoop::Writable, [this](std::uint32_t) {
        if (const int error = m_socket->problem(); error != 0)
            return finish(std::nullopt, errorText(error));
        const QByteArray framed = char(m_query.size() >> 8) + (char(m_query.size() & 0xff) + m_query);
        if (::send(m_socket->fd(), framed.constData(), std::size_t(framed.size()), MSG_NOSIGNAL) != framed.size())
            return finish(std::nullopt, errorText(errno));
        m_loop.watch(m_socket->fd(), base::EpollLoop::Readable, [this](std::uint32_t) { hearTcp(); });
    });
}

void DnsQuestion::hearTcp() {
    std::array<char, 4096> piece;
    const auto size = ::recv(m_socket->fd(), piece.data(), piece.size(), 0);
    if (size < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (size <= 0)
        return finish(std::nullopt, size == 0 ? QStringLiteral("closed without an answer") : errorText(errno));
    m_heard.append(piece.data(), size);
    const auto byte = [this](qsizetype at) { return qsizetype(static_cast<unsigned char>(m_heard[at])); };
    if (m_heard.size() >= 2 && m_heard.size() - 2 >= (byte(0) << 8 | byte(1)))
        read(m_heard.sliced(2, byte(0) << 8 | byte(1)), true);
}

void DnsQuestion::finish(std::optional<DnsReply> reply, const QString& problem) {
    if (m_socket)
        m_loop.unwatch(m_socket->fd());
    m_timer.cancel();
    const auto done = std::move(m_done);
    done(std::move(reply), problem);
}

} // namespace knockback::connectivity
