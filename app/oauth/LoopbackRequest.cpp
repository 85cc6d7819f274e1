// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/oauth/LoopbackRequest.h"

#include "app/http/Response.h"

namespace knockback::oauth {

namespace {
constexpr qsizetype longestHead = 8 * 1024;

// The value of the only Host line, or nothing.
QByteArray hostIn(const QList<QByteArray>& lines) {
    QByteArray host;
    int count = 0;
    for (const auto& line : lines.sliced(1)) {
        const auto colon = line.indexOf(':');
        if (colon > 0 && line.first(colon).compare("host", Qt::CaseInsensitive) == 0) {
            host = line.sliced(colon + 1).trimmed();
            ++count;
        }
    }
    return count == 1 ? host : QByteArray();
}
} // namespace

LoopbackRequest readLoopbackRequest(QByteArrayView bytes, QByteArrayView host, QByteArrayView path) {
    const auto end = bytes.indexOf("\r\n\r\n");
    if (end < 0 ? bytes.size() > longestHead : end > longestHead)
        return BadRequest{431};
    // What does not begin like a request will not become one.
    if (!QByteArrayView("GET ").startsWith(bytes.first(std::min<qsizetype>(bytes.size(), 4)))) {
        const auto line = bytes.first(std::min<qsizetype>(bytes.size(), 8));
        const bool method = line.indexOf(' ') > 0 || (end < 0 && line.size() < 8);
        return end < 0 && method ? LoopbackRequest(StillComing{}) : BadRequest{method ? 405 : 400};
    }
    if (end < 0)
        return StillComing{};
    const auto lines = bytes.first(end).toByteArray().replace("\r\n", "\n").split('\n');
    const auto words = lines.first().split(' ');
    if (words.size() != 3 || !words[2].startsWith("HTTP/1."))
        return BadRequest{400};
    if (hostIn(lines).compare(host, Qt::CaseInsensitive) != 0)
        return BadRequest{421};
    const auto question = words[1].indexOf('?');
    if ((question < 0 ? words[1] : words[1].first(question)) != path)
        return BadRequest{404};
    return RedirectQuery{question < 0 ? QByteArray() : words[1].sliced(question + 1)};
}

QByteArray loopbackPage(int status, const char* sentence) {
    const QByteArray body =
        QByteArray("<!doctype html><meta charset=utf-8><title>Knockback</title><p>") + sentence + '\n';
    return "HTTP/1.1 " + QByteArray::number(status) + ' ' + http::reasonPhrase(status) +
           "\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: " + QByteArray::number(body.size()) +
           "\r\nCache-Control: no-store\r\nReferrer-Policy: no-referrer\r\nContent-Security-Policy: default-src 'none'"
           "\r\nConnection: close\r\n\r\n" +
           body;
}

} // namespace knockback::oauth
