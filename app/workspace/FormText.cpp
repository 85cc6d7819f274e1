// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/FormText.h"

#include "app/http/PercentCoding.h"
#include "app/http/Variables.h"

namespace knockback::workspace {
namespace {

bool isUnreserved(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           QByteArrayView("-._~").contains(c);
}

void appendEncoded(QByteArray& to, char c) {
    constexpr char digits[] = "0123456789ABCDEF";
    const auto byte = static_cast<unsigned char>(c);
    to += '%';
    to += digits[byte >> 4];
    to += digits[byte & 15];
}

// `plain` for the stretches between variables, `variable` for each "{{name}}".
template <typename Plain, typename Variable>
QByteArray aroundVariables(QByteArrayView text, Plain plain, Variable variable) {
    QByteArray result;
    qsizetype from = 0;
    for (const auto& span : http::findVariables(text)) {
        result += plain(text.sliced(from, span.start - from));
        result += variable(text.sliced(span.start, span.length));
        from = span.start + span.length;
    }
    return result + plain(text.sliced(from));
}

QByteArray asItIs(QByteArrayView text) {
    return text.toByteArray();
}

QByteArray encodeAll(QByteArrayView text) {
    QByteArray encoded;
    for (const char c : text) {
        if (isUnreserved(c))
            encoded += c;
        else
            appendEncoded(encoded, c);
    }
    return encoded;
}

// Encodes only what may not stand in a form at all, so that what is encoded already stays as it is.
QByteArray encodeIllegal(QByteArrayView text) {
    QByteArray encoded;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool pair =
            c == '%' && i + 2 < text.size() && http::hexDigit(text[i + 1]) >= 0 && http::hexDigit(text[i + 2]) >= 0;
        if (c == ' ')
            encoded += '+';
        else if (pair || isUnreserved(c) || QByteArrayView("+&=!$'()*,;:@/?").contains(c))
            encoded += c;
        else
            appendEncoded(encoded, c);
    }
    return encoded;
}

bool isLayout(char c) {
    return c == '&' || c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

// The first `c` that is not inside a variable's braces.
qsizetype outsideVariables(QByteArrayView text, char c) {
    qsizetype from = 0;
    for (const auto& span : http::findVariables(text)) {
        const qsizetype found = text.sliced(from, span.start - from).indexOf(c);
        if (found >= 0)
            return from + found;
        from = span.start + span.length;
    }
    const qsizetype found = text.sliced(from).indexOf(c);
    return found < 0 ? -1 : from + found;
}

} // namespace

QByteArray encodeFormText(QByteArrayView text) {
    return aroundVariables(text, encodeAll, asItIs);
}

QByteArray decodeFormText(QByteArrayView text) {
    return aroundVariables(
        text, [](QByteArrayView part) { return http::percentDecode(part, http::PlusSign::Space); }, asItIs);
}

std::pair<QByteArray, QByteArray> FormPiece::decoded() const {
    const qsizetype equals = outsideVariables(raw, '=');
    const QByteArrayView whole(raw);
    if (equals < 0)
        return {decodeFormText(whole), {}};
    return {decodeFormText(whole.first(equals).trimmed()), decodeFormText(whole.sliced(equals + 1).trimmed())};
}

FormPieces splitForm(const QByteArray& text) {
    FormPieces form;
    qsizetype at = 0;
    while (true) {
        const qsizetype start = at;
        while (at < text.size() && isLayout(text.at(at)))
            ++at;
        const QByteArray before = text.mid(start, at - start);
        if (at == text.size()) {
            form.after = before;
            return form;
        }
        const qsizetype length = outsideVariables(QByteArrayView(text).sliced(at), '&');
        const qsizetype limit = length < 0 ? text.size() : at + length;
        qsizetype end = limit;
        while (end > at && isLayout(text.at(end - 1)))
            --end;
        form.pieces.push_back({before, text.mid(at, end - at)});
        at = end;
    }
}

QByteArray encodeFormRow(const QByteArray& name, const QByteArray& value) {
    // A row that is one variable and nothing else stands for whole rows.
    const auto spans = http::findVariables(name);
    if (value.isEmpty() && spans.size() == 1 && spans.front().length == name.size())
        return name;
    return encodeFormText(name) + '=' + encodeFormText(value);
}

QByteArray formOnTheWire(const QByteArray& text, const FillText& fill) {
    const auto filled = [&](QByteArrayView part) {
        return aroundVariables(part.trimmed(), encodeIllegal, [&](QByteArrayView variable) {
            const QByteArray value = fill(variable.toByteArray());
            return value == variable ? value : encodeAll(value);
        });
    };
    QByteArray wire;
    for (const FormPiece& piece : splitForm(text).pieces) {
        if (!wire.isEmpty())
            wire += '&';
        const QByteArrayView raw(piece.raw);
        const qsizetype equals = outsideVariables(raw, '=');
        if (equals < 0)
            wire += encodeIllegal(fill(piece.raw));
        else
            wire += filled(raw.first(equals)) + '=' + filled(raw.sliced(equals + 1));
    }
    return wire;
}

} // namespace knockback::workspace
