// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/history/SearchText.h"

namespace knockback::history {

namespace {

// What the index's "ascii" tokenizer takes for a part of a word.
bool isWordByte(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           static_cast<unsigned char>(c) >= 0x80;
}

} // namespace

QByteArray ftsQuery(const QString& typed) {
    const QByteArray text = typed.toUtf8();
    QByteArray query;
    for (qsizetype at = 0; at < text.size();) {
        qsizetype end = at;
        while (end < text.size() && isWordByte(text[end]))
            ++end;
        if (end > at)
            query += (query.isEmpty() ? "\"" : " \"") + text.mid(at, end - at) + '"';
        at = end + 1;
    }
    return query.isEmpty() ? query : query + '*';
}

} // namespace knockback::history
