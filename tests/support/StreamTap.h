// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/LoopbackServer.h"

#include <deque>
#include <mutex>

namespace knockback::test {

// What a server streams, piece by piece, as the test says: nothing depends on how fast anybody is. Any thread.
class StreamTap {
public:
    void push(QByteArray bytes) {
        const std::lock_guard lock(m_mutex);
        m_pieces.push_back(std::move(bytes));
    }
    // One Server-Sent Event (HTML 9.2).
    void pushEvent(const QByteArray& data) { push("data: " + data + "\n\n"); }
    void end() { push({}); }

    // The next piece, an empty one at the end; nothing while there is none.
    [[nodiscard]] std::optional<QByteArray> take() {
        const std::lock_guard lock(m_mutex);
        if (m_pieces.empty())
            return std::nullopt;
        QByteArray piece = std::move(m_pieces.front());
        m_pieces.pop_front();
        return piece;
    }

private:
    std::mutex m_mutex;
    std::deque<QByteArray> m_pieces;
};

// Reads a request and answers it with what comes out of the tap: every piece a chunk (RFC 9112 7.1), or, not chunked,
// bytes that end with the connection.
[[nodiscard]] ServerScript streamScript(std::shared_ptr<StreamTap> tap, const QByteArray& contentType, bool chunked);

} // namespace knockback::test
