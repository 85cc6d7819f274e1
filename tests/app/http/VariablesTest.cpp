// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/Variables.h"

#include <map>

namespace knockback::http {

namespace {

VariableLookup table(std::map<QByteArray, QByteArray> values) {
    return [values = std::move(values)](const QByteArray& name) -> std::optional<QByteArray> {
        const auto found = values.find(name);
        return found == values.end() ? std::nullopt : std::optional(found->second);
    };
}

} // namespace

TEST(Variables, areFoundWithTheirPlaces) {
    const auto found = findVariables("a {{ x }} b{{vault:my key}}");
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(found[0].start, 2);
    EXPECT_EQ(found[0].length, 7);
    EXPECT_EQ(found[0].name, "x");
    EXPECT_FALSE(found[0].isVault());
    EXPECT_TRUE(found[1].isVault());
    EXPECT_EQ(found[1].vaultName(), "my key");
}

TEST(Variables, bracesThatAreNoVariableStayText) {
    EXPECT_TRUE(findVariables("{{").empty());
    EXPECT_TRUE(findVariables("{{x").empty());
    EXPECT_TRUE(findVariables("{{x\n}}").empty());
    EXPECT_TRUE(findVariables("{{ }}").empty());
    EXPECT_TRUE(findVariables("}}{x}").empty());
}

TEST(Variables, jsonAroundAVariableStaysWhole) {
    const auto result = substitute(R"({"a":{"b":{{x}}}})", table({{"x", "1"}}));
    EXPECT_EQ(result.text, R"({"a":{"b":1}})");
    EXPECT_EQ(substitute("{{{x}}}", table({{"x", "1"}})).text, "{1}");
}

TEST(Variables, valuesMayHoldVariables) {
    const auto result = substitute("{{url}}/v1", table({{"url", "https://{{host}}"}, {"host", "api.example"}}));
    EXPECT_EQ(result.text, "https://api.example/v1");
    EXPECT_TRUE(result.unresolved.empty());
}

TEST(Variables, unknownOnesStayAndAreNamedOnce) {
    const auto result = substitute("{{a}} {{ a }} {{b}}", table({}));
    EXPECT_EQ(result.text, "{{a}} {{ a }} {{b}}");
    EXPECT_EQ(result.unresolved, (std::vector<QByteArray>{"a", "b"}));
}

TEST(Variables, cyclesEndUnresolved) {
    const auto result = substitute("{{a}}", table({{"a", "{{b}}"}, {"b", "{{a}}"}}));
    EXPECT_EQ(result.text, "{{a}}");
    EXPECT_EQ(result.unresolved, std::vector<QByteArray>{"a"});
}

TEST(Variables, nestAtMostSixteenDeep) {
    std::map<QByteArray, QByteArray> chain;
    for (int i = 0; i < 40; ++i)
        chain["v" + QByteArray::number(i)] = "{{v" + QByteArray::number(i + 1) + "}}";
    const auto tooDeep = substitute("{{v0}}", table(chain));
    EXPECT_EQ(tooDeep.unresolved, std::vector<QByteArray>{"v16"});
    chain["v15"] = "end";
    EXPECT_EQ(substitute("{{v0}}", table(chain)).text, "end");
}

TEST(Variables, expansionIsBounded) {
    std::map<QByteArray, QByteArray> bomb;
    for (int i = 0; i < 15; ++i)
        bomb["v" + QByteArray::number(i)] = ("{{v" + QByteArray::number(i + 1) + "}}").repeated(10);
    bomb["v15"] = QByteArray(1000, 'x');
    const auto result = substitute("{{v0}}", [&](const QByteArray& name) { return bomb[name]; });
    EXPECT_FALSE(result.unresolved.empty());
    EXPECT_LT(result.text.size(), 64 * 1024 * 1024);
}

TEST(Variables, aSecretIsNeverATemplate) {
    const auto result = substitute("{{vault:k}}", table({{"vault:k", "p{{x}}q"}, {"x", "1"}}));
    EXPECT_EQ(result.text, "p{{x}}q");
    EXPECT_TRUE(result.unresolved.empty());
}

} // namespace knockback::http
