// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/FuzzyMatch.h"

#include <QString>

namespace knockback::ui {

namespace {

constexpr int letterPoints = 1;
constexpr int runPoints = 4;
constexpr int wordStartPoints = 8;
constexpr int substringPoints = 40;
constexpr int prefixPoints = 60;

bool startsWord(QStringView text, qsizetype i) {
    if (i == 0 || !text[i - 1].isLetterOrNumber())
        return true;
    return text[i].isUpper() && text[i - 1].isLower();
}

// Letters in order, each at the earliest place.
std::optional<int> scattered(QStringView typed, QStringView text) {
    int score = 0;
    qsizetype at = 0;
    qsizetype previous = -2;
    for (const QChar wanted : typed) {
        if (wanted.isSpace())
            continue;
        const QChar folded = wanted.toCaseFolded();
        while (at < text.size() && text[at].toCaseFolded() != folded)
            ++at;
        if (at == text.size())
            return std::nullopt;
        score += letterPoints;
        if (previous == at - 1)
            score += runPoints;
        if (startsWord(text, at))
            score += wordStartPoints;
        previous = at++;
    }
    return score;
}

} // namespace

std::optional<int> fuzzyScore(QStringView typed, QStringView text) {
    const auto wanted = typed.trimmed();
    if (wanted.isEmpty())
        return 0;
    auto score = scattered(wanted, text);
    if (!score)
        return std::nullopt;
    if (const auto at = text.indexOf(wanted, 0, Qt::CaseInsensitive); at >= 0)
        *score += at == 0 ? prefixPoints : startsWord(text, at) ? substringPoints : substringPoints / 2;
    return *score - static_cast<int>(std::min<qsizetype>(text.size(), 80) / 8);
}

} // namespace knockback::ui
