// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/Response.h"

#include <optional>

namespace knockback::http {

// Puts a response together from the lines and pieces that the library hands over: 1xx heads, the final head, the body,
// trailers. A head counts only when its empty line came.
class ResponseAssembler {
public:
    static constexpr qsizetype mostHeaderBytes = 256 * 1024; // over all heads and trailers

    // One raw line with its line break. False when there is too much of them.
    [[nodiscard]] bool addLine(QByteArrayView line);
    // False when the disk refused.
    [[nodiscard]] bool addBody(QByteArrayView bytes);

    [[nodiscard]] bool hasHead() const { return m_response.has_value(); }
    [[nodiscard]] const ResponseHead& head() const { return m_response->head; }
    [[nodiscard]] bool hasBody() const { return m_body.has_value(); }
    // Readable while it grows.
    [[nodiscard]] Body body() const { return m_body ? m_body->body() : Body(); }
    [[nodiscard]] bool headersTooLarge() const { return m_headerBytes > mostHeaderBytes; }
    [[nodiscard]] bool diskRefused() const { return m_diskRefused; }
    // Of a final head that broke off.
    [[nodiscard]] const QByteArray& unfinishedHead() const { return m_lines; }
    [[nodiscard]] const std::vector<ResponseHead>& informational() const { return m_informational; }

    // What came, when the final head was complete.
    [[nodiscard]] std::optional<Response> take();

private:
    void finishHead();

    QByteArray m_lines;
    qsizetype m_headerBytes = 0;
    bool m_diskRefused = false;
    std::vector<ResponseHead> m_informational;
    std::optional<Response> m_response;
    std::optional<BodyWriter> m_body;
};

} // namespace knockback::http
