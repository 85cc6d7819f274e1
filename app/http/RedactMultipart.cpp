// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/RedactMultipart.h"

#include "app/http/SensitiveNames.h"

namespace knockback::http {

QByteArray redactMultipart(const QByteArray& body, RedactionRun& run, const QString& place) {
    static constexpr QByteArrayView nameMark = "name=\"";
    static constexpr QByteArrayView headEnd = "\r\n\r\n";
    const QByteArray boundary = "\r\n" + body.left(body.indexOf("\r\n")); // the first line is one
    if (!boundary.startsWith("\r\n--"))
        return body;
    QByteArray result;
    qsizetype done = 0;
    for (qsizetype at = body.indexOf(nameMark); at >= 0; at = body.indexOf(nameMark, std::max(at + 1, done))) {
        const qsizetype nameStart = at + nameMark.size();
        const qsizetype nameEnd = body.indexOf('"', nameStart);
        const qsizetype head = nameEnd < 0 ? -1 : body.indexOf(headEnd, nameEnd);
        if (head < 0)
            break;
        const QByteArray name = body.mid(nameStart, nameEnd - nameStart);
        if ((body[at - 1] != ' ' && body[at - 1] != ';') || !isSensitiveParam(name))
            continue;
        const qsizetype start = head + headEnd.size();
        const qsizetype found = body.indexOf(boundary, start - 2); // an empty part has none of its own line end
        const qsizetype end = found < 0 ? body.size() : std::max(found, start);
        const QByteArray value = body.mid(start, end - start);
        result += QByteArrayView(body).sliced(done, start - done);
        result += run.byName(value, value, place + u' ' + QString::fromUtf8(name));
        done = end;
    }
    if (done == 0)
        return body;
    return result + body.mid(done);
}

} // namespace knockback::http
