// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/EpollLoop.h"
#include "app/base/Result.h"

#include <QByteArray>
#include <QString>

#include <map>

namespace knockback::oauth {

// Waits on this machine alone for the browser to come back from a login (RFC 8252 7.3). Many connections may come,
// slow, broken or hostile ones too: each has 5 s and 8 KiB, the oldest goes when there are too many, and only what is
// taken ends the wait. Thread of the loop.
class LoopbackListener {
public:
    // Whether the query belongs to this login; then the port is closed and the browser is told that it is done.
    using Taken = std::function<bool(const QByteArray& query)>;

    LoopbackListener(base::EpollLoop& loop, Taken taken);
    ~LoopbackListener();
    LoopbackListener(const LoopbackListener&) = delete;
    LoopbackListener& operator=(const LoopbackListener&) = delete;

    // Listens where `redirectUri` says, http://127.0.0.1[:port]/path or http://[::1][:port]/path; without a port, or
    // when it is empty, on any free one. The error is a sentence.
    [[nodiscard]] base::Outcome<QString> listen(const QByteArray& redirectUri);
    // With the port that it became.
    [[nodiscard]] QByteArray redirectUri() const { return "http://" + m_host + m_path; }

private:
    struct Connection {
        QByteArray received;
        QByteArray toSend;
        bool answered = false;
        base::TimerHandle deadline;
    };
    void acceptAll();
    void ready(int fd);
    void read(int fd, Connection& connection);
    void answer(int fd, Connection& connection, int status, const char* sentence);
    void write(int fd, Connection& connection);
    void drop(int fd);
    void stopListening();

    base::EpollLoop& m_loop;
    Taken m_taken;
    int m_fd = -1;
    QByteArray m_host; // "127.0.0.1:43121"
    QByteArray m_path;
    std::map<int, Connection> m_connections;
    std::vector<int> m_order; // the oldest first
    std::shared_ptr<int> m_alive = std::make_shared<int>();
};

} // namespace knockback::oauth
