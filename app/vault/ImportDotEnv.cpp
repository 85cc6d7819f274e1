// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/ImportParts.h"

#include <algorithm>

namespace knockback::vault {

namespace {

bool isName(QByteArrayView text) {
    const auto fits = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' ||
               c == '-';
    };
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), fits);
}

// Where the quote that opens `text` is closed; -1 = not in it.
qsizetype closing(QByteArrayView text) {
    const char quote = text[0];
    for (qsizetype i = 1; i < text.size(); ++i) {
        if (quote == '"' && text[i] == '\\')
            ++i;
        else if (text[i] == quote)
            return i;
    }
    return -1;
}

// Between double quotes: \n \r \t \" \\ \$; between single ones nothing is special.
base::Secret unquoted(QByteArrayView inside, bool escapes) {
    base::Secret value = base::Secret::zeros(inside.size());
    qsizetype length = 0;
    for (qsizetype i = 0; i < inside.size(); ++i) {
        char c = inside[i];
        if (escapes && c == '\\' && i + 1 < inside.size()) {
            c = inside[++i];
            c = c == 'n' ? '\n' : c == 'r' ? '\r' : c == 't' ? '\t' : c;
        }
        value.data()[length++] = static_cast<unsigned char>(c);
    }
    return base::Secret::copyOf(value.reveal().first(length));
}

// A value that is not in quotes ends at a blank before '#'.
QByteArrayView withoutComment(QByteArrayView value) {
    for (qsizetype i = 0; i < value.size(); ++i)
        if (value[i] == '#' && (i == 0 || value[i - 1] == ' ' || value[i - 1] == '\t'))
            return value.first(i).trimmed();
    return value.trimmed();
}

bool refersToOthers(QByteArrayView value) {
    return value.contains("${") || value.contains("$(");
}
} // namespace

// NAME=value, with or without `export`, quotes and a comment; a quoted value may run over several lines.
ImportedFile readDotEnv(QByteArrayView text) {
    ImportedFile file{ImportFormat::DotEnv, {}, {}};
    LineReader lines(text);
    QByteArrayView line;
    while (lines.next(line)) {
        const int number = lines.number();
        auto left = line.trimmed();
        if (left.startsWith("export "))
            left = left.sliced(7).trimmed();
        const auto equals = left.indexOf('=');
        if (left.isEmpty() || left.startsWith('#') || equals <= 0)
            continue;
        const auto name = left.first(equals).trimmed();
        auto value = left.sliced(equals + 1).trimmed();
        const bool quoted = value.startsWith('"') || value.startsWith('\'');
        // What follows in the text up to the closing quote belongs to the value.
        while (quoted && closing(value) < 0 && lines.next(line))
            value = QByteArrayView(value.data(), line.data() + line.size() - value.data());
        const auto end = quoted ? closing(value) : -1;
        if (!isName(name) || (quoted && end < 0)) {
            file.notes << QStringLiteral("Line %1 is not of the form NAME=value.").arg(number);
            continue;
        }
        const auto plain = quoted ? value.sliced(1, end - 1) : withoutComment(value);
        if (plain.isEmpty())
            continue;
        if (refersToOthers(plain) && !value.startsWith('\'')) {
            file.notes << QStringLiteral("%1 in line %2 is made of other variables and was left out.")
                              .arg(QString::fromUtf8(name))
                              .arg(number);
            continue;
        }
        file.found.push_back(secretOfVariable(name, unquoted(plain, value.startsWith('"')),
                                              QStringLiteral("%1, line %2").arg(QString::fromUtf8(name)).arg(number)));
    }
    return file;
}

} // namespace knockback::vault
