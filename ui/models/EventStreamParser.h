// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>
#include <vector>

namespace knockback::ui {

// One event of a text/event-stream.
struct ServerEvent {
    QByteArray type = "message";
    QByteArray data; // lines joined with a line feed
    QByteArray id;   // the last one announced, also by an earlier event
    bool operator==(const ServerEvent&) const = default;
};

// Reads an event stream as it comes, in pieces of any size, by the rules of the HTML standard (section 9.2.6): lines
// end with CR, LF or CRLF, one byte order mark is dropped, an event without data is none, and one that no empty line
// ends is lost.
class EventStreamParser {
public:
    // An event's data beyond this is cut, so that an endless line does not fill the memory.
    static constexpr qsizetype longestData = 16 * 1024 * 1024;

    // Appends the events that `bytes` completes.
    void feed(QByteArrayView bytes, std::vector<ServerEvent>& events);

    // What the server asked to wait before connecting again, in milliseconds.
    [[nodiscard]] std::optional<qint64> retryMs() const { return m_retry; }
    [[nodiscard]] qint64 comments() const { return m_comments; }

private:
    void endLine(std::vector<ServerEvent>& events);
    void field(QByteArrayView name, QByteArrayView value);
    void dispatch(std::vector<ServerEvent>& events);

    QByteArray m_line;
    bool m_first = true;    // the line that may begin with a byte order mark
    bool m_afterCr = false; // a line feed now belongs to the line that has ended
    QByteArray m_type;
    QByteArray m_data;
    QByteArray m_id;
    std::optional<qint64> m_retry;
    qint64 m_comments = 0;
};

} // namespace knockback::ui
