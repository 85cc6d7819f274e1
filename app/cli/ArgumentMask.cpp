// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/ArgumentMask.h"

#include "app/http/Url.h"
#include "app/vault/PlainWords.h"

#include <QFileInfo>

#include <algorithm>
#include <string_view>

namespace knockback::cli {

namespace {

// "calls/requests.http" or "calls/old" where that folder is: a name with a slip in it, which the user has to see.
bool isFileName(const QString& text) {
    const QFileInfo file(text);
    const QString ending = file.suffix();
    const bool ended = !ending.isEmpty() && ending.size() <= 5 &&
                       std::all_of(ending.begin(), ending.end(), [](QChar c) { return c.isLower(); });
    const bool named = ended || vault::isPlainWords(file.fileName().toUtf8());
    return file.exists() || (text.contains(u'/') && named && QFileInfo(file.path()).isDir());
}

// The braces of "{{base}}/items" hold the words of a name together.
bool maySay(const QByteArray& text) {
    const QByteArray bare = QByteArray(text).replace("{{", "").replace("}}", "");
    return vault::isPlainWords(bare) || isFileName(QString::fromUtf8(text));
}

// What a sentence may quote of an argument: all of it, the folder it is in, a line, what follows the sign after a name,
// a word.
std::vector<QByteArray> partsOf(const QByteArray& argument) {
    std::vector<QByteArray> parts{argument, argument.trimmed(), argument.left(argument.lastIndexOf('/'))};
    for (const QByteArray& line : argument.split('\n'))
        parts.push_back(line.trimmed());
    for (const char sign : {':', '=', '@', ';'})
        if (const auto at = argument.indexOf(sign); at >= 0)
            parts.push_back(argument.mid(at + 1).trimmed());
    if (const auto at = argument.indexOf("{{"); at >= 0) // a variable's or a credential's name
        parts.push_back(argument.mid(at + 2, argument.indexOf("}}", at) - at - 2).replace("vault:", ""));
    qsizetype from = 0;
    for (qsizetype at = 0; at <= argument.size(); ++at)
        if (at == argument.size() || QByteArrayView(" \t\r\n:;=@{}\"'&?<>").contains(argument[at])) {
            parts.push_back(argument.mid(from, at - from));
            from = at + 1;
        }
    return parts;
}

} // namespace

ArgumentMask::ArgumentMask(int argc, const char* const* argv) {
    bool passphraseFile = false;
    for (int number = 1; number < argc; ++number) {
        add(QByteArray(argv[number]), passphraseFile, number);
        passphraseFile = std::string_view(argv[number]).ends_with("passphrase-file");
    }
    std::stable_sort(m_parts.begin(), m_parts.end(),
                     [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
}

void ArgumentMask::add(const QByteArray& argument, bool passphraseFile, int number) {
    constexpr qsizetype shortest = 4;
    const auto url = http::parseUrl(argument);
    for (const QByteArray& part : partsOf(argument)) {
        const bool mistakenForAFile = passphraseFile && !QFileInfo::exists(QString::fromUtf8(part));
        const bool host = url && !url->host.isEmpty() && url->authority().startsWith(part.toLower());
        if (part.size() >= shortest && (mistakenForAFile || !(host || maySay(part))))
            m_parts.emplace_back(QString::fromUtf8(part), QStringLiteral("‹argument %1›").arg(number));
    }
}

QString ArgumentMask::hide(QString sentence) const {
    for (const auto& [part, number] : m_parts)
        sentence.replace(part, number);
    return sentence;
}

} // namespace knockback::cli
