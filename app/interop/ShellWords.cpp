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

// For the C runtime: a quote is \", and backslashes before one or before the end are doubled.
QByteArray forRuntime(QByteArrayView text) {
    QByteArray word;
    qsizetype backslashes = 0;
    for (const char c : text) {
        if (c == '\\') {
            ++backslashes;
        } else {
            word += QByteArray(c == '"' ? 2 * backslashes + 1 : backslashes, '\\');
            backslashes = 0;
            word += c;
        }
    }
    return word + QByteArray(2 * backslashes, '\\');
}

// For cmd: everything that it might read is escaped, and a percent sign is torn from its name.
QByteArray withCarets(const QByteArray& text) {
    QByteArray word;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text.at(i);
        if (c == '\n') {
            word += "^\r\n\r\n";
        } else if (c == '%') {
            word += i + 1 < text.size() && isAlnum(text.at(i + 1)) ? "%^" : "^%";
        } else {
            if (QByteArrayView("()!^\"<>&|").contains(c))
                word += '^';
            word += c;
        }
    }
    return word;
}

} // namespace

std::vector<RedactedPiece> redactedPieces(QByteArrayView text) {
    std::vector<RedactedPiece> found;
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
    const auto parts = redactedPieces(redacted);
    if (parts.empty())
        return quoteWord(redacted);
    QByteArray word;
    for (const auto& piece : parts)
        word += piece.hidden ? "\"$" + variableName(piece.text) + '"' : quoteWord(piece.text);
    return word;
}

QByteArray quoteWordForCmd(QByteArrayView redacted) {
    const bool harmless = !redacted.isEmpty() && std::all_of(redacted.begin(), redacted.end(),
                                                             [](char c) { return isHarmless(c) && c != '%'; });
    if (harmless)
        return redacted.toByteArray();
    QByteArray word = "^\"";
    for (const auto& piece : redactedPieces(redacted))
        word += piece.hidden ? '%' + variableName(piece.text) + '%' : withCarets(forRuntime(piece.text));
    return word + "^\"";
}

std::vector<QByteArray> variablesIn(QByteArrayView redacted) {
    std::vector<QByteArray> names;
    for (const auto& piece : redactedPieces(redacted)) {
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
