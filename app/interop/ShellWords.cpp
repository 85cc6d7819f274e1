// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/interop/ShellWords.h"

#include <algorithm>

namespace knockback::interop {
namespace {

constexpr QByteArrayView open = "\xE2\x80\xB9";  // ‹
constexpr QByteArrayView close = "\xE2\x80\xBA"; // ›
constexpr qsizetype longestName = 200;

bool isAlnum(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool isHarmless(char c) {
    return isAlnum(c) || QByteArrayView("_-./:=@%+,").contains(c);
}

// A stretch of a redacted text: literal bytes, or the name of a hidden value.
struct Piece {
    QByteArrayView text;
    bool hidden = false;
};

std::vector<Piece> pieces(QByteArrayView text) {
    std::vector<Piece> found;
    qsizetype literal = 0;
    for (qsizetype at = text.indexOf(open); at >= 0; at = text.indexOf(open, at)) {
        const qsizetype name = at + open.size();
        const qsizetype end = text.indexOf(close, name);
        if (end < 0)
            break;
        if (end == name || end - name > longestName || text.sliced(name, end - name).contains('\n')) {
            at = name; // a quotation mark of the text itself
            continue;
        }
        if (at > literal)
            found.push_back({text.sliced(literal, at - literal), false});
        found.push_back({text.sliced(name, end - name), true});
        at = literal = end + close.size();
    }
    if (literal < text.size())
        found.push_back({text.sliced(literal), false});
    return found;
}

} // namespace

QByteArray quoteWord(QByteArrayView text) {
    if (!text.isEmpty() && std::all_of(text.begin(), text.end(), isHarmless))
        return text.toByteArray();
    QByteArray quoted = "'";
    for (const char c : text) {
        if (c == '\'')
            quoted += "'\\''"; // leave the quotes, an escaped one, enter them again
        else
            quoted += c;
    }
    return quoted + '\'';
}

QByteArray quoteWordWithVariables(QByteArrayView redacted) {
    const auto parts = pieces(redacted);
    if (parts.empty())
        return quoteWord(redacted);
    QByteArray word;
    for (const auto& piece : parts)
        word += piece.hidden ? "\"$" + variableName(piece.text) + '"' : quoteWord(piece.text);
    return word;
}

std::vector<QByteArray> variablesIn(QByteArrayView redacted) {
    std::vector<QByteArray> names;
    for (const auto& piece : pieces(redacted)) {
        if (!piece.hidden)
            continue;
        auto name = variableName(piece.text);
        if (std::find(names.begin(), names.end(), name) == names.end())
            names.push_back(std::move(name));
    }
    return names;
}

QByteArray variableName(QByteArrayView secretName) {
    QByteArray name;
    for (const char c : secretName) {
        if (isAlnum(c))
            name += c;
        else if (!name.isEmpty() && !name.endsWith('_'))
            name += '_';
    }
    while (name.endsWith('_'))
        name.chop(1);
    name = name.toUpper();
    if (name.isEmpty())
        return "SECRET";
    return name.at(0) >= '0' && name.at(0) <= '9' ? "SECRET_" + name : name;
}

} // namespace knockback::interop
