// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/RedactHeaders.h"

#include "app/http/Placeholder.h"
#include "app/http/RedactParams.h"
#include "app/http/SensitiveNames.h"
#include "app/http/SfCharacters.h"

#include <algorithm>
#include <array>

namespace knockback::http {

namespace {

// The schemes of credentials that are known. Of anything else the first word may be part of the secret.
bool isScheme(QByteArrayView word) {
    static constexpr std::array<QByteArrayView, 27> known{"basic",       "bearer",
                                                          "digest",      "dpop",
                                                          "hoba",        "mutual",
                                                          "negotiate",   "ntlm",
                                                          "oauth",       "privatetoken",
                                                          "vapid",       "scram-sha-1",
                                                          "token",       "scram-sha-256",
                                                          "apikey",      "api-key",
                                                          "key",         "bot",
                                                          "hawk",        "signature",
                                                          "sharedkey",   "sharedkeylite",
                                                          "ssws",        "aws4-hmac-sha256",
                                                          "hmac-sha256", "sharedaccesssignature",
                                                          "geniekey"};
    return std::any_of(known.begin(), known.end(),
                       [&](QByteArrayView scheme) { return word.compare(scheme, Qt::CaseInsensitive) == 0; });
}

bool isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

void rememberPieces(QByteArrayView credentials, RedactionRun& run) {
    const QByteArrayList pieces = credentials.toByteArray().simplified().split(' ');
    if (pieces.size() > 1)
        for (const QByteArray& piece : pieces)
            run.remember(piece);
}

// "Bearer abc" -> "Bearer ‹…›"; a value without a scheme is hidden whole.
QByteArray redactCredentials(QByteArrayView value, RedactionRun& run, const QString& place) {
    qsizetype blank = 0;
    while (blank < value.size() && !isBlank(value[blank]))
        ++blank;
    const QByteArrayView scheme = value.first(blank);
    qsizetype start = blank;
    while (start < value.size() && isBlank(value[start]))
        ++start;
    if (start == value.size() || !isScheme(scheme))
        start = 0;
    const QByteArrayView credentials = value.sliced(start);
    if (scheme.compare("Basic", Qt::CaseInsensitive) == 0) { // so that both are found elsewhere, too
        const QByteArray pair = QByteArray::fromBase64(credentials.toByteArray());
        const qsizetype colon = pair.indexOf(':');
        run.remember(QByteArrayView(pair).first(std::max<qsizetype>(colon, 0)));
        run.remember(QByteArrayView(pair).sliced(colon + 1));
    }
    rememberPieces(credentials, run); // a server may name the one that it read
    return value.first(start).toByteArray() + run.byName(credentials, credentials, place);
}

// "name=value" with the value hidden.
QByteArray redactPair(QByteArrayView pair, RedactionRun& run, const QString& place) {
    qsizetype start = pair.indexOf('=') + 1;
    if (std::all_of(pair.begin() + start, pair.end(), [](char c) { return c == '='; }) && pair.size() > start)
        start = 0; // the end of something in base64, not a name
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

// One address and nothing else: Location, Referer, :path …
bool isAddress(QByteArrayView value) {
    const qsizetype scheme = value.indexOf("://");
    return value.startsWith('/') || (scheme > 0 && std::all_of(value.begin(), value.begin() + scheme, sf::isTokenChar));
}

// "GET /path HTTP/1.1": everything between the method and the version is the address, blanks and all.
QByteArray redactStartLine(const QByteArray& line, RedactionRun& run) {
    const qsizetype start = line.indexOf(' ') + 1;
    const qsizetype end = line.lastIndexOf(" HTTP/");
    if (start == 0 || end < start)
        return redactParams(redactUserInfo(line, run), run);
    return line.first(start) + redactAddress(line.mid(start, end - start), run) + line.mid(end);
}

} // namespace

QByteArray redactFieldValue(QByteArrayView writtenName, const QByteArray& value, RedactionRun& run,
                            const QString& place) {
    const QByteArrayView name = writtenName.trimmed(); // a blank before the colon is an error, not another field
    if (sameFieldName(name, "Authorization") || sameFieldName(name, "Proxy-Authorization"))
        return redactCredentials(value, run, place);
    if (sameFieldName(name, "Cookie") || sameFieldName(name, "Set-Cookie"))
        return redactCookies(value, sameFieldName(name, "Set-Cookie"), run, place);
    if (isSensitiveHeader(name))
        return run.byName(value, value, place);
    if (isAddress(value))
        return redactAddress(value, run);
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
        const bool isField = at > 0 && colon > 0 && !line.first(colon).trimmed().contains(' ');
        qsizetype valueStart = isField ? colon + 1 : 0;
        while (valueStart < line.size() && line[valueStart] == ' ')
            ++valueStart;
        const QByteArray value = run.byValue(line.sliced(valueStart).toByteArray(), place);
        result += run.byValue(line.first(valueStart).toByteArray(), place);
        result += isField ? redactFieldValue(line.first(colon), value, run, place) : redactStartLine(value, run);
        result += lineEnd;
        at = end;
    }
    return result;
}

} // namespace knockback::http
