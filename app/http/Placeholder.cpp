// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/Placeholder.h"

#include <QCryptographicHash>

#include <algorithm>

namespace knockback::http {

namespace {

constexpr QByteArrayView opening = "\xe2\x80\xb9"; // ‹
constexpr QByteArrayView closing = "\xe2\x80\xba"; // ›
constexpr qsizetype longest = 128;

// What would end a JSON string, a form's value or a header line, or look like another placeholder.
bool isUnsafe(char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f || QByteArrayView("\"'\\&=#<>;,%+").contains(c);
}

} // namespace

QByteArray placeholderFor(const QByteArray& name) {
    QByteArray shown = name;
    shown.replace(opening, "_").replace(closing, "_").truncate(longest - 8);
    std::replace_if(shown.begin(), shown.end(), isUnsafe, '_');
    return opening.toByteArray() + shown + closing.toByteArray();
}

QByteArray hiddenPlaceholder(QByteArrayView value) {
    const QByteArray digest = QCryptographicHash::hash(value.toByteArray(), QCryptographicHash::Sha256).toHex();
    return placeholderFor("hidden " + digest.first(4));
}

qsizetype placeholderEnd(QByteArrayView text, qsizetype at) {
    if (at < 0 || at >= text.size() || text[at] != opening[0] || !text.sliced(at).startsWith(opening))
        return at;
    const QByteArrayView rest = text.sliced(at, std::min(longest, text.size() - at));
    const qsizetype end = rest.indexOf(closing);
    return end < 0 ? at : at + end + closing.size();
}

std::optional<QByteArray> placeholderIn(QByteArrayView text) {
    for (qsizetype at = text.indexOf(opening); at >= 0; at = text.indexOf(opening, at + 1))
        if (const qsizetype end = placeholderEnd(text, at); end > at)
            return text.sliced(at, end - at).toByteArray();
    return std::nullopt;
}

} // namespace knockback::http
