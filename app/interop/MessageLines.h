// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>
#include <vector>

// What the lines of an HTTP/1 message look like (RFC 9112), for text that people paste: HTTP/2 and HTTP/3 as tools
// write them count too. A line is given without its line break.
namespace knockback::interop {

// "HTTP/1.1 429 Too Many Requests", "HTTP/2 200": the status, 100 to 999.
[[nodiscard]] std::optional<int> statusOf(QByteArrayView line);

struct RequestLine {
    QByteArray method;
    QByteArray target; // "/path?query", "https://host/path", "host:443", "*"
    QByteArray version;
};
// "GET /path HTTP/1.1"
[[nodiscard]] std::optional<RequestLine> requestLineOf(QByteArrayView line);

// "Name: value", also a pseudo-header field (":status: 200").
[[nodiscard]] bool isFieldLine(QByteArrayView line);

// A line of a text, and the same with its line break.
struct TextLine {
    QByteArrayView text;
    QByteArrayView whole;
};
// Views into `text`; LF and CRLF end a line.
[[nodiscard]] std::vector<TextLine> linesOf(QByteArrayView text);

} // namespace knockback::interop
