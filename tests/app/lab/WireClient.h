// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/HeaderList.h"

#include <QByteArray>

namespace knockback::lab {

// What a client read off the wire.
struct WireAnswer {
    int status = 0; // 0 = the connection ended, or nothing came in time
    http::HeaderList headers;
    QByteArray body;
    bool whole = false; // as many body bytes as Content-Length says
};

// A plain blocking client on a POSIX socket that shares no code with the lab. Every read is bounded to five seconds.
class WireClient {
public:
    explicit WireClient(const QByteArray& baseUrl);
    ~WireClient();
    WireClient(const WireClient&) = delete;
    WireClient& operator=(const WireClient&) = delete;

    bool send(const QByteArray& bytes);
    // The next answer. `head` = the request was HEAD, so no body follows.
    WireAnswer receive(bool head = false);
    // What a GET, or any request with `extra` header lines and a body, is answered.
    WireAnswer get(const QByteArray& path, const QByteArray& extra = "User-Agent: Test/1.0\r\n");
    WireAnswer post(const QByteArray& path, const QByteArray& body, const QByteArray& extra = {});
    // The server ended the connection and nothing is left to read.
    bool atEnd();
    [[nodiscard]] int lastError() const { return m_error; }

private:
    bool readMore();

    int m_fd = -1;
    int m_error = 0;
    QByteArray m_input;
};

} // namespace knockback::lab
