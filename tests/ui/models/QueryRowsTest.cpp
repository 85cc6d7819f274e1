// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/QueryRows.h"

#include <gtest/gtest.h>

namespace knockback::ui {
namespace {

NameValueRow row(const char* name, const char* value, bool enabled = true) {
    return {QString::fromUtf8(name), QString::fromUtf8(value), enabled};
}
QString text(const char* utf8) {
    return QString::fromUtf8(utf8);
}

TEST(QueryRows, ReadsNamesAndValuesDecoded) {
    EXPECT_EQ(rowsOfUrl(text("https://x/p?a=1&b=two+words&c=%C3%A9&flag&=v&a=2#frag")),
              (std::vector{row("a", "1"), row("b", "two words"), row("c", "é"), row("flag", ""), row("", "v"),
                           row("a", "2")}));
}

TEST(QueryRows, AUrlWithoutQueryHasNoRows) {
    EXPECT_TRUE(rowsOfUrl(text("https://x/p")).empty());
    EXPECT_TRUE(rowsOfUrl(text("https://x/p?")).empty());
    EXPECT_TRUE(rowsOfUrl(text("")).empty());
}

TEST(QueryRows, VariablesAreKeptWhole) {
    const QString url = text("{{base}}/s?q={{topic?&#=}}&n={{n}}");
    EXPECT_EQ(rowsOfUrl(url), (std::vector{row("q", "{{topic?&#=}}"), row("n", "{{n}}")}));
    EXPECT_EQ(urlWithRows(url, rowsOfUrl(url)), url);
}

TEST(QueryRows, WhatAUrlCannotHoldIsEncoded) {
    EXPECT_EQ(urlWithRows(text("http://x/?old=1#f"), {row("a b", "c&d=e#g"), row("v", "{{x}}+é")}),
              text("http://x/?a%20b=c%26d%3De%23g&v={{x}}%2B%C3%A9#f"));
}

TEST(QueryRows, DisabledAndEmptyRowsStayOut) {
    EXPECT_EQ(urlWithRows(text("http://x/?a=1"), {row("a", "1", false), row("", "")}), text("http://x/"));
}

// What is written is read again as the same rows.
TEST(QueryRows, RoundTrip) {
    for (const char* value :
         {"", "plain", "a=b", "100%", "%41", "a+b", "two words", "é€𝄞", "{{v}}", "x{{v}}y", "{{open"}) {
        const std::vector rows{row("name", value), row("k", "v")};
        EXPECT_EQ(rowsOfUrl(urlWithRows(text("http://x/"), rows)), rows) << value;
    }
}

// An edit of one row leaves the others' bytes alone.
TEST(QueryRows, RowsThatDidNotChangeKeepTheirSpelling) {
    const QString url = text("http://x/?a&b=&c=two+words&c=two%20words&d=100%&e=%2b&f=%FF#h");
    auto rows = rowsOfUrl(url);
    EXPECT_EQ(urlWithRows(url, rows), url);
    rows[1].value = text("#1&2");
    std::swap(rows[5], rows[4]);
    EXPECT_EQ(urlWithRows(url, rows), text("http://x/?a&b=%231%262&c=two+words&c=two%20words&e=%2b&d=100%&f=%FF#h"));
}

TEST(QueryRows, APlusInAVariableIsItsName) {
    EXPECT_EQ(rowsOfUrl(text("?a={{x+y}}+z")), (std::vector{row("a", "{{x+y}} z")}));
}

TEST(QueryRows, DisabledRowsSurviveAnEditOfTheUrl) {
    const std::vector shown{row("a", "1"), row("off", "x", false), row("b", "2")};
    EXPECT_EQ(mergedRows(shown, text("http://x/?a=9&b=2")),
              (std::vector{row("a", "9"), row("off", "x", false), row("b", "2")}));
    EXPECT_EQ(mergedRows(shown, text("http://x/")), (std::vector{row("off", "x", false)}));
}

} // namespace
} // namespace knockback::ui
