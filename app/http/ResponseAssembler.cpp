// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/ResponseAssembler.h"

#include "app/http/MessageHead.h"

#include <utility>

namespace knockback::http {

bool ResponseAssembler::addLine(QByteArrayView line) {
    m_headerBytes += line.size();
    if (headersTooLarge())
        return false;
    m_lines += line;
    // After the final head, lines are trailers; take() reads them.
    if (!hasHead() && (line == "\r\n" || line == "\n"))
        finishHead();
    return true;
}

void ResponseAssembler::finishHead() {
    ResponseHead head = parseResponseHead(std::exchange(m_lines, {}));
    // 101 is the last answer that speaks HTTP (RFC 9110 15.2.2); other 1xx announce another head.
    if (head.status >= 100 && head.status < 200 && head.status != 101)
        m_informational.push_back(std::move(head));
    else
        m_response.emplace().head = std::move(head);
}

bool ResponseAssembler::addBody(QByteArrayView bytes) {
    if (bytes.isEmpty())
        return true;
    if (!m_body)
        m_body.emplace();
    if (m_body->append(bytes))
        return true;
    m_diskRefused = true;
    return false;
}

std::optional<Response> ResponseAssembler::take() {
    if (!m_response)
        return std::nullopt;
    m_response->body = body();
    m_response->trailers = parseFieldLines(m_lines);
    m_response->informational = std::move(m_informational);
    return std::exchange(m_response, std::nullopt);
}

} // namespace knockback::http
