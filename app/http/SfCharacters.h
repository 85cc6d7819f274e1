// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

// The character classes that reading and writing structured fields share (RFC 9651 3, RFC 9110 5.6.2).
namespace knockback::http::sf {

constexpr bool isDigit(char c) {
    return c >= '0' && c <= '9';
}
constexpr bool isLower(char c) {
    return c >= 'a' && c <= 'z';
}
constexpr bool isAlpha(char c) {
    return isLower(c) || (c >= 'A' && c <= 'Z');
}
constexpr bool isPrintable(char c) {
    return c >= 0x20 && c <= 0x7e;
}

constexpr bool startsKey(char c) {
    return isLower(c) || c == '*';
}
constexpr bool continuesKey(char c) {
    return startsKey(c) || isDigit(c) || c == '_' || c == '-' || c == '.';
}

inline bool isTokenChar(char c) {
    return isAlpha(c) || isDigit(c) || QByteArrayView("!#$%&'*+-.^_`|~").contains(c);
}
constexpr bool startsToken(char c) {
    return isAlpha(c) || c == '*';
}
inline bool continuesToken(char c) {
    return isTokenChar(c) || c == ':' || c == '/';
}

} // namespace knockback::http::sf
