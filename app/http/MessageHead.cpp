// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/MessageHead.h"

#include <algorithm>

namespace knockback::http {

namespace {

// The next line without its CRLF or LF; `text` is left with the rest.
QByteArrayView takeLine(QByteArrayView& text) {
    const qsizetype end = text.indexOf('\n');
    QByteArrayView line = end < 0 ? text : text.first(end);
    text = end < 0 ? QByteArrayView() : text.sliced(end + 1);
    if (line.endsWith('\r'))
        line.chop(1);
    return line;
}

} // namespace

HeaderList parseFieldLines(QByteArrayView lines) {
    HeaderList fields;
    while (!lines.isEmpty()) {
        const QByteArrayView line = takeLine(lines);
        if (line.isEmpty())
            continue;
        if ((line.front() == ' ' || line.front() == '\t') && !fields.isEmpty()) {
            QByteArray& value = fields.at(fields.size() - 1).value;
            value = (value + ' ' + line.trimmed().toByteArray()).trimmed();
            continue;
        }
        const qsizetype colon = line.indexOf(':');
        const QByteArrayView name = colon < 0 ? line : line.first(colon);
        const QByteArrayView value = colon < 0 ? QByteArrayView() : line.sliced(colon + 1);
        fields.append(name.trimmed().toByteArray(), value.trimmed().toByteArray());
    }
    return fields;
}

HeaderList requestFields(QByteArrayView rawHead) {
    takeLine(rawHead);
    return parseFieldLines(rawHead);
}

ResponseHead parseResponseHead(QByteArray raw) {
    ResponseHead head;
    QByteArrayView rest(raw);
    const QByteArrayView statusLine = takeLine(rest);
    const qsizetype space = std::max<qsizetype>(statusLine.indexOf(' '), 0);
    head.version = statusLine.first(space).toByteArray();
    const QByteArrayView afterVersion = statusLine.sliced(space).trimmed();
    const qsizetype codeEnd = afterVersion.indexOf(' ');
    head.status = (codeEnd < 0 ? afterVersion : afterVersion.first(codeEnd)).toByteArray().toInt();
    if (codeEnd >= 0)
        head.reason = afterVersion.sliced(codeEnd + 1).toByteArray();
    head.headers = parseFieldLines(rest);
    head.raw = std::move(raw);
    return head;
}

} // namespace knockback::http
