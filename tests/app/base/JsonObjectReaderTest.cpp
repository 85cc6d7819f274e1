// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/JsonObjectReader.h"

#include <gtest/gtest.h>

namespace knockback::base {
namespace {

using Lone = JsonObjectReader::Lone;

// What is wrong with the text when it is read like this.
std::string problemOf(const char* json, const JsonObjectReader::Read& read) {
    const auto object = parseJsonObject(json);
    if (!object)
        return object.error().toStdString();
    QString problem;
    JsonObjectReader reader(*object, {}, problem);
    read(reader);
    reader.done();
    return problem.toStdString();
}

TEST(JsonObjectReader, AFileThatIsNoObjectIsToldWithLineAndColumn) {
    const auto nothing = [](JsonObjectReader&) {};
    EXPECT_TRUE(problemOf("{\n \"a\": oops}", nothing).starts_with("line 2, column "));
    EXPECT_EQ(problemOf("[]", nothing), "it must be one JSON object");
    EXPECT_EQ(problemOf("{}", nothing), "");
}

TEST(JsonObjectReader, TakesWhatIsAskedForAndNothingElse) {
    const auto read = [](JsonObjectReader& in) {
        EXPECT_EQ(in.text("name"), QStringLiteral("x"));
        EXPECT_EQ(in.integer("count", 1, 9), 3);
        EXPECT_EQ(in.number("share", 0, 1, 0.5), 0.5);
        EXPECT_TRUE(in.flag("on", true));
        EXPECT_EQ(in.optionalFlag("off"), std::nullopt);
        EXPECT_EQ(in.texts("one"), QStringList{QStringLiteral("a")});
        EXPECT_EQ(in.integers("codes", 100, 999), (std::vector<int>{429, 503}));
        EXPECT_EQ(in.lines("lines"), (QStringList{QString(), QStringLiteral("b")}));
    };
    EXPECT_EQ(problemOf(R"({"$schema": "s", "name": "x", "count": 3, "one": "a", "codes": [429, 503],
                            "lines": ["", "b"]})",
                        read),
              "");
    EXPECT_EQ(
        problemOf(R"({"name": "x", "count": 3, "one": "a", "codes": [429, 503], "lines": ["", "b"], "odd": 1})", read),
        "\"odd\" is not known here; known are: name, count, share, on, off, one, codes, lines");
}

TEST(JsonObjectReader, SaysWhereAndWhatItMustBe) {
    const auto deep = [](JsonObjectReader& in) {
        in.objects("rows", [](JsonObjectReader& row) {
            row.object("cell", true, [](JsonObjectReader& cell) { static_cast<void>(cell.integer("x", 0, 9)); });
        });
    };
    EXPECT_EQ(problemOf(R"({"rows": [{"cell": {"x": 1}}, {"cell": {"x": 10}}]})", deep),
              "\"rows[1].cell.x\" must be a whole number from 0 to 9");
    EXPECT_EQ(problemOf(R"({"rows": [{"cell": {"x": 0.5}}]})", deep),
              "\"rows[0].cell.x\" must be a whole number from 0 to 9");
    EXPECT_EQ(problemOf(R"({"rows": [{}]})", deep), "\"rows[0].cell\" must be an object");
    EXPECT_EQ(problemOf(R"({"rows": [{"cell": {"x": 1, "y": 1}}]})", deep),
              "\"rows[0].cell.y\" is not known here; known are: x");
    EXPECT_EQ(problemOf(R"({"rows": [7]})", deep), "\"rows[0]\" must be an object");
    EXPECT_EQ(problemOf(R"({"rows": {}})", deep), "\"rows\" must be a list of objects");
    EXPECT_EQ(problemOf(R"({"rows": []})", deep), "");
}

TEST(JsonObjectReader, OneMayStandForAListWhereThatIsAllowed) {
    int seen = 0;
    const auto lone = [&](JsonObjectReader& in) {
        in.objects(
            "row", [&](JsonObjectReader&) { ++seen; }, Lone::Allowed);
    };
    EXPECT_EQ(problemOf(R"({"row": {}})", lone), "");
    EXPECT_EQ(problemOf(R"({"row": [{}, {}]})", lone), "");
    EXPECT_EQ(seen, 3);
    EXPECT_EQ(problemOf(R"({"row": []})", lone), "\"row\" must have at least one entry");
    const auto texts = [](JsonObjectReader& in) { static_cast<void>(in.texts("names", Lone::Refused)); };
    EXPECT_EQ(problemOf(R"({"names": "a"})", texts), "\"names\" must be a list of texts");
    EXPECT_EQ(problemOf(R"({"names": ["a", ""]})", texts), "\"names[1]\" must be a text that is not empty");
    EXPECT_EQ(problemOf(R"({"names": []})", texts), "");
    const auto either = [](JsonObjectReader& in) { static_cast<void>(in.texts("names")); };
    EXPECT_EQ(problemOf(R"({"names": "a"})", either), "");
    EXPECT_EQ(problemOf(R"({"names": []})", either), "\"names\" must have at least one entry");
}

TEST(JsonObjectReader, OnlyTheFirstProblemIsTold) {
    EXPECT_EQ(problemOf(R"({"a": 1, "b": 2})",
                        [](JsonObjectReader& in) {
                            static_cast<void>(in.text("a"));
                            static_cast<void>(in.flag("b", false));
                        }),
              "\"a\" must be a text that is not empty");
}

} // namespace
} // namespace knockback::base
