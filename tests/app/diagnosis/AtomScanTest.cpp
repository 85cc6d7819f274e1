// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/diagnosis/AtomScan.h"
#include "app/diagnosis/RuleTables.h"
#include "tests/support/SeededRandom.h"

#include <QByteArray>

#include <gtest/gtest.h>

#include <algorithm>

namespace knockback::diagnosis::test {
namespace {

using knockback::test::SeededRandom;

const RuleTables& tables = builtInRuleTables;

QByteArray wordOf(const AtomTable& table, std::size_t i) {
    const auto text = tables.at(table.atoms[i]);
    return {text.data(), static_cast<qsizetype>(text.size())};
}

QByteArray lower(QByteArray text) {
    std::transform(text.begin(), text.end(), text.begin(), [](char c) { return static_cast<char>(lowered(c)); });
    return text;
}

// The slow way.
std::vector<bool> searched(const QByteArray& text, const AtomTable& table) {
    const QByteArray plain = lower(text);
    std::vector<bool> seen(table.atoms.size());
    for (std::size_t i = 0; i < seen.size(); ++i)
        seen[i] = plain.contains(wordOf(table, i));
    return seen;
}

TEST(AtomScan, FindsEveryWordWhereverItStandsInLettersOfEitherCase) {
    for (const auto& table : tables.atoms) {
        for (std::size_t i = 0; i < table.atoms.size(); i += 7) {
            const QByteArray word = wordOf(table, i);
            for (int before = 0; before < 5; ++before)
                for (const auto& written : {word, word.toUpper()})
                    ASSERT_TRUE(atomsIn(QByteArray(before, '.') + written, table, tables.text)[i])
                        << written.constData() << " behind " << before;
            ASSERT_FALSE(atomsIn(word.chopped(1), table, tables.text)[i]) << word.constData();
        }
    }
}

TEST(AtomScan, SaysWhatASearchForEachWordSays) {
    SeededRandom random(23);
    const auto below = [&](std::size_t bound) { return static_cast<std::size_t>(random.next() % bound); };
    for (int round = 0; round < 60; ++round) {
        const auto& table = tables.atoms[below(tables.atoms.size())];
        QByteArray text;
        for (std::size_t pieces = below(300); pieces > 0; --pieces) {
            QByteArray word = wordOf(table, below(table.atoms.size()));
            if (below(3) != 0) // most of them are not quite there
                word[static_cast<qsizetype>(below(static_cast<std::size_t>(word.size())))] =
                    static_cast<char>(random.next());
            text += below(2) ? word : word.toUpper();
            text.append(static_cast<qsizetype>(below(4)), ' ');
        }
        ASSERT_EQ(atomsIn(text, table, tables.text), searched(text, table)) << "round " << round;
    }
}

TEST(AtomScan, TakesTextsShorterThanAnyWord) {
    for (const auto& table : tables.atoms)
        for (const char* text : {"", "a", "ab", "abc", "abcd"})
            EXPECT_EQ(atomsIn(text, table, tables.text), searched(text, table));
}

} // namespace
} // namespace knockback::diagnosis::test
