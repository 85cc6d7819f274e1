// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/VariableScope.h"

#include <gtest/gtest.h>

namespace knockback::ui {
namespace {

class VariableScopeTest : public testing::Test {
protected:
    VariableScopeTest() {
        view.environments[QStringLiteral("staging")] = {{"base", "https://staging"}, {"lab", "never"}};
        view.fileVariables = {{"base", "https://file"}, {"topic", "qt"}};
        credential.name = "github-app";
        credential.hosts = {"api.github.com"};
    }
    VariableScope scope(const char* environment) {
        return VariableScope(view, QString::fromLatin1(environment), {{"lab", "http://127.0.0.1:1"}}, {credential});
    }
    WorkspaceView view;
    vault::Credential credential;
};

TEST_F(VariableScopeTest, TheStrongerOriginWins) {
    const auto staging = scope("staging");
    EXPECT_EQ(staging.find("base")->value, QStringLiteral("https://staging"));
    EXPECT_EQ(staging.find("base")->origin, QStringLiteral("environment staging"));
    EXPECT_EQ(staging.find("lab")->value, QStringLiteral("http://127.0.0.1:1"));
    EXPECT_EQ(staging.find("topic")->value, QStringLiteral("qt"));
    EXPECT_FALSE(staging.find("nowhere"));
    EXPECT_EQ(scope("").find("base")->value, QStringLiteral("https://file"));
}

TEST_F(VariableScopeTest, TwoFilesWithOneName) {
    view.files[QStringLiteral("a.http")] = {{{"base", "https://a"}},
                                            {{QStringLiteral("staging"), {{"base", "https://a"}, {"key", "k"}}}}};
    view.files[QStringLiteral("b.http")] = {{{"base", "https://b"}}, {}};
    const auto staging = scope("staging");
    const auto a = staging.forFile(QStringLiteral("a.http"));
    EXPECT_EQ(a.find("base")->value, QStringLiteral("https://a"));
    EXPECT_EQ(scope("").forFile(QStringLiteral("a.http")).find("base")->origin, QStringLiteral("file a.http"));
    EXPECT_EQ(a.find("key")->origin, QStringLiteral("environment staging"));
    EXPECT_EQ(a.find("lab")->value, QStringLiteral("http://127.0.0.1:1"));
    EXPECT_EQ(a.merged().at("base"), "https://a");
    EXPECT_EQ(staging.forFile(QStringLiteral("b.http")).find("base")->value, QStringLiteral("https://b"));
    EXPECT_EQ(staging.forFile(QString()).find("base")->value, QStringLiteral("https://staging"));
}

TEST_F(VariableScopeTest, WhatIsSentIsWhatIsShown) {
    const auto staging = scope("staging");
    for (const auto& [name, value] : staging.merged())
        EXPECT_EQ(staging.find(name)->value, QString::fromUtf8(value));
    EXPECT_EQ(staging.merged().size(), 3U);
}

TEST_F(VariableScopeTest, ACredentialIsKnownButNeverShown) {
    const auto info = scope("").find("vault: github-app");
    ASSERT_TRUE(info);
    EXPECT_EQ(info->value, QStringLiteral("secret"));
    EXPECT_TRUE(info->origin.contains(QStringLiteral("api.github.com")));
    EXPECT_FALSE(scope("").find("vault:other"));
    EXPECT_FALSE(scope("").merged().contains("vault:github-app"));
}

TEST_F(VariableScopeTest, UnresolvedNamesAreFoundInValuesToo) {
    view.fileVariables["deep"] = "{{base}}/{{gone}}";
    view.fileVariables["loop"] = "{{loop}}";
    const auto staging = scope("staging");
    EXPECT_EQ(staging.unresolved("{{base}}/{{deep}}/{{x}}?k={{vault:github-app}}&x={{x}}&v={{vault:no}}"),
              (std::vector<QByteArray>{"gone", "x", "vault:no"}));
    EXPECT_EQ(staging.unresolved("{{loop}}"), (std::vector<QByteArray>{"loop"}));
    EXPECT_TRUE(staging.unresolved("{{base}}").empty());
    EXPECT_EQ(staging.environment(), QStringLiteral("staging"));
}

} // namespace
} // namespace knockback::ui
