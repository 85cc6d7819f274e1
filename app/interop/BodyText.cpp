// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/interop/BodyText.h"

#include "app/interop/MessageLines.h"

#include <algorithm>

namespace knockback::interop {
namespace {

constexpr qsizetype longestPrompt = 120;
constexpr qsizetype longestSize = 8; // hexadecimal digits of a chunk's size

std::optional<qsizetype> chunkSize(QByteArrayView line) {
    const qsizetype extension = line.indexOf(';');
    const QByteArrayView digits = (extension < 0 ? line : line.first(extension)).trimmed();
    if (digits.isEmpty() || digits.size() > longestSize)
        return std::nullopt;
    bool ok = false;
    const qlonglong size = digits.toByteArray().toLongLong(&ok, 16);
    return ok && size >= 0 ? std::optional<qsizetype>(size) : std::nullopt;
}

// Takes a line from the front; nothing when it has no end.
std::optional<QByteArrayView> takeLine(QByteArrayView& rest) {
    const qsizetype end = rest.indexOf('\n');
    if (end < 0)
        return std::nullopt;
    QByteArrayView line = rest.first(end);
    rest = rest.sliced(end + 1);
    if (line.endsWith('\r'))
        line.chop(1);
    return line;
}

// "user@host:~/x$ ", "# ", "% ": the end of a prompt, and little before it.
bool isPrompt(QByteArrayView text) {
    const QByteArrayView line = text.trimmed();
    if (line.isEmpty())
        return true;
    if (line.size() > longestPrompt || line.contains('\n') || !QByteArrayView("$#%>").contains(line.back()))
        return false;
    return std::none_of(line.begin(), line.end(), [](char c) { return QByteArrayView("<\"{};=").contains(c); });
}

std::optional<qsizetype> contentLength(const http::HeaderList& fields) {
    const auto written = fields.value("Content-Length");
    bool ok = false;
    const qlonglong length = written ? written->trimmed().toLongLong(&ok) : 0;
    return ok && length >= 0 ? std::optional<qsizetype>(length) : std::nullopt;
}

} // namespace

std::optional<QByteArray> withoutChunks(const QByteArray& body) {
    QByteArrayView rest(body);
    QByteArray content;
    for (;;) {
        const auto line = takeLine(rest);
        const auto size = line ? chunkSize(*line) : std::nullopt;
        if (!size || *size > rest.size())
            return std::nullopt;
        if (*size == 0)
            break;
        content += rest.first(*size).toByteArray();
        rest = rest.sliced(*size);
        const auto end = takeLine(rest);
        if (!end || !end->isEmpty())
            return std::nullopt;
    }
    for (const TextLine& trailer : linesOf(rest)) {
        if (!trailer.text.isEmpty() && !isFieldLine(trailer.text))
            return std::nullopt;
    }
    return content;
}

QByteArray withoutPrompt(const QByteArray& body, const http::HeaderList& fields) {
    const auto length = contentLength(fields);
    if (length && *length < body.size() && isPrompt(QByteArrayView(body).sliced(*length)))
        return body.left(*length);
    const qsizetype lastLine = body.trimmed().lastIndexOf('\n') + 1;
    const QByteArrayView text = QByteArrayView(body).trimmed();
    const QByteArrayView last = text.sliced(std::min(lastLine, text.size()));
    if (last.isEmpty() || (length && *length == body.size()))
        return body;
    // zsh ends a line that has no end with a percent sign.
    if (text.size() > 1 && text.endsWith('%') && QByteArrayView("}]>").contains(text.at(text.size() - 2)))
        return text.chopped(1).toByteArray();
    return lastLine > 0 && last.endsWith('$') && isPrompt(last) ? body.left(body.lastIndexOf(last.toByteArray()))
                                                                : body;
}

} // namespace knockback::interop
