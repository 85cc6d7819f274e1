// SPDX-License-Identifier: GPL-3.0-or-later
// What the vault page says of a credential's hygiene, what it offers to do about it, and how it is dismissed.
#include "app/vault/MemoryStore.h"
#include "tests/ui/shell/FakeBackend.h"
#include "ui/theme/ThemeManager.h"
#include "ui/vault/HygieneList.h"
#include "ui/vault/ReplacePanel.h"
#include "ui/vault/VaultActions.h"
#include "ui/vault/VaultPage.h"
#include "ui/widgets/MessageBar.h"

#include <QLabel>
#include <QPushButton>

namespace knockback::ui {

using namespace std::chrono_literals;
using vault::CredentialKind;
using vault::CredentialUse;

class HygieneViewTest : public testing::Test {
protected:
    HygieneViewTest() { EXPECT_TRUE(vault.open().ok()); }

    vault::Credential credential(CredentialKind kind = CredentialKind::Bearer) {
        vault::Credential made;
        made.name = "github";
        made.kind = kind;
        made.hosts = {"api.example"};
        if (vault::canRotate(kind)) {
            made.tokenUrl = "https://login.example/token";
            made.clientId = "client";
        }
        return made;
    }
    void add(vault::Credential made, const QByteArray& secret = "stored-secret-value") {
        vault::Secrets secrets;
        secrets[vault::SecretRole::Value] = base::Secret(secret);
        if (vault::canRotate(made.kind))
            secrets[vault::SecretRole::ClientSecret] = base::Secret("client-secret-value");
        ASSERT_TRUE(vault.add(std::move(made), std::move(secrets)).ok());
    }
    // The page as it is after a start with that past.
    void open(const CredentialUse& past = {}) {
        page.resize(1100, 900);
        page.readPast([past] { return std::map<QByteArray, CredentialUse>{{"github", past}}; });
        page.show();
        page.select("github");
        ASSERT_TRUE(QTest::qWaitFor([&] { return settled(past); }, 5000));
    }
    bool settled(const CredentialUse& past) {
        return past.requests.empty() || everyLabel().contains(u"1 request, last") ||
               everyLabel().contains(u" requests, last");
    }
    QString everyLabel() {
        QString text;
        for (const auto* label : page.findChildren<QLabel*>())
            if (label->isVisible())
                text += label->text() + QLatin1Char('\n');
        return text;
    }
    bool says(const QString& text) { return everyLabel().contains(text); }
    bool comesToSay(const QString& text) {
        return QTest::qWaitFor([&] { return says(text); }, 5000);
    }
    bool comesToBeSilentOf(const QString& text) {
        return QTest::qWaitFor([&] { return !says(text); }, 5000);
    }
    // The button under the finding with that sentence.
    QPushButton* button(const char* objectName, const QString& sentence = {}) {
        for (auto* one : page.findChildren<QPushButton*>(QLatin1String(objectName)))
            if (one->isVisible() && one->accessibleName().contains(sentence))
                return one;
        return nullptr;
    }
    void click(const char* objectName, const QString& sentence = {}) {
        QPushButton* one = nullptr;
        ASSERT_TRUE(QTest::qWaitFor([&] { return (one = button(objectName, sentence)) != nullptr; }))
            << objectName << " " << sentence.toStdString();
        QTest::mouseClick(one, Qt::LeftButton);
    }
    void clickInMessage(const QString& text) {
        QPushButton* shown = nullptr;
        ASSERT_TRUE(QTest::qWaitFor([&] {
            for (auto* one : page.findChild<MessageBar*>()->findChildren<QPushButton*>())
                shown = one->isVisible() && one->text() == text ? one : shown;
            return shown != nullptr;
        }));
        QTest::mouseClick(shown, Qt::LeftButton);
    }
    base::WallTime ago(std::chrono::days days) { return backend.time().clock().wallNow() - days; }

