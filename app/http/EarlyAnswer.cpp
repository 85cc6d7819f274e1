// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/EarlyAnswer.h"

namespace knockback::http {

namespace {

constexpr base::Milliseconds briefly{100};
constexpr base::Milliseconds patiently{2000}; // longer than a round trip, on which an upload pauses too

qint64 announcedLength(const ResponseHead& head) {
    bool ok = false;
    const qint64 length = head.headers.value("Content-Length").value_or(QByteArray()).trimmed().toLongLong(&ok);
    return ok && length >= 0 ? length : -1;
}

} // namespace

bool EarlyAnswer::isPossible(const ResponseHead& head, qint64 bodySize) {
    return head.version == "HTTP/2" && bodySize > grantedWindow;
}

EarlyAnswer::EarlyAnswer(const ResponseHead& head, qint64 bodySize)
    : m_status(head.status)
    , m_length(announcedLength(head))
    , m_bodySize(bodySize) {}

bool EarlyAnswer::isWhole(qint64 received, const WireTrace& trace) const {
    if (m_length >= 0)
        return received == m_length;
    return m_status >= 400 && !trace.sentWhole(m_bodySize);
}

bool EarlyAnswer::isOver(qint64 received, const WireTrace& trace, base::SteadyTime now) {
    const qint64 moved = trace.bytesSent() + trace.bytesReceived();
    if (moved != m_moved) {
        m_moved = moved;
        m_quietSince = now;
    }
    const bool sure = m_length >= 0 && m_status >= 400;
    return isWhole(received, trace) && now - m_quietSince >= (sure ? briefly : patiently);
}

} // namespace knockback::http
