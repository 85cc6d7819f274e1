// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ratelimit/JsonFacts.h"

namespace knockback::ratelimit {

namespace {

std::optional<QByteArray> first(const char* json, const char* path) {
    const auto facts = JsonFacts::parse(json);
    return facts ? facts->firstValue(path) : std::nullopt;
}

} // namespace

TEST(JsonFacts, followsPaths) {
    const char* json = R"({"a":{"b":[{"c":"x"},{"c":7},{"d":1.5}]},"e.f":1})";
    EXPECT_EQ(first(json, "a.b.*.c"), "x");
    EXPECT_EQ(first(json, "a.b.*.d"), "1.500000");
    EXPECT_EQ(first(json, "a.*.*.c"), "x");
    EXPECT_EQ(first(json, "a.b"), std::nullopt) << "a list is no value";
    EXPECT_EQ(first(json, "a.x"), std::nullopt);
    EXPECT_EQ(first(json, ""), std::nullopt);
}

TEST(JsonFacts, numbersKeepWhatTheyAre) {
    EXPECT_EQ(first(R"({"n":1795255320000})", "n"), "1795255320000");
    EXPECT_EQ(first(R"({"n":0})", "n"), "0");
    EXPECT_EQ(first(R"({"n":-1})", "n"), "-1");
    EXPECT_EQ(first(R"({"n":true})", "n"), std::nullopt);
    EXPECT_EQ(first(R"({"n":null})", "n"), std::nullopt);
}

TEST(JsonFacts, thePlacesKnowWhatTheirStarStandsFor) {
    const auto facts = JsonFacts::parse(R"({"1122":[{"v":1},{"v":2}],"3344":[{"v":3}]})");
    ASSERT_TRUE(facts);
    const auto places = facts->places("*.*");
    ASSERT_EQ(places.size(), 3u);
    EXPECT_EQ(places[0].first, "1122");
    EXPECT_EQ(places[2].first, "3344");
    EXPECT_EQ(JsonFacts::value(places[2], "v"), "3");
}

TEST(JsonFacts, whatIsNoJsonIsNothing) {
    for (const char* text : {"", " ", "42", "\"x\"", "{", "[1,", "<html>", "{]}"})
        EXPECT_FALSE(JsonFacts::parse(text)) << text;
    EXPECT_TRUE(JsonFacts::parse(" \n[1]"));
}

TEST(JsonFacts, isBoundedInDepthAndNumber) {
    EXPECT_FALSE(JsonFacts::parse(QByteArray(100'000, '[')));
    QByteArray many = "[";
    for (int i = 0; i < 5000; ++i)
        many += "[1],";
    const auto facts = JsonFacts::parse(many + "[1]]");
    ASSERT_TRUE(facts);
    EXPECT_EQ(facts->places("*").size(), 100u);
}

} // namespace knockback::ratelimit
