// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/RedactParams.h"

#include "app/http/PercentCoding.h"
#include "app/http/Placeholder.h"
#include "app/http/RedactMembers.h"
#include "app/http/SensitiveNames.h"

#include <algorithm>

namespace knockback::http {

namespace {

constexpr qsizetype longestName = 64;

bool isNameChar(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           QByteArrayView("_-.[]$").contains(c);
}

// What an address stands in: some text, which goes on behind it, or nothing.
enum class Around { Text, Nothing };

bool endsValue(char c, Around around) {
    if (c == '&' || c == '#')
        return true;
    return around == Around::Text &&
           (static_cast<unsigned char>(c) <= 0x20 || QByteArrayView("\"'<>\\`{}|").contains(c));
}

bool endsAuthority(char c, Around around) {
    if (QByteArrayView("/?#").contains(c))
        return true;
    return around == Around::Text && (static_cast<unsigned char>(c) <= 0x20 || QByteArrayView("\"'<>\\").contains(c));
}

bool isEscape(QByteArrayView text, qsizetype at, QByteArrayView hexDigits) {
    return at >= 0 && at + 3 <= text.size() && text[at] == '%' &&
           text.sliced(at + 1, 2).compare(hexDigits, Qt::CaseInsensitive) == 0;
}

// The parameter's name before the '=' at `equals`; empty when no parameter stands there.
QByteArrayView nameBefore(QByteArrayView text, qsizetype equals) {
    qsizetype start = equals;
    while (start > 0 && equals - start < longestName && isNameChar(text[start - 1]))
        --start;
    if (start == 0)
        return {};
    const QByteArrayView name = text.sliced(start, equals - start);
    const char before = text[start - 1];
    if (QByteArrayView("?&#;").contains(before))
        return name;
    if (before == '\\' && name.startsWith("u0026")) // '&' as some servers write it in JSON
        return name.sliced(5);
    for (const QByteArrayView separator : {QByteArrayView("3f"), QByteArrayView("26"), QByteArrayView("23")})
        if (isEscape(text, start - 1, separator))
            return name.sliced(2);
    return {};
}

// Where a value ends; a placeholder in it is one piece, although it has a blank. `encoded` = inside another address.
qsizetype valueEnd(QByteArrayView text, qsizetype at, bool encoded, Around around) {
    while (at < text.size()) {
        if (const qsizetype end = placeholderEnd(text, at); end > at) {
            at = end;
            continue;
        }
        if (endsValue(text[at], around) || (encoded && (isEscape(text, at, "26") || isEscape(text, at, "23"))))
            break;
        ++at;
    }
    return at;
}

QString placeOf(QByteArrayView name) {
    return QStringLiteral("?%1=").arg(QString::fromUtf8(name));
}

QByteArray hideParams(const QByteArray& text, RedactionRun& run, Around around) {
    QByteArray result;
    qsizetype done = 0;
    for (qsizetype at = 0; at < text.size(); ++at) {
        const bool encoded = text[at] == '%' && isEscape(text, at, "3d");
        if (text[at] != '=' && !encoded)
            continue;
        const QByteArrayView name = nameBefore(text, at);
        if (name.isEmpty() || !isSensitiveParam(name))
            continue;
        const qsizetype start = at + (encoded ? 3 : 1);
        const qsizetype end = valueEnd(text, start, encoded, around);
        const QByteArrayView value = QByteArrayView(text).sliced(start, end - start);
        result += QByteArrayView(text).sliced(done, start - done);
        result += run.byName(value, percentDecode(value, PlusSign::Space), placeOf(name));
        done = end;
        at = end - 1;
    }
    if (done == 0)
        return text;
    return result + text.mid(done);
}

QByteArray hideUserInfo(const QByteArray& text, RedactionRun& run, Around around) {
    QByteArray result;
    qsizetype done = 0;
    for (qsizetype at = text.indexOf("://"); at >= 0; at = text.indexOf("://", at + 3)) {
        const qsizetype start = at + 3;
        qsizetype end = start;
        qsizetype lastAt = -1;
        for (; end < text.size(); ++end) {
            if (const qsizetype after = placeholderEnd(text, end); after > end)
                end = after - 1;
            else if (endsAuthority(text[end], around))
                break;
            else if (text[end] == '@')
                lastAt = end;
        }
        if (lastAt <= start)
            continue;
        const QByteArrayView userInfo = QByteArrayView(text).sliced(start, lastAt - start);
        result += QByteArrayView(text).sliced(done, start - done);
        result += run.byName(userInfo, percentDecode(userInfo), QStringLiteral("user info of an address"));
        done = lastAt;
        at = end - 3;
    }
    if (done == 0)
        return text;
    return result + text.mid(done);
}

// Percent-encodes all but the placeholders.
QByteArray encodedAgain(const QByteArray& text) {
    QByteArray result;
    qsizetype literal = 0;
    for (qsizetype at = 0; at < text.size(); ++at) {
        const qsizetype end = placeholderEnd(text, at);
        if (end == at)
            continue;
        result += text.mid(literal, at - literal).toPercentEncoding() + text.mid(at, end - at);
        literal = end;
        at = end - 1;
    }
    return result + text.mid(literal).toPercentEncoding();
}

// A parameter whose name says nothing: its value may be a JSON text with members that do.
QByteArray redactNested(QByteArrayView value, RedactionRun& run, const QString& place) {
    const QByteArray plain = percentDecode(value, PlusSign::Space);
    if (!plain.startsWith('{') && !plain.startsWith('['))
        return value.toByteArray();
    const QByteArray redacted = redactMembers(plain, run, place);
    return redacted == plain ? value.toByteArray() : encodedAgain(redacted);
}

} // namespace

QByteArray redactParams(const QByteArray& text, RedactionRun& run) {
    return hideParams(text, run, Around::Text);
}

QByteArray redactUserInfo(const QByteArray& text, RedactionRun& run) {
    return hideUserInfo(text, run, Around::Text);
}

QByteArray redactAddress(const QByteArray& address, RedactionRun& run) {
    const QByteArray hidden = hideParams(hideUserInfo(address, run, Around::Nothing), run, Around::Nothing);
    QByteArray result;
    qsizetype done = 0;
    for (qsizetype equals = hidden.indexOf('='); equals >= 0; equals = hidden.indexOf('=', equals + 1)) {
        const qsizetype start = equals + 1;
        const qsizetype end = valueEnd(hidden, start, false, Around::Nothing);
        result += hidden.mid(done, start - done);
        result += redactNested(QByteArrayView(hidden).sliced(start, end - start), run, QStringLiteral("address"));
        done = end;
        equals = end - 1;
    }
    return result + hidden.mid(done);
}

QByteArray redactForm(const QByteArray& form, RedactionRun& run, const QString& place) {
    QByteArray result;
    for (qsizetype at = 0; at <= form.size();) {
        const qsizetype found = form.indexOf('&', at);
        const qsizetype end = found < 0 ? form.size() : found;
        const QByteArrayView pair = QByteArrayView(form).sliced(at, end - at);
        const qsizetype equals = pair.indexOf('=');
        const QByteArray name = equals < 0 ? QByteArray() : percentDecode(pair.first(equals), PlusSign::Space);
        if (equals >= 0 && isSensitiveParam(name)) {
            const QByteArrayView value = pair.sliced(equals + 1);
            result += pair.first(equals + 1);
            result += run.byName(value, percentDecode(value, PlusSign::Space), place + u' ' + QString::fromUtf8(name));
        } else {
            result += pair.first(equals + 1);
            result += hideParams(redactNested(pair.sliced(equals + 1), run, place), run, Around::Nothing);
        }
        if (end < form.size())
            result += '&';
        at = end + 1;
    }
    return result;
}

} // namespace knockback::http
