// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/RedactMultipart.h"

#include "app/http/HeaderList.h"
#include "app/http/RedactionPasses.h"
#include "app/http/SensitiveNames.h"

namespace knockback::http {

namespace {

// The parameter of a field ("form-data; name=…"), without its quotes; a name in neither kind of quotes ends with ';'.
QByteArray parameterOf(const QByteArray& field, QByteArrayView name) {
    const QByteArray lower = field.toLower();
    for (qsizetype at = lower.indexOf(name); at >= 0; at = lower.indexOf(name, at + 1)) {
        qsizetype equals = at + name.size();
        while (equals < field.size() && (field[equals] == ' ' || field[equals] == '\t'))
            ++equals;
        const bool own = at > 0 && QByteArrayView("; \t\r\n").contains(field[at - 1]);
        if (!own || equals == field.size() || field[equals] != '=')
            continue;
        QByteArray value = field.mid(equals + 1).trimmed();
        const char quote = value.isEmpty() ? ' ' : value.front();
        if (quote == '"' || quote == '\'')
            return value.mid(1, value.indexOf(quote, 1) - 1);
        return value.split(';').front().trimmed();
    }
    return {};
}

// What separates the parts: as the type says, or else the first line that looks like it.
QByteArray delimiterOf(const QByteArray& type, const QByteArray& body) {
    const QByteArray boundary = parameterOf(type, "boundary");
    if (!boundary.isEmpty() && body.contains("--" + boundary))
        return "--" + boundary;
    const QByteArray line = body.left(body.indexOf('\n')).trimmed();
    return line.startsWith("--") ? line : QByteArray();
}

// Where a part's head ends and its content begins: behind the first empty line.
qsizetype contentStart(QByteArrayView part) {
    const qsizetype ours = part.indexOf("\r\n\r\n");
    const qsizetype bare = part.indexOf("\n\n");
    if (ours >= 0 && (bare < 0 || ours < bare))
        return ours + 4;
    return bare < 0 ? -1 : bare + 2;
}

// Everything between two delimiters. The line end before the second one belongs to it.
QByteArray redactPart(const QByteArray& part, RedactionRun& run, const QString& place) {
    const qsizetype start = contentStart(part);
    if (start < 0)
        return redactAnything(part, run, place);
    qsizetype end = part.size();
    if (end > start && part[end - 1] == '\n')
        --end;
    if (end > start && part[end - 1] == '\r')
        --end;
    const QByteArray name = parameterOf(part.left(start), "name");
    QByteArray content = part.mid(start, end - start);
    if (isSensitiveParam(name)) {
        content = run.byValue(content, place);
        content = run.byName(content, content, place + u' ' + QString::fromUtf8(name));
    } else {
        content = redactAnything(content, run, place);
    }
    return redactAnything(part.left(start), run, place) + content + part.mid(end);
}

} // namespace

QByteArray redactMultipart(const QByteArray& body, const QByteArray& type, RedactionRun& run, const QString& place) {
    const QByteArray delimiter = delimiterOf(type, body);
    if (delimiter.isEmpty())
        return redactAnything(body, run, place);
    const auto next = [&](qsizetype from) {
        qsizetype at = body.indexOf(delimiter, from);
        while (at > 0 && body[at - 1] != '\n')
            at = body.indexOf(delimiter, at + 1);
        return at < 0 ? body.size() : at;
    };
    qsizetype at = next(0);
    QByteArray result = redactAnything(body.left(at), run, place);
    while (at < body.size()) {
        const qsizetype start = at + delimiter.size();
        const qsizetype end = next(start);
        result += delimiter + redactPart(body.mid(start, end - start), run, place);
        at = end;
    }
    return result;
}

} // namespace knockback::http
