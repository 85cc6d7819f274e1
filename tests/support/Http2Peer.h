// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/HeaderList.h"
#include "tests/support/LoopbackConnection.h"

#include <map>
#include <optional>

struct nghttp2_hd_inflater;

namespace knockback::test {

struct Http2Request {
    int stream = 0;
    http::HeaderList fields; // pseudo fields first, in wire order
    QByteArray body;
};

// The server's side of one HTTP/2 connection (RFC 9113), frame by frame, so that a test can also break its rules. Reads
// whole requests; says what it is told to. Its connection's thread only.
class Http2Peer {
public:
    explicit Http2Peer(LoopbackConnection& connection);
    ~Http2Peer();
    Http2Peer(const Http2Peer&) = delete;
    Http2Peer& operator=(const Http2Peer&) = delete;

    // A client that sent more body than the default window of 65,535 bytes waits for credit.
    bool givesCredit = true;

    // Reads the preface and exchanges settings. False when the client speaks something else, or left.
    [[nodiscard]] bool greet();
    // The next request that has ended; nothing when the client left.
    [[nodiscard]] std::optional<Http2Request> nextRequest();
    // The next request whose head has come.
    [[nodiscard]] std::optional<Http2Request> nextHead();
    // Reads until so many bytes of that request's body have come.
    [[nodiscard]] bool waitForBody(int stream, qsizetype bytes);
    // Reads and forgets until the client closes. What was reset is kept in resets.
    void readToEnd();

    // Several heads (1xx, final, trailers) may follow each other.
    bool sendHead(int stream, const http::HeaderList& fields, bool ends);
    bool sendData(int stream, const QByteArray& bytes, bool ends);
    bool sendReset(int stream, int code);
    bool sendGoAway(int lastStream, int code);
    bool pause(std::chrono::milliseconds length) { return m_connection.pause(length); }
    bool sendFrame(int type, int flags, int stream, const QByteArray& payload);

    std::map<int, int> resets; // codes by stream, from the client

private:
    struct Frame {
        int type = 0;
        int flags = 0;
        int stream = 0;
        QByteArray payload;
    };
    struct Open {
        Http2Request request;
        bool ended = false;
    };
    [[nodiscard]] std::optional<Frame> readFrame();
    [[nodiscard]] bool take(const Frame& frame);
    void addFields(Open& open, const QByteArray& block);

    LoopbackConnection& m_connection;
    nghttp2_hd_inflater* m_inflater = nullptr;
    std::map<int, Open> m_open; // by stream
    std::vector<int> m_heads;   // streams whose head came and was not asked for yet
};

// A script that serves each connection with HTTP/2: `serve` runs after the greeting and ends the connection when it
// returns.
[[nodiscard]] ServerScript http2Script(std::function<void(Http2Peer&)> serve);
// The same, answering every request.
[[nodiscard]] ServerScript http2Answers(std::function<void(Http2Peer&, const Http2Request&)> answer);

} // namespace knockback::test