    test::FakeBackend backend;
    vault::Vault vault{std::make_unique<vault::MemoryStore>(), vault::VaultMode::MemoryOnly, backend.time().clock()};
    ThemeManager themes{ThemeKind::Light};
    VaultPage page{backend, vault, themes};
};

TEST_F(HygieneViewTest, WhatWasBeforeTheStartIsKnown) {
    add(credential());
    CredentialUse past;
    past.requests = {QStringLiteral("List"), QStringLiteral("Pay")};
    past.lastAt = ago(std::chrono::days(3));
    past.plainHosts = {"api.example"};
    open(past);
    EXPECT_TRUE(comesToSay(QStringLiteral("2 requests, last")));
    EXPECT_TRUE(comesToSay(QStringLiteral("sent without TLS to api.example"))) << everyLabel().toStdString();
}

TEST_F(HygieneViewTest, LongUnusedOnesAreOfferedToBeRemoved) {
    auto old = credential();
    old.issuedAt = ago(std::chrono::days(400));
    add(old);
    CredentialUse past;
    past.requests = {QStringLiteral("List")};
    past.lastAt = ago(std::chrono::days(120));
    open(past);
    ASSERT_TRUE(comesToSay(QStringLiteral("not used for 120 d")));
    click("remedy", QStringLiteral("not used for 120 d"));
    ASSERT_TRUE(QTest::qWaitFor([&] { return !vault.find("github"); }, 5000));
    clickInMessage(QStringLiteral("Undo"));
    EXPECT_TRUE(QTest::qWaitFor([&] { return vault.find("github").has_value(); }, 5000));
}

TEST_F(HygieneViewTest, AUseOfLastWeekIsNoneOf90DaysAgo) {
    auto old = credential();
    old.issuedAt = ago(std::chrono::days(400));
    add(old);
    CredentialUse past;
    past.requests = {QStringLiteral("List")};
    past.lastAt = ago(std::chrono::days(7));
    open(past);
    ASSERT_TRUE(comesToSay(QStringLiteral("1 request, last")));
    EXPECT_FALSE(says(QStringLiteral("not used for")));
}

TEST_F(HygieneViewTest, WhatWasOverheardOrIsOverdueIsOfferedToBeRotated) {
    auto made = credential(CredentialKind::ClientCredentials);
    made.settings[vault::rotateEverySetting] = "30";
    made.issuedAt = ago(std::chrono::days(100));
    add(made);
    CredentialUse past;
    past.requests = {QStringLiteral("List")};
    past.lastAt = ago(std::chrono::days(1));
    past.plainHosts = {"api.example"};
    open(past);
    ASSERT_TRUE(comesToSay(QStringLiteral("should have been replaced 70 d ago")));
    EXPECT_TRUE(button("remedy", QStringLiteral("should have been replaced")));
    click("remedy", QStringLiteral("sent without TLS"));
    EXPECT_EQ(backend.rotated, std::vector<QByteArray>{"github"});
}

TEST_F(HygieneViewTest, AWideScopeIsOfferedToBeSignedInWithoutIt) {
    auto made = credential(CredentialKind::AuthorizationCode);
    made.issuer = "https://login.example";
    made.scopes = {"repo"};
    add(made);
    QByteArray signedIn;
    VaultActions actions;
    actions.signIn = [&](const QByteArray& name) { signedIn = name; };
    page.setActions(actions);
    CredentialUse past;
    past.requests = {QStringLiteral("List")};
    past.lastAt = ago(std::chrono::days(1));
    past.accepted = {{}, {}, {}};
    open(past);
    ASSERT_TRUE(comesToSay(QStringLiteral("scope repo is wider than the 1 request need")) ||
                comesToSay(QStringLiteral("scope repo is wider")));
    click("remedy", QStringLiteral("scope repo"));
    EXPECT_EQ(signedIn, "github");
}

TEST_F(HygieneViewTest, ASecretThatTwoShareIsSaidOfBoth) {
    add(credential());
    auto other = credential();
    other.name = "other";
    add(other);
    open();
    EXPECT_TRUE(comesToSay(QStringLiteral("has the same secret as other")));
    EXPECT_TRUE(button("dismissFinding", QStringLiteral("has the same secret")));
    click("remedy", QStringLiteral("has the same secret"));
    EXPECT_TRUE(page.findChild<ReplacePanel*>()->isVisible());
}

TEST_F(HygieneViewTest, ASecretInTheWorkspacesFilesIsSaidWithItsPlace) {
    add(credential());
    backend.view.environments[QStringLiteral("staging")]["token"] = "stored-secret-value";
    open();
    EXPECT_TRUE(comesToSay(QStringLiteral("its secret stands in the clear in environment staging")));
}

TEST_F(HygieneViewTest, ADismissedFindingIsNotSaidAgainUntilItIsBroughtBack) {
    auto old = credential();
    old.issuedAt = ago(std::chrono::days(400));
    add(old);
    const QString sentence = QStringLiteral("not used for 400 d");
    open();
    ASSERT_TRUE(comesToSay(sentence));
    click("dismissFinding", sentence);
    ASSERT_TRUE(QTest::qWaitFor([&] { return button("hygieneFold") != nullptr; }, 5000));
    EXPECT_TRUE(vault.find("github")->settings.contains(vault::dismissedSetting)) << "it lasts";
    EXPECT_FALSE(button("dismissFinding", sentence));

    clickInMessage(QStringLiteral("Undo"));
    ASSERT_TRUE(QTest::qWaitFor([&] { return button("dismissFinding", sentence) != nullptr; }, 5000));
    EXPECT_FALSE(vault.find("github")->settings.contains(vault::dismissedSetting));

    click("dismissFinding", sentence);
    ASSERT_TRUE(QTest::qWaitFor([&] { return button("hygieneFold") != nullptr; }, 5000));
    click("hygieneFold");
    click("bringBack", sentence);
    EXPECT_TRUE(QTest::qWaitFor([&] { return button("dismissFinding", sentence) != nullptr; }, 5000));
}

TEST_F(HygieneViewTest, TheFocusStaysInTheListWhateverChangesThere) {
    auto old = credential();
    old.issuedAt = ago(std::chrono::days(400));
    add(old);
    const QString sentence = QStringLiteral("not used for 400 d");
    open();
    page.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&page));
    const auto* list = page.findChild<HygieneList*>();
    ASSERT_TRUE(comesToSay(sentence));
    button("dismissFinding", sentence)->setFocus();
    QTest::keyClick(page.focusWidget(), Qt::Key_Space);
    ASSERT_TRUE(QTest::qWaitFor([&] { return button("hygieneFold") != nullptr; }, 5000));
    EXPECT_TRUE(list->isAncestorOf(page.focusWidget()));

    button("hygieneFold")->setFocus();
    QTest::keyClick(page.focusWidget(), Qt::Key_Space);
    ASSERT_TRUE(button("bringBack", sentence));
    EXPECT_EQ(page.focusWidget(), button("hygieneFold")) << "the same button, under another text";
    QTest::keyClick(page.focusWidget(), Qt::Key_Tab);
    EXPECT_EQ(page.focusWidget(), button("bringBack"));

    button("bringBack", sentence)->setFocus();
    QTest::keyClick(page.focusWidget(), Qt::Key_Space);
    ASSERT_TRUE(QTest::qWaitFor([&] { return button("dismissFinding", sentence) != nullptr; }, 5000));
    EXPECT_TRUE(list->isAncestorOf(page.focusWidget()));
}

TEST_F(HygieneViewTest, BringingOneBackLeavesAnotherMessageAlone) {
    auto old = credential();
    old.issuedAt = ago(std::chrono::days(400));
    add(old);
    const QString sentence = QStringLiteral("not used for 400 d");
    open();
    ASSERT_TRUE(comesToSay(sentence));
    click("dismissFinding", sentence);
    ASSERT_TRUE(QTest::qWaitFor([&] { return button("hygieneFold") != nullptr; }, 5000));
    ASSERT_TRUE(comesToSay(QStringLiteral("Not said again of"))) << "it is said after the list has changed";
    page.ask(QStringLiteral("Enter ABCD-EFGH at https://login.example."), QStringLiteral("Copy the code"), [] {});
    click("hygieneFold");
    click("bringBack", sentence);
    ASSERT_TRUE(QTest::qWaitFor([&] { return button("dismissFinding", sentence) != nullptr; }, 5000));
    EXPECT_TRUE(says(QStringLiteral("Enter ABCD-EFGH")));
}

} // namespace knockback::ui
