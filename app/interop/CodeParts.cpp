// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/interop/CodeParts.h"

#include "app/http/Url.h"
#include "app/interop/ShellWords.h"

#include <QUtf8StringView>

namespace knockback::interop {

std::vector<CodePiece> codePieces(const QByteArray& text) {
    std::vector<CodePiece> pieces;
    for (const RedactedPiece& piece : redactedPieces(text))
        pieces.push_back({piece.hidden ? variableName(piece.text) : piece.text.toByteArray(), piece.hidden});
    if (pieces.empty())
        pieces.push_back({});
    return pieces;
}

QByteArray expression(const QByteArray& text, const std::function<QByteArray(const QByteArray&)>& literal,
                      const std::function<QByteArray(const QByteArray&)>& variable, const QByteArray& plus) {
    QByteArray code;
    for (const CodePiece& piece : codePieces(text))
        code += (code.isEmpty() ? QByteArray() : plus) + (piece.variable ? variable(piece.text) : literal(piece.text));
    return code;
}

std::vector<http::HeaderField> ownFields(const http::Request& request) {
    const auto url = http::parseUrl(request.url);
    std::vector<http::HeaderField> fields;
    for (const auto& field : request.headers) {
        const bool length =
            http::sameFieldName(field.name, "Content-Length") && field.value == QByteArray::number(request.body.size());
        const bool host = http::sameFieldName(field.name, "Host") && url && url->authority() == field.value.toLower();
        if (!length && !host)
            fields.push_back(field);
    }
    return fields;
}

bool isText(const QByteArray& bytes) {
    return !bytes.contains('\0') && QUtf8StringView(bytes.constData(), bytes.size()).isValidUtf8();
}

QByteArray quotedString(const QByteArray& text) {
    constexpr char digits[] = "0123456789abcdef";
    QByteArray code = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            code += QByteArray("\\") + c;
        else if (c == '\n')
            code += "\\n";
        else if (c == '\r')
            code += "\\r";
        else if (c == '\t')
            code += "\\t";
        else if (byte < 0x20 || byte == 0x7f)
            code += QByteArray("\\u00") + digits[byte >> 4] + digits[byte & 15];
        else
            code += c;
    }
    return code + '"';
}

} // namespace knockback::interop
