// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/Http2Peer.h"

#include <algorithm>

#include <nghttp2/nghttp2.h>

namespace knockback::test {

namespace {

const QByteArray preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

QByteArray bigEndian(quint32 value, int bytes) {
    QByteArray text;
    for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8)
        text += static_cast<char>((value >> shift) & 0xffU);
    return text;
}

quint32 numberAt(const QByteArray& bytes, qsizetype at, int length) {
    quint32 value = 0;
    for (int i = 0; i < length; ++i)
        value = (value << 8U) | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

// RFC 7541 5.1 and 5.2 with a 7-bit prefix, without Huffman coding.
QByteArray hpackString(const QByteArray& text) {
    QByteArray coded;
    auto length = static_cast<quint32>(text.size());
    if (length < 127) {
        coded += static_cast<char>(length);
    } else {
        coded += static_cast<char>(127);
        for (length -= 127; length >= 128; length >>= 7U)
            coded += static_cast<char>((length & 0x7fU) | 0x80U);
        coded += static_cast<char>(length);
    }
    return coded + text;
}

} // namespace

Http2Peer::Http2Peer(LoopbackConnection& connection) : m_connection(connection) {
    nghttp2_hd_inflate_new(&m_inflater);
}

Http2Peer::~Http2Peer() {
    nghttp2_hd_inflate_del(m_inflater);
}

bool Http2Peer::greet() {
    return m_connection.readBytes(preface.size()) == preface && sendFrame(NGHTTP2_SETTINGS, 0, 0, {});
}

std::optional<Http2Peer::Frame> Http2Peer::readFrame() {
    const QByteArray head = m_connection.readBytes(9);
    if (head.size() < 9)
        return std::nullopt;
    Frame frame{static_cast<unsigned char>(head[3]),
                static_cast<unsigned char>(head[4]),
                static_cast<int>(numberAt(head, 5, 4) & 0x7fffffffU),
                {}};
    const auto length = static_cast<qsizetype>(numberAt(head, 0, 3));
    if (length > 0)
        frame.payload = m_connection.readBytes(length);
    return frame.payload.size() == length ? std::optional(frame) : std::nullopt;
}

void Http2Peer::addFields(Open& open, const QByteArray& block) {
    const auto* next = reinterpret_cast<const std::uint8_t*>(block.constData());
    auto left = static_cast<std::size_t>(block.size());
    for (;;) {
        nghttp2_nv field{};
        int flags = 0;
        const auto used = nghttp2_hd_inflate_hd2(m_inflater, &field, &flags, next, left, 1);
        if (used < 0)
            return;
        next += used;
        left -= static_cast<std::size_t>(used);
        if (flags & NGHTTP2_HD_INFLATE_EMIT)
            open.request.fields.append(
                QByteArray(reinterpret_cast<const char*>(field.name), static_cast<qsizetype>(field.namelen)),
                QByteArray(reinterpret_cast<const char*>(field.value), static_cast<qsizetype>(field.valuelen)));
        if (flags & NGHTTP2_HD_INFLATE_FINAL) {
            nghttp2_hd_inflate_end_headers(m_inflater);
            return;
        }
    }
}

bool Http2Peer::take(const Frame& frame) {
    const bool ends = (frame.flags & NGHTTP2_FLAG_END_STREAM) != 0;
    switch (frame.type) {
    case NGHTTP2_SETTINGS:
        return (frame.flags & NGHTTP2_FLAG_ACK) != 0 || sendFrame(NGHTTP2_SETTINGS, NGHTTP2_FLAG_ACK, 0, {});
    case NGHTTP2_PING:
        return (frame.flags & NGHTTP2_FLAG_ACK) != 0 || sendFrame(NGHTTP2_PING, NGHTTP2_FLAG_ACK, 0, frame.payload);
    case NGHTTP2_HEADERS: {
        Open& open = m_open[frame.stream];
        open.request.stream = frame.stream;
        const qsizetype priority = (frame.flags & NGHTTP2_FLAG_PRIORITY) != 0 ? 5 : 0;
        addFields(open, frame.payload.mid(priority));
        open.ended = ends;
        m_heads.push_back(frame.stream);
        return true;
    }
    case NGHTTP2_DATA: {
        Open& open = m_open[frame.stream];
        open.request.body += frame.payload;
        open.ended = ends;
        const auto size = static_cast<quint32>(frame.payload.size());
        if (!givesCredit || size == 0)
            return true;
        return sendFrame(NGHTTP2_WINDOW_UPDATE, 0, 0, bigEndian(size, 4)) &&
               (ends || sendFrame(NGHTTP2_WINDOW_UPDATE, 0, frame.stream, bigEndian(size, 4)));
    }
    case NGHTTP2_RST_STREAM:
        resets[frame.stream] = static_cast<int>(numberAt(frame.payload, 0, 4));
        m_open.erase(frame.stream);
        return true;
    default:
        return true;
    }
}

std::optional<Http2Request> Http2Peer::nextRequest() {
    for (;;) {
        const auto ready =
            std::find_if(m_open.begin(), m_open.end(), [](const auto& open) { return open.second.ended; });
        if (ready != m_open.end()) {
            Http2Request request = std::move(ready->second.request);
            m_open.erase(ready);
            return request;
        }
        const auto frame = readFrame();
        if (!frame || !take(*frame))
            return std::nullopt;
    }
}

std::optional<Http2Request> Http2Peer::nextHead() {
    while (m_heads.empty()) {
        const auto frame = readFrame();
        if (!frame || !take(*frame))
            return std::nullopt;
    }
    const int stream = m_heads.front();
    m_heads.erase(m_heads.begin());
    return m_open[stream].request;
}

bool Http2Peer::waitForBody(int stream, qsizetype bytes) {
    while (m_open[stream].request.body.size() < bytes) {
        const auto frame = readFrame();
        if (!frame || !take(*frame))
            return false;
    }
    return true;
}

void Http2Peer::readToEnd() {
    for (auto frame = readFrame(); frame; frame = readFrame())
        static_cast<void>(take(*frame));
}

bool Http2Peer::sendFrame(int type, int flags, int stream, const QByteArray& payload) {
    return m_connection.send(bigEndian(static_cast<quint32>(payload.size()), 3) + static_cast<char>(type) +
                             static_cast<char>(flags) + bigEndian(static_cast<quint32>(stream), 4) + payload);
}

bool Http2Peer::sendHead(int stream, const http::HeaderList& fields, bool ends) {
    QByteArray block;
    for (const auto& field : fields)
        block += '\0' + hpackString(field.name) + hpackString(field.value);
    return sendFrame(NGHTTP2_HEADERS, NGHTTP2_FLAG_END_HEADERS | (ends ? NGHTTP2_FLAG_END_STREAM : 0), stream, block);
}

bool Http2Peer::sendData(int stream, const QByteArray& bytes, bool ends) {
    constexpr qsizetype most = 16384;
    for (qsizetype at = 0; at + most < bytes.size(); at += most)
        if (!sendFrame(NGHTTP2_DATA, 0, stream, bytes.mid(at, most)))
            return false;
    const qsizetype last = bytes.isEmpty() ? 0 : (bytes.size() - 1) / most * most;
    return sendFrame(NGHTTP2_DATA, ends ? NGHTTP2_FLAG_END_STREAM : 0, stream, bytes.mid(last));
}

bool Http2Peer::sendReset(int stream, int code) {
    return sendFrame(NGHTTP2_RST_STREAM, 0, stream, bigEndian(static_cast<quint32>(code), 4));
}

bool Http2Peer::sendGoAway(int lastStream, int code) {
    return sendFrame(NGHTTP2_GOAWAY, 0, 0,
                     bigEndian(static_cast<quint32>(lastStream), 4) + bigEndian(static_cast<quint32>(code), 4));
}

ServerScript http2Script(std::function<void(Http2Peer&)> serve) {
    return ServerScript().then([serve = std::move(serve)](LoopbackConnection& connection) {
        Http2Peer peer(connection);
        if (peer.greet())
            serve(peer);
        return false;
    });
}

ServerScript http2Answers(std::function<void(Http2Peer&, const Http2Request&)> answer) {
    return http2Script([answer = std::move(answer)](Http2Peer& peer) {
        while (const auto request = peer.nextRequest())
            answer(peer, *request);
    });
}

} // namespace knockback::test
