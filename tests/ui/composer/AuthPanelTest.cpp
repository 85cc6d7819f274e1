// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/composer/ComposerFixture.h"
#include "tests/ui/widgets/Wheel.h"

#include "ui/composer/AuthFields.h"
#include "ui/composer/AuthWords.h"
#include "ui/composer/CountTabBar.h"

namespace knockback::ui {
namespace {

using workspace::AuthKind;

class AuthPanelTest : public test::ComposerFixture {
protected:
    AuthPanelTest() {
        panel.showTab(ComposerPanel::Auth);
        panel.load({});
    }
    void choose(AuthKind kind) {
        auto* kinds = find<QComboBox>("authKind");
        kinds->setFocus();
        kinds->setCurrentIndex(kinds->findData(static_cast<int>(kind)));
    }
    void fill(const char* field, const QString& text) {
        auto* line = find<QLineEdit>(field);
        ASSERT_TRUE(line && line->isVisible()) << field;
        line->setFocus();
        line->selectAll();
        QTest::keyClicks(line, text);
        QTest::keyClick(line, Qt::Key_Escape); // puts suggestions away
    }
    QString sentence() { return find<QLabel>("authSentence")->text(); }
    bool warned() { return find<QLabel>("authWarning")->isVisible(); }
};

TEST_F(AuthPanelTest, TheWheelChoosesNoOtherKind) {
    choose(AuthKind::Basic);
    fill("authUser", QStringLiteral("ada"));
    knockback::test::turnWheel(*find<QComboBox>("authKind"));
    EXPECT_EQ(panel.draft().auth.kind, AuthKind::Basic);
    EXPECT_EQ(panel.draft().auth.user, "ada");
}

TEST_F(AuthPanelTest, EveryKindRoundTrips) {
    workspace::AuthDraft full;
    full.user = "u";
    full.password = "{{p}}";
    full.token = "{{t}}";
    full.keyName = "X-Key";
    full.keyValue = "{{k}}";
    full.keyPlace = workspace::KeyPlace::Query;
    full.credential = "github-app";
    full.certificateFile = "./c.pem";
    full.keyFile = "./k.pem";
    full.keyPassphrase = "{{pp}}";
    for (int kind = 0; kind <= static_cast<int>(AuthKind::ClientCertificate); ++kind) {
        workspace::RequestDraft draft;
        draft.auth.kind = static_cast<AuthKind>(kind);
        for (const auto& field : authFields(draft.auth.kind))
            draft.auth.*field.member = full.*field.member;
        if (draft.auth.kind == AuthKind::ApiKey)
            draft.auth.keyPlace = full.keyPlace;
        panel.load(draft);
        EXPECT_EQ(panel.draft().auth, draft.auth) << kind;
    }
}

TEST_F(AuthPanelTest, SwitchingKindsLosesNothing) {
    choose(AuthKind::Basic);
    fill("authUser", QStringLiteral("me"));
    fill("authPassword", QStringLiteral("{{page}}"));
    choose(AuthKind::Bearer);
    fill("authToken", QStringLiteral("{{topic}}"));
    EXPECT_EQ(panel.draft().auth.user, QByteArray());
    choose(AuthKind::Basic);
    EXPECT_EQ(panel.draft().auth.user, "me");
    EXPECT_EQ(panel.draft().auth.password, "{{page}}");
    EXPECT_EQ(panel.draft().auth.token, QByteArray());
    undo();
    EXPECT_EQ(panel.draft().auth.kind, AuthKind::Bearer);
    EXPECT_EQ(panel.draft().auth.token, "{{topic}}");
}

TEST_F(AuthPanelTest, ALiteralSecretIsPointedOutAndHidden) {
    choose(AuthKind::Bearer);
    fill("authToken", QStringLiteral("s3cr3t"));
    EXPECT_TRUE(warned());
    auto* token = find<QLineEdit>("authToken");
    EXPECT_EQ(token->echoMode(), QLineEdit::Normal);
    find<QComboBox>("authKind")->setFocus();
    EXPECT_EQ(token->echoMode(), QLineEdit::Password);
    fill("authToken", QStringLiteral("{{vault:github-app}}"));
    EXPECT_FALSE(warned());
    find<QComboBox>("authKind")->setFocus();
    EXPECT_EQ(token->echoMode(), QLineEdit::Normal);
}

TEST_F(AuthPanelTest, WhatIsSentWhereIsSaid) {
    workspace::AuthDraft auth;
    auth.kind = AuthKind::Credential;
    auth.credential = "github-app";
    EXPECT_TRUE(authSentence(auth, {}, scope.credentials()).contains(QStringLiteral("api.github.com")));
    auth.credential = "other";
    EXPECT_TRUE(authSentence(auth, {}, scope.credentials()).contains(QStringLiteral("refused")));
    auth = {};
    auth.kind = AuthKind::ApiKey;
    auth.keyName = "api_key";
    auth.keyPlace = workspace::KeyPlace::Query;
    EXPECT_TRUE(authSentence(auth, {}, {}).contains(QStringLiteral("api_key=…")));
    workspace::AuthDraft inherited;
    inherited.kind = AuthKind::Bearer;
    EXPECT_TRUE(authSentence({}, inherited, {}).contains(QStringLiteral("Bearer token")));
    EXPECT_EQ(authMark({}, inherited), QStringLiteral("Bearer token"));
    EXPECT_EQ(authMark({}, {}), QString());
}

TEST_F(AuthPanelTest, WhatIsInheritedShowsOnTheTab) {
    DraftHome home;
    home.inherited.kind = AuthKind::Credential;
    home.inherited.credential = "github-app";
    panel.setHome(home);
    EXPECT_TRUE(sentence().contains(QStringLiteral("From the vault")));
    EXPECT_EQ(find<CountTabBar>("composerTabs")->mark(ComposerPanel::Auth), QStringLiteral("github-app"));
    choose(AuthKind::None);
    EXPECT_EQ(find<CountTabBar>("composerTabs")->mark(ComposerPanel::Auth), QString());
    EXPECT_EQ(panel.draft().auth.kind, AuthKind::None);
}

} // namespace
} // namespace knockback::ui
