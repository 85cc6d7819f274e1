// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/minimize/JsonLeaves.h"

namespace knockback::minimize {
namespace {

QByteArray pointers(const QByteArray& text) {
    QByteArray list;
    for (const auto& leaf : jsonLeaves(text).value_or(std::vector<JsonLeaf>()))
        list += leaf.pointer() + '=' + leaf.raw + ' ';
    return list.trimmed();
}

TEST(JsonLeavesTest, namesEveryScalarAndKeepsItsBytes) {
    EXPECT_EQ(pointers(R"({"a": 1.50, "b": {"c": "x\"}", "d": [true, null, {"e": -1e9}]}})"),
              R"(/a=1.50 /b/c="x\"}" /b/d/0=true /b/d/1=null /b/d/2/e=-1e9)");
}

TEST(JsonLeavesTest, emptyContainersAreLeavesButForTheRoot) {
    EXPECT_EQ(pointers(R"({"a": {}, "b": [ ], "c": [[], 1]})"), "/a={} /b=[] /c/0=[] /c/1=1");
    EXPECT_EQ(jsonLeaves("{}")->size(), 0u);
    EXPECT_EQ(jsonLeaves(" [ ] ")->size(), 0u);
}

TEST(JsonLeavesTest, specialCharactersInAPointer) {
    EXPECT_EQ(pointers(R"({"a/b~c": 1})"), "/a~1b~0c=1");
}

TEST(JsonLeavesTest, whatIsNoObjectOrArrayIsLeftWhole) {
    for (const char* text : {"", "12", "\"x\"", "{", "{\"a\":}", "{{body}}", R"({"a":1,"a":2})"})
        EXPECT_FALSE(jsonLeaves(text)) << text;
    EXPECT_FALSE(jsonLeaves(QByteArray(200, '[') + "1" + QByteArray(200, ']')));
}

TEST(JsonLeavesTest, allLeavesGiveTheSameValueBack) {
    for (const char* text : {R"({"a":1.50,"b":{"c":"x","d":[true,null,{"e":-1e9}]}})", "[]", "{}", "[[[1],2],[]]"})
        EXPECT_EQ(jsonText(*jsonLeaves(text), text[0] == '['), text);
}

TEST(JsonLeavesTest, anyLeavesMakeValidJsonWithJustTheseLeaves) {
    const QByteArray text = R"({"a":1,"b":{"c":"x","d":[true,null,{"e":2}]},"f":[[3]]})";
    const auto all = *jsonLeaves(text);
    for (unsigned bits = 0; bits < (1u << all.size()); ++bits) {
        std::vector<JsonLeaf> some;
        QList<QByteArray> scalars;
        for (std::size_t i = 0; i < all.size(); ++i)
            if (bits & (1u << i)) {
                some.push_back(all[i]);
                scalars << all[i].raw;
            }
        const auto again = jsonLeaves(jsonText(some, false));
        ASSERT_TRUE(again) << jsonText(some, false).constData();
        QList<QByteArray> found;
        for (const auto& leaf : *again)
            found << leaf.raw;
        EXPECT_EQ(found, scalars);
    }
}

TEST(JsonLeavesTest, leavesOfTwoTextsMeetInOneContainer) {
    auto leaves = *jsonLeaves(R"({"a":{"x":1},"b":2})");
    leaves.push_back(jsonLeaves(R"({"a":{"y":3}})")->front());
    EXPECT_EQ(jsonText(leaves, false), R"({"a":{"x":1,"y":3},"b":2})");
}

TEST(JsonLeavesTest, textsOfDifferentShapeDoNotFit) {
    const auto fit = [](const char* a, const char* b) { return fitTogether(*jsonLeaves(a), *jsonLeaves(b)); };
    EXPECT_TRUE(fit(R"({"a":{"x":1}})", R"({"a":{"y":1},"b":[1]})"));
    EXPECT_FALSE(fit(R"({"a":1})", R"({"a":{"x":1}})"));
    EXPECT_FALSE(fit(R"({"a":[1]})", R"({"a":{"0":1}})"));
    EXPECT_TRUE(fit("{}", R"({"a":1})"));
}

} // namespace
} // namespace knockback::minimize
