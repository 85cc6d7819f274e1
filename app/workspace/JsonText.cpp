// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/JsonText.h"

namespace knockback::workspace {

QByteArray jsonEscaped(QByteArrayView utf8) {
    constexpr char digits[] = "0123456789abcdef";
    QByteArray text;
    text.reserve(utf8.size());
    for (const char c : utf8) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            text += '\\';
            text += c;
        } else if (c == '\n') {
            text += "\\n";
        } else if (c == '\r') {
            text += "\\r";
        } else if (c == '\t') {
            text += "\\t";
        } else if (byte < 0x20) {
            text += "\\u00";
            text += digits[byte >> 4];
            text += digits[byte & 15];
        } else {
            text += c;
        }
    }
    return text;
}

QByteArray jsonString(QByteArrayView utf8) {
    return '"' + jsonEscaped(utf8) + '"';
}

} // namespace knockback::workspace
