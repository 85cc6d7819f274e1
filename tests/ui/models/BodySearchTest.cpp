// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/BodySearch.h"

#include <gtest/gtest.h>

#include <random>

namespace knockback::ui {
namespace {

std::vector<TextMatch> search(const QByteArray& text, const SearchTerms& terms) {
    const auto pattern = TextPattern::compile(terms);
    EXPECT_TRUE(pattern.ok());
    return searchBody(http::Body(text), *pattern).matches;
}

TEST(BodySearch, PlainTextIsFoundInAnyCaseOrJustAsWritten) {
    const QByteArray text = "Rate rate RATE é É";
    EXPECT_EQ(search(text, {QStringLiteral("rate")}), (std::vector<TextMatch>{{0, 4}, {5, 4}, {10, 4}}));
    EXPECT_EQ(search(text, {QStringLiteral("rate"), true}), (std::vector<TextMatch>{{5, 4}}));
    EXPECT_EQ(search(text, {QStringLiteral("é")}).size(), 2U);
    EXPECT_EQ(search(text, {QStringLiteral(".")}).size(), 0U);
    EXPECT_TRUE(search(text, {}).empty());
    EXPECT_TRUE(search({}, {QStringLiteral("x")}).empty());
}

TEST(BodySearch, RegularExpressionsKnowLines) {
    const QByteArray text = "id: 1\nid: 22\nno id: 3\n";
    EXPECT_EQ(search(text, {QStringLiteral("^id: \\d+$"), false, true}), (std::vector<TextMatch>{{0, 5}, {6, 6}}));
    EXPECT_EQ(search(text, {QStringLiteral("x*"), false, true}).size(), 0U);
    const auto broken = TextPattern::compile({QStringLiteral("("), false, true});
    ASSERT_FALSE(broken.ok());
    EXPECT_TRUE(broken.error().startsWith(QStringLiteral("Not a regular expression: ")));
}

TEST(BodySearch, MatchesAcrossWindowsAreFoundOnce) {
    std::mt19937 random(9);
    QByteArray text(5 * 1024 * 1024, '.');
    std::vector<TextMatch> expected;
    for (qint64 at = 0; at + 40 < text.size(); at += 1 + static_cast<qint64>(random() % 9000)) {
        text.replace(at, 6, "NEEDLE");
        expected.push_back({at, 6});
        at += 6;
    }
    // And at the very borders of the windows.
    EXPECT_EQ(search(text, {QStringLiteral("NEEDLE"), true}), expected);
    EXPECT_EQ(search(text, {QStringLiteral("needle")}), expected);
    EXPECT_EQ(search(text, {QStringLiteral("N.{4}E"), true, true}), expected);
}

TEST(BodySearch, StopsAtTheMostThatIsAskedFor) {
    const auto pattern = TextPattern::compile({QStringLiteral("a"), true});
    const auto found = searchBody(http::Body(QByteArray(100, 'a')), *pattern, {}, 10);
    EXPECT_EQ(found.matches.size(), 10U);
    EXPECT_TRUE(found.more);
    EXPECT_FALSE(searchBody(http::Body(QByteArray(10, 'a')), *pattern, {}, 10).more);
}

} // namespace
} // namespace knockback::ui
