// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/EventStreamParser.h"

#include <algorithm>

namespace knockback::ui {

namespace {

constexpr QByteArrayView byteOrderMark("\xef\xbb\xbf");

bool isDigits(QByteArrayView text) {
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

void EventStreamParser::feed(QByteArrayView bytes, std::vector<ServerEvent>& events) {
    while (!bytes.isEmpty()) {
        if (std::exchange(m_afterCr, false) && bytes.front() == '\n') {
            bytes = bytes.sliced(1);
            continue;
        }
        const auto end = std::find_if(bytes.begin(), bytes.end(), [](char c) { return c == '\n' || c == '\r'; });
        const auto length = static_cast<qsizetype>(end - bytes.begin());
        const auto fits = std::max<qsizetype>(longestData + 16 - m_line.size(), 0);
        m_line += bytes.first(std::min(length, fits));
        if (end == bytes.end())
            return;
        m_afterCr = *end == '\r';
        bytes = bytes.sliced(length + 1);
        endLine(events);
    }
}

void EventStreamParser::endLine(std::vector<ServerEvent>& events) {
    const QByteArray line = std::exchange(m_line, {});
    QByteArrayView text(line);
    if (std::exchange(m_first, false) && text.startsWith(byteOrderMark))
        text = text.sliced(byteOrderMark.size());
    if (text.isEmpty())
        return dispatch(events);
    const auto colon = text.indexOf(':');
    if (colon == 0) {
        ++m_comments;
        return;
    }
    if (colon < 0)
        return field(text, {});
    auto value = text.sliced(colon + 1);
    if (value.startsWith(' '))
        value = value.sliced(1);
    field(text.first(colon), value);
}

void EventStreamParser::field(QByteArrayView name, QByteArrayView value) {
    if (name == "event") {
        m_type = value.toByteArray();
    } else if (name == "data") {
        if (m_data.size() < longestData)
            m_data += value;
        m_data += '\n';
    } else if (name == "id") {
        if (!value.contains('\0'))
            m_id = value.toByteArray();
    } else if (name == "retry" && isDigits(value)) {
        m_retry = value.toByteArray().toLongLong();
    }
}

void EventStreamParser::dispatch(std::vector<ServerEvent>& events) {
    QByteArray data = std::exchange(m_data, {});
    QByteArray type = std::exchange(m_type, {});
    if (data.isEmpty())
        return;
    data.chop(1); // the line feed after the last line
    events.push_back({type.isEmpty() ? QByteArray("message") : type, data, m_id});
}

} // namespace knockback::ui
