// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/PlainWords.h"

#include "app/vault/SecretShape.h"

#include <algorithm>

namespace knockback::vault {

namespace {

bool isLower(char c) {
    return c >= 'a' && c <= 'z';
}
bool isUpper(char c) {
    return c >= 'A' && c <= 'Z';
}
bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

// So many of the first bytes are of that kind.
qsizetype ahead(QByteArrayView text, bool (*kind)(char)) {
    return std::find_if_not(text.begin(), text.end(), kind) - text.begin();
}

// "open", "openApiKeys", "HTTP", "userID": the capitals of made keys stand anywhere.
bool isWritten(QByteArrayView letters) {
    letters = letters.sliced(ahead(letters, isLower));
    while (!letters.empty()) {
        const auto capitals = ahead(letters, isUpper);
        letters = letters.sliced(capitals);
        const auto lower = ahead(letters, isLower);
        if (!letters.empty() && (capitals > 1 || lower < 2))
            return false;
        letters = letters.sliced(lower);
    }
    return true;
}

// A word, a number, or a short one with the other behind it.
bool isPlainRun(QByteArrayView run) {
    constexpr qsizetype longestMixture = 7;
    constexpr qsizetype longestNumber = 12;
    constexpr qsizetype longestWord = 20;
    const auto letters = [](char c) { return isLower(c) || isUpper(c); };
    const auto digits = ahead(run, isDigit);
    if (digits == run.size())
        return digits <= longestNumber;
    const auto word = run.sliced(digits).first(ahead(run.sliced(digits), +letters));
    const auto behind = run.sliced(digits + word.size());
    if (!isWritten(word) || (digits > 0 && !behind.empty()) || ahead(behind, isDigit) != behind.size())
        return false;
    return run.size() <= (word.size() == run.size() ? longestWord : longestMixture);
}

} // namespace

bool isPlainWords(QByteArrayView text) {
    qsizetype from = 0;
    for (qsizetype at = 0; at <= text.size(); ++at) {
        if (at < text.size() && (isLower(text[at]) || isUpper(text[at]) || isDigit(text[at])))
            continue;
        const bool joint = at == text.size() || QByteArrayView("-_./~:[], ").contains(text[at]);
        if (!joint || !isPlainRun(text.sliced(from, at - from)))
            return false;
        from = at + 1;
    }
    return !knownShape(text);
}

QString missingCredential(QByteArrayView name) {
    return isPlainWords(name) ? QStringLiteral("There is no credential “%1” in the vault").arg(QString::fromUtf8(name))
                              : QStringLiteral("There is no credential of that name in the vault");
}

} // namespace knockback::vault
