// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/RedactHeaders.h"

#include "app/http/Placeholder.h"
#include "app/http/RedactParams.h"
#include "app/http/SensitiveNames.h"
#include "app/http/SfCharacters.h"

#include <algorithm>

namespace knockback::http {

namespace {

bool isToken(QByteArrayView text) {
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), sf::isTokenChar);
}

// "Bearer abc" -> "Bearer ‹…›"; a value without a scheme is hidden whole.
QByteArray redactCredentials(QByteArrayView value, RedactionRun& run, const QString& place) {
    const qsizetype blank = value.indexOf(' ');
    if (blank <= 0 || !isToken(value.first(blank)))
        return run.byName(value, value, place);
    qsizetype start = blank;
    while (start < value.size() && value[start] == ' ')
        ++start;
    const QByteArrayView credentials = value.sliced(start);
    if (value.first(blank).compare("Basic", Qt::CaseInsensitive) == 0) { // so that the password is found elsewhere, too
        const QByteArray pair = QByteArray::fromBase64(credentials.toByteArray());
        run.remember(QByteArrayView(pair).sliced(pair.indexOf(':') + 1));
    }
    return value.first(start).toByteArray() + run.byName(credentials, credentials, place);
}

// "name=value" with the value hidden.
QByteArray redactPair(QByteArrayView pair, RedactionRun& run, const QString& place) {
    const qsizetype start = pair.indexOf('=') + 1;
    const QByteArrayView value = pair.sliced(start).trimmed();
    const qsizetype valueStart = value.isEmpty() ? start : value.data() - pair.data();
    return pair.first(valueStart).toByteArray() + run.byName(value, value, place) +
           pair.sliced(valueStart + value.size()).toByteArray();
}

QByteArray redactCookies(const QByteArray& value, bool onlyFirst, RedactionRun& run, const QString& place) {
    QByteArray result;
    for (qsizetype at = 0; at <= value.size();) {
        const qsizetype found = value.indexOf(';', at);
        const qsizetype end = found < 0 ? value.size() : found;
        const QByteArrayView pair = QByteArrayView(value).sliced(at, end - at);
        result += onlyFirst && at > 0 ? pair.toByteArray() : redactPair(pair, run, place);
        if (end < value.size())
            result += ';';
        at = end + 1;
    }
    return result;
}

// The sensitive field name that ends at `colon`, in a text of any kind.
QByteArrayView fieldNameBefore(QByteArrayView text, qsizetype colon) {
    constexpr qsizetype longest = 64;
    qsizetype start = colon;
    while (start > 0 && colon - start < longest &&
           (sf::isAlpha(text[start - 1]) || sf::isDigit(text[start - 1]) || text[start - 1] == '-'))
        --start;
    QByteArrayView name = text.sliced(start, colon - start);
    if (start > 0 && text[start - 1] == '\\' && !name.isEmpty())
        name = name.sliced(1); // behind a "\n" in a string
    const bool looksLikeField =
        name.contains('-') || sameFieldName(name, "Authorization") || sameFieldName(name, "Cookie");
    return looksLikeField && isSensitiveHeader(name) ? name : QByteArrayView();
}

// Where a field's value in any text ends: with the line, or with the quotes that the field stands in.
qsizetype fieldLineEnd(QByteArrayView text, qsizetype start, qsizetype nameStart) {
    const bool inSingleQuotes = nameStart > 0 && text[nameStart - 1] == '\'';
    qsizetype end = start;
    for (; end < text.size() && !QByteArrayView("\r\n\\").contains(text[end]); ++end) {
        if (inSingleQuotes && text[end] == '\'')
            break;
        if (text[end] != '"' || inSingleQuotes)
            continue;
        if (end == start || text[end - 1] != '=')
            break;
        const qsizetype close = text.indexOf('"', end + 1); // Digest username="…"
        if (close < 0)
            return text.size();
        end = close;
    }
    return end;
}

} // namespace

QByteArray redactFieldValue(QByteArrayView name, const QByteArray& value, RedactionRun& run, const QString& place) {
    if (sameFieldName(name, "Authorization") || sameFieldName(name, "Proxy-Authorization"))
        return redactCredentials(value, run, place);
    if (sameFieldName(name, "Cookie") || sameFieldName(name, "Set-Cookie"))
        return redactCookies(value, sameFieldName(name, "Set-Cookie"), run, place);
    if (isSensitiveHeader(name))
        return run.byName(value, value, place);
    return redactParams(redactUserInfo(value, run), run);
}

HeaderList redactHeaders(const HeaderList& headers, RedactionRun& run) {
    HeaderList result;
    for (const HeaderField& field : headers) {
        const QByteArray name = run.byValue(field.name, QStringLiteral("a header's name"));
        const QString place = QString::fromLatin1(field.name == name ? name : QByteArray("header"));
        const QByteArray value = run.byValue(field.value, place);
        result.append(name, redactFieldValue(field.name, value, run, place));
    }
    return result;
}

QByteArray redactHead(const QByteArray& head, RedactionRun& run) {
    QByteArray result;
    const QString place = QStringLiteral("head");
    for (qsizetype at = 0; at < head.size();) {
        qsizetype end = at;
        do { // the line, and those that continue it
            const qsizetype lineFeed = head.indexOf('\n', end);
            end = lineFeed < 0 ? head.size() : lineFeed + 1;
        } while (end < head.size() && (head[end] == ' ' || head[end] == '\t'));
        QByteArrayView line = QByteArrayView(head).sliced(at, end - at);
        const qsizetype text = line.trimmed().size();
        const QByteArray lineEnd =
            line.sliced(line.trimmed().isEmpty() ? 0 : line.trimmed().data() - line.data() + text).toByteArray();
        line = line.chopped(lineEnd.size());

        const qsizetype colon = line.indexOf(':', 1); // from 1: HTTP/2 has fields like ":path"
        const bool isField = at > 0 && colon > 0 && !line.first(colon).contains(' ');
        qsizetype valueStart = isField ? colon + 1 : 0;
        while (valueStart < line.size() && line[valueStart] == ' ')
            ++valueStart;
        const QByteArray value = run.byValue(line.sliced(valueStart).toByteArray(), place);
        result += run.byValue(line.first(valueStart).toByteArray(), place);
        result += isField ? redactFieldValue(line.first(colon), value, run, place)
                          : redactParams(redactUserInfo(value, run), run);
        result += lineEnd;
        at = end;
    }
    return result;
}

QByteArray redactFieldLines(const QByteArray& text, RedactionRun& run) {
    QByteArray result;
    qsizetype done = 0;
    for (qsizetype colon = text.indexOf(':'); colon >= 0; colon = text.indexOf(':', std::max(colon + 1, done))) {
        const QByteArrayView name = fieldNameBefore(text, colon);
        if (name.isEmpty())
            continue;
        qsizetype start = colon + 1;
        while (start < text.size() && (text[start] == ' ' || text[start] == '\t'))
            ++start;
        const qsizetype end = fieldLineEnd(text, start, colon - name.size());
        result += QByteArrayView(text).sliced(done, start - done);
        result += redactFieldValue(name, text.mid(start, end - start), run, QString::fromLatin1(name));
        done = end;
    }
    if (done == 0)
        return text;
    return result + text.mid(done);
}

} // namespace knockback::http
