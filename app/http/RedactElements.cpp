// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/RedactElements.h"

#include "app/http/SensitiveNames.h"

namespace knockback::http {

namespace {

constexpr QByteArrayView cdata = "<![CDATA[";

bool endsName(char c) {
    return static_cast<unsigned char>(c) <= 0x20 || QByteArrayView("></\"'=").contains(c);
}

// The name behind the '<' at `at`, without its prefix.
QByteArrayView nameAt(QByteArrayView text, qsizetype at) {
    constexpr qsizetype longest = 128;
    qsizetype end = at + 1;
    while (end < text.size() && end - at < longest && !endsName(text[end]))
        ++end;
    const QByteArrayView name = text.sliced(at + 1, end - at - 1);
    return name.sliced(name.lastIndexOf(':') + 1);
}

// Where the content of the element that opens at `at` begins; -1 when it has none.
qsizetype contentStart(QByteArrayView text, qsizetype at) {
    constexpr qsizetype longest = 1024;
    const qsizetype close = text.sliced(at, std::min(longest, text.size() - at)).indexOf('>');
    return close < 0 || text[at + close - 1] == '/' ? -1 : at + close + 1;
}

} // namespace

QByteArray redactElements(const QByteArray& text, RedactionRun& run, const QString& place) {
    QByteArray result;
    qsizetype done = 0;
    for (qsizetype at = text.indexOf('<'); at >= 0; at = text.indexOf('<', std::max(at + 1, done))) {
        const QByteArrayView name = nameAt(text, at);
        if (!isSensitiveMember(name))
            continue;
        qsizetype start = contentStart(text, at);
        if (start < 0)
            continue;
        const bool quoted = QByteArrayView(text).sliced(start).startsWith(cdata);
        start += quoted ? cdata.size() : 0;
        const qsizetype found = quoted ? text.indexOf("]]>", start) : text.indexOf('<', start);
        const qsizetype end = found < 0 ? text.size() : found;
        const QByteArrayView value = QByteArrayView(text).sliced(start, end - start);
        if (value.trimmed().isEmpty())
            continue;
        result += QByteArrayView(text).sliced(done, start - done);
        result += run.byName(value, value, place + u' ' + QString::fromUtf8(name));
        done = end;
    }
    if (done == 0)
        return text;
    return result + text.mid(done);
}

} // namespace knockback::http
