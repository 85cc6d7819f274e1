// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/composer/ComposerFixture.h"

#include "ui/composer/CopyCode.h"

#include <QMenu>

namespace knockback::ui {
namespace {

using interop::CodeLanguage;
using workspace::AuthKind;

using ComposerFixtureForCopy = test::ComposerFixture;

CodeSource source() {
    CodeSource all;
    all.draft.method = "POST";
    all.draft.url = "{{base}}/items?q={{topic}}";
    all.draft.headers = {{"Content-Type", "application/json", true}, {"X-Off", "1", false}};
    all.draft.body = "{\"n\": {{n}}}";
    all.environment = {{"base", "https://api.example"}, {"topic", "qt"}, {"n", "7"}};
    vault::Credential credential;
    credential.name = "github-app";
    all.credentials = {credential};
    return all;
}

TEST(CopyCode, FillsVariablesAndLeavesOutWhatIsOff) {
    const auto code = codeFor(CodeLanguage::Curl, source());
    EXPECT_TRUE(code.text.contains("https://api.example/items?q=qt")) << code.text.constData();
    EXPECT_TRUE(code.text.contains("{\"n\": 7}")) << code.text.constData();
    EXPECT_FALSE(code.text.contains("X-Off"));
    EXPECT_TRUE(code.variables.empty());
}

TEST(CopyCode, NoSecretStandsInIt) {
    auto all = source();
    all.draft.auth.kind = AuthKind::Credential;
    all.draft.auth.credential = "github-app";
    for (const auto& choice : interop::codeChoices()) {
        const auto code = codeFor(choice.language, all);
        EXPECT_TRUE(code.text.contains("GITHUB_APP")) << choice.title << code.text.constData();
        EXPECT_EQ(code.variables, (std::vector<QByteArray>{"GITHUB_APP"}));
    }
    all.draft.auth = {};
    all.inherited.kind = AuthKind::Bearer;
    all.inherited.token = "typed-out-token-1234";
    all.draft.headers.push_back({"X-Api-Key", "typed-out-key-5678", true});
    for (const auto& choice : interop::codeChoices()) {
        const auto code = codeFor(choice.language, all);
        EXPECT_FALSE(code.text.contains("typed-out")) << choice.title << code.text.constData();
        EXPECT_GE(code.variables.size(), 1U);
    }
    all.inherited.kind = AuthKind::Basic;
    all.inherited.user = "user-name";
    all.inherited.password = "pass-word-99";
    EXPECT_FALSE(codeFor(CodeLanguage::Python, all).text.contains("pass-word-99"));
}

TEST(CopyCode, AMissingFileIsSaid) {
    auto all = source();
    all.draft.body = "< ./not-there.bin";
    const auto code = codeFor(CodeLanguage::Curl, all);
    EXPECT_TRUE(code.text.isEmpty());
    EXPECT_TRUE(code.problem.contains(QStringLiteral("not-there.bin"))) << code.problem.toStdString();
}

TEST_F(ComposerFixtureForCopy, TheMenuBelowSendPutsItOnTheClipboard) {
    load("{{base}}/x");
    QGuiApplication::clipboard()->clear();
    QMenu* copyAs = nullptr;
    for (auto* action : panel.line().choices().actions())
        copyAs = action->menu() ? action->menu() : copyAs;
    ASSERT_TRUE(copyAs);
    copyAs->actions().front()->trigger();
    ASSERT_TRUE(QTest::qWaitFor([&] { return note().isVisible(); }));
    EXPECT_TRUE(QGuiApplication::clipboard()->text().contains(QStringLiteral("https://api.example/x")));
    EXPECT_TRUE(note().sentence().startsWith(QStringLiteral("Copied as curl")));
}

} // namespace
} // namespace knockback::ui
