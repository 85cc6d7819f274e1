// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/diagnosis/PatternSet.h"
#include "app/diagnosis/RuleReader.h"

namespace knockback::diagnosis {
namespace {

TEST(Pattern, IgnoresCaseAndGivesTheFirstGroupOrTheWhole) {
    const QByteArray text = "xx Ray ID: 8E5f yy";
    const auto grouped = Pattern::make("ray id: ([0-9a-f]+)")->find(text);
    ASSERT_TRUE(grouped);
    EXPECT_EQ(text.mid(grouped->start, grouped->length), "8E5f");
    const auto whole = Pattern::make("ray id")->find(text);
    ASSERT_TRUE(whole);
    EXPECT_EQ(whole->start, 3);
    EXPECT_EQ(whole->length, 6);
}

TEST(Pattern, TakesAnyBytes) {
    EXPECT_TRUE(Pattern::make("b.d")->matches(QByteArrayView("a\xff"
                                                             "b\x80"
                                                             "d\0",
                                                             6)));
    EXPECT_FALSE(Pattern::make("x")->matches(QByteArrayView()));
    EXPECT_TRUE(Pattern::make("^$")->matches(QByteArrayView()));
}

TEST(Pattern, SaysWhatIsWrong) {
    EXPECT_FALSE(Pattern::make("(").ok());
    EXPECT_FALSE(Pattern::make("(?<=x)y").ok()) << "look-behind is not linear";
    EXPECT_FALSE(Pattern().matches("anything"));
}

TEST(PatternSet, AnswersForEachPatternAndSharesEqualOnes) {
    PatternSet set;
    const int a = set.add(*Pattern::make("alpha"));
    const int b = set.add(*Pattern::make("b[ae]ta"));
    EXPECT_EQ(set.add(*Pattern::make("alpha")), a);
    const auto found = set.match("some BETA here");
    ASSERT_EQ(found.size(), 2U);
    EXPECT_FALSE(found[static_cast<std::size_t>(a)]);
    EXPECT_TRUE(found[static_cast<std::size_t>(b)]);
    EXPECT_EQ(set.match({}), (std::vector<bool>{false, false}));
    EXPECT_TRUE(PatternSet().match("x").empty());
}

// Patterns compile on their first use: here all of them have it, so that a user never meets one that cannot.
TEST(Pattern, EveryBuiltInOneCanBeUsed) {
    const auto data = readBuiltInRules();
    ASSERT_TRUE(data.ok());
    for (const auto& rule : data->rules) {
        for (const auto* patterns : {&rule.when.body, &rule.when.bodyAll, &rule.when.said})
            for (const auto& wanted : *patterns)
                EXPECT_TRUE(wanted.pattern.isUsable()) << rule.id.constData();
        for (const auto* patterns : {&rule.when.titles, &rule.when.reasons, &rule.when.cookies, &rule.when.urls})
            for (const auto& pattern : *patterns)
                EXPECT_TRUE(pattern.isUsable()) << rule.id.constData();
        for (const auto& field : rule.when.headers)
            EXPECT_TRUE(!field.value || field.value->isUsable()) << rule.id.constData();
    }
}

} // namespace
} // namespace knockback::diagnosis
