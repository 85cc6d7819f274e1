// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/StructuredFields.h"

namespace knockback::http {

TEST(StructuredFields, readsEveryTypeOfItem) {
    EXPECT_EQ(parseSfItem("-42")->value, SfBare(qint64(-42)));
    EXPECT_EQ(parseSfItem("4.5")->value, SfBare(4.5));
    EXPECT_EQ(parseSfItem("\"a \\\"b\\\\\"")->value, SfBare(SfString{"a \"b\\"}));
    EXPECT_EQ(parseSfItem("*a/b:c")->value, SfBare(SfToken{"*a/b:c"}));
    EXPECT_EQ(parseSfItem(":aGVsbG8=:")->value, SfBare(SfBytes{"hello"}));
    EXPECT_EQ(parseSfItem("?1")->value, SfBare(true));
    EXPECT_EQ(parseSfItem("@1659578233")->value, SfBare(SfDate{1659578233}));
    EXPECT_EQ(parseSfItem("%\"f%c3%bc\"")->value, SfBare(SfDisplayString{QStringLiteral("f\u00fc")}));
}

TEST(StructuredFields, readsARateLimitPolicy) {
    const auto list = parseSfList("\"burst\";q=100;w=60, \"day\";q=1000;w=86400;pk=:YQ==:");
    ASSERT_TRUE(list);
    ASSERT_EQ(list->size(), 2u);
    const auto& day = std::get<SfItem>((*list)[1]);
    EXPECT_EQ(sfText(day.value), "day");
    EXPECT_EQ(day.parameters.number("q"), 1000);
    EXPECT_EQ(day.parameters.number("w"), 86400);
    EXPECT_EQ(day.parameters.number("pk"), std::nullopt);
    EXPECT_EQ(*day.parameters.find("pk"), SfBare(SfBytes{"a"}));
}

TEST(StructuredFields, innerListsAndDictionaries) {
    const auto dictionary = parseSfDictionary("a=(1 2);x, b, c=?0, a=3");
    ASSERT_TRUE(dictionary);
    ASSERT_EQ(dictionary->size(), 3u);
    EXPECT_EQ((*dictionary)[0].key, "a");
    EXPECT_EQ(std::get<SfItem>((*dictionary)[0].member).value, SfBare(qint64(3)));
    EXPECT_EQ(std::get<SfItem>((*dictionary)[1].member).value, SfBare(true));
}

TEST(StructuredFields, emptyTextIsAnEmptyListAndNoItem) {
    EXPECT_TRUE(parseSfList("")->empty());
    EXPECT_TRUE(parseSfDictionary("  ")->empty());
    EXPECT_FALSE(parseSfItem(""));
}

struct UnreadableSfCase {
    const char* text;
    qsizetype position;
};
class UnreadableSfList : public testing::TestWithParam<UnreadableSfCase> {};
TEST_P(UnreadableSfList, saysWhere) {
    const auto list = parseSfList(GetParam().text);
    ASSERT_FALSE(list);
    EXPECT_EQ(list.error().position, GetParam().position);
    EXPECT_FALSE(list.error().reason.isEmpty());
    EXPECT_TRUE(list.error().sentence().contains(QString::number(GetParam().position)));
}
INSTANTIATE_TEST_SUITE_P(
    Cases, UnreadableSfList,
    testing::Values(UnreadableSfCase{"1,", 2}, UnreadableSfCase{"1,,2", 2}, UnreadableSfCase{"1 2", 2},
                    UnreadableSfCase{"a;=1", 2}, UnreadableSfCase{"a;B=1", 2}, UnreadableSfCase{"a, \"b", 3},
                    UnreadableSfCase{"a, (1", 3}, UnreadableSfCase{"(1(2))", 2}, UnreadableSfCase{"1.", 0},
                    UnreadableSfCase{"1.2345", 0}, UnreadableSfCase{"1234567890123456", 0}, UnreadableSfCase{"-", 1},
                    UnreadableSfCase{":a:", 0}, UnreadableSfCase{"?2", 1}, UnreadableSfCase{"@1.5", 0},
                    UnreadableSfCase{"%\"%C3\"", 3}, UnreadableSfCase{"\"\xc3\"", 1}, UnreadableSfCase{"limit=10", 5},
                    UnreadableSfCase{"\"\\x\"", 2}));

TEST(StructuredFields, refusesToWriteWhatCannotBeRead) {
    EXPECT_FALSE(serializeSf(SfItem{SfString{"line\nbreak"}, {}}));
    EXPECT_FALSE(serializeSf(SfItem{SfToken{"two words"}, {}}));
    EXPECT_FALSE(serializeSf(SfItem{SfToken{""}, {}}));
    EXPECT_FALSE(serializeSf(SfItem{qint64(1'000'000'000'000'000), {}}));
    EXPECT_FALSE(serializeSf(SfItem{1e12, {}}));
    EXPECT_FALSE(serializeSf(SfItem{std::numeric_limits<double>::quiet_NaN(), {}}));
    SfItem item{qint64(1), {}};
    item.parameters.set("Big", true);
    EXPECT_FALSE(serializeSf(item));
}

TEST(StructuredFields, writesWhatItRead) {
    const QByteArray text = "\"default\";r=50;t=30, (a \"b\" 1.5);x=?0;y, :aGk=:, @5, %\"%e2%82%ac\", ?0";
    const auto list = parseSfList(text);
    ASSERT_TRUE(list);
    const auto written = serializeSf(*list);
    ASSERT_TRUE(written);
    EXPECT_EQ(*written, text);
}

} // namespace knockback::http
