// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/StreamTap.h"

#include "tests/support/LoopbackConnection.h"

namespace knockback::test {

ServerScript streamScript(std::shared_ptr<StreamTap> tap, const QByteArray& contentType, bool chunked) {
    const QByteArray framing = chunked ? "Transfer-Encoding: chunked\r\n" : "Connection: close\r\n";
    return ServerScript()
        .readRequest()
        .send("HTTP/1.1 200 OK\r\nContent-Type: " + contentType + "\r\n" + framing + "\r\n")
        .then([tap = std::move(tap), chunked](LoopbackConnection& connection) {
            for (;;) {
                const auto piece = tap->take();
                if (!piece) {
                    if (!connection.pause(std::chrono::milliseconds(2)))
                        return false;
                    continue;
                }
                const QByteArray bytes =
                    chunked ? QByteArray::number(piece->size(), 16) + "\r\n" + *piece + "\r\n" : *piece;
                if (!connection.send(bytes) || piece->isEmpty())
                    return false;
            }
        });
}

} // namespace knockback::test
