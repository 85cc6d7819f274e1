// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/FuzzyMatch.h"
#include "ui/models/PaletteEntry.h"

#include <gtest/gtest.h>

namespace knockback::ui {
namespace {

TEST(FuzzyMatch, LettersInOrderFit) {
    EXPECT_TRUE(fuzzyScore(u"srp", u"Search repositories"));
    EXPECT_TRUE(fuzzyScore(u"SEARCH", u"search"));
    EXPECT_FALSE(fuzzyScore(u"rps", u"Step"));
    EXPECT_FALSE(fuzzyScore(u"x", u""));
    EXPECT_EQ(fuzzyScore(u"  ", u"anything"), 0);
}

TEST(FuzzyMatch, BetterFitsScoreHigher) {
    EXPECT_GT(fuzzyScore(u"list", u"List customers"), fuzzyScore(u"list", u"Show the list"));
    EXPECT_GT(fuzzyScore(u"list", u"Show the list"), fuzzyScore(u"list", u"Lost in storage tanks"));
    EXPECT_GT(fuzzyScore(u"sl", u"Sync ledger"), fuzzyScore(u"sl", u"Missal"));
}

TEST(PaletteEntry, SortsByFitAndKeepsOrderWithoutTyping) {
    const auto entry = [](const char* kind, const char* text) {
        return PaletteEntry{QString::fromLatin1(kind), QString::fromLatin1(text), {}, [] {}};
    };
    const std::vector entries{entry("Action", "Send"), entry("Request", "GET Sender list"),
                              entry("Action", "Close tab")};
    const auto all = matching(entries, {});
    ASSERT_EQ(all.size(), 3U);
    EXPECT_EQ(all[2].text, QStringLiteral("Close tab"));
    EXPECT_EQ(matching(entries, QStringLiteral("send")).at(0).text, QStringLiteral("Send"));
    EXPECT_EQ(matching(entries, QStringLiteral("request list")).at(0).text, QStringLiteral("GET Sender list"));
    EXPECT_TRUE(matching(entries, QStringLiteral("zzz")).empty());
    EXPECT_EQ(matching(entries, {}, 1).size(), 1U);
}

} // namespace
} // namespace knockback::ui
