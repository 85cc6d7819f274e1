// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/ArgumentMask.h"

#include "app/http/Url.h"
#include "app/vault/SecretShape.h"

#include <QFileInfo>

#include <algorithm>
#include <string_view>

namespace knockback::cli {

namespace {

bool isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

// A word, a number or a short mixture of both ("v2", "oauth2"), without the case going up and down as in made keys.
bool isPlainRun(QByteArrayView run) {
    constexpr qsizetype longestMixture = 7;
    constexpr qsizetype longestNumber = 12;
    constexpr qsizetype longestWord = 24;
    constexpr int mostHumps = 2; // "openApiKeys"
    const auto letters = std::count_if(run.begin(), run.end(), isLetter);
    const auto longest = letters == 0 ? longestNumber : letters == run.size() ? longestWord : longestMixture;
    int humps = 0;
    for (qsizetype at = 1; at < run.size(); ++at)
        humps += run[at - 1] >= 'a' && run[at] <= 'Z' && isLetter(run[at]) ? 1 : 0;
    return run.size() <= longest && humps <= mostHumps;
}

// Plain runs, held together by what stands in names, paths and addresses.
bool isPlain(QByteArrayView text) {
    qsizetype from = 0;
    for (qsizetype at = 0; at <= text.size(); ++at) {
        if (at < text.size() && (isLetter(text[at]) || isDigit(text[at])))
            continue;
        if (!isPlainRun(text.sliced(from, at - from)) ||
            (at < text.size() && !QByteArrayView("-_./~:[], ").contains(text[at])))
            return false;
        from = at + 1;
    }
    return true;
}

// "calls/requests.http" where that folder is: a name with a slip in it, which the user has to see.
bool isFileName(const QString& text) {
    const QFileInfo file(text);
    const QString ending = file.suffix();
    return file.exists() || (text.contains(u'/') && !ending.isEmpty() && ending.size() <= 5 &&
                             std::all_of(ending.begin(), ending.end(), [](QChar c) { return c.isLower(); }) &&
                             QFileInfo(file.path()).isDir());
}

bool maySay(const QByteArray& text) {
    return (isPlain(text) && !vault::knownShape(text)) || isFileName(QString::fromUtf8(text));
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
