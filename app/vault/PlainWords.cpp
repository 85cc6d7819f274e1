// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/PlainWords.h"

#include "app/vault/SecretShape.h"

#include <algorithm>

namespace knockback::vault {

namespace {

bool isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

// A word, a number or a short mixture of both.
bool isPlainRun(QByteArrayView run) {
    constexpr qsizetype longestMixture = 7;
    constexpr qsizetype longestNumber = 12;
    constexpr qsizetype longestWord = 20;
    const auto letters = std::count_if(run.begin(), run.end(), isLetter);
    const auto longest = letters == 0 ? longestNumber : letters == run.size() ? longestWord : longestMixture;
    return run.size() <= longest;
}

// Made keys go up and down all the time.
bool isCaseSteady(QByteArrayView text) {
    constexpr int mostChanges = 4; // "openApiKeys"
    int changes = 0;
    for (qsizetype at = 1; at < text.size(); ++at)
        changes += isLetter(text[at - 1]) && isLetter(text[at]) && (text[at - 1] >= 'a') != (text[at] >= 'a') ? 1 : 0;
    return changes <= mostChanges;
}

} // namespace

bool isPlainWords(QByteArrayView text) {
    qsizetype from = 0;
    for (qsizetype at = 0; at <= text.size(); ++at) {
        if (at < text.size() && (isLetter(text[at]) || isDigit(text[at])))
            continue;
        const bool joint = at == text.size() || QByteArrayView("-_./~:[], ").contains(text[at]);
        if (!joint || !isPlainRun(text.sliced(from, at - from)))
            return false;
        from = at + 1;
    }
    return isCaseSteady(text) && !knownShape(text);
}

QString missingCredential(QByteArrayView name) {
    return isPlainWords(name) ? QStringLiteral("There is no credential “%1” in the vault").arg(QString::fromUtf8(name))
                              : QStringLiteral("There is no credential of that name in the vault");
}

} // namespace knockback::vault
