// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/vault/VaultPage.h"
#include "app/vault/MemoryStore.h"
#include "tests/ui/shell/FakeBackend.h"
#include "ui/theme/ThemeManager.h"
#include "ui/vault/CredentialDetail.h"
#include "ui/vault/CredentialForm.h"
#include "ui/vault/CredentialModel.h"
#include "ui/vault/SecretClipboard.h"
#include "ui/vault/SecretText.h"
#include "ui/vault/VaultActions.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QMenu>
#include <QMimeData>
#include <QToolButton>

namespace knockback::ui {

using namespace std::chrono_literals;

class VaultPageTest : public testing::Test {
protected:
    VaultPageTest() {
        EXPECT_TRUE(vault.open().ok());
        page.resize(1100, 700);
        page.show();
    }
    template <typename Widget>
    Widget* named(const QString& accessibleName) {
        for (auto* widget : page.findChildren<Widget*>())
            if (widget->accessibleName() == accessibleName)
                return widget;
        return nullptr;
    }
    QPushButton* button(const QString& text) {
        for (auto* widget : page.findChildren<QPushButton*>())
            if (widget->text() == text && widget->isVisible())
                return widget;
        return nullptr;
    }
    void type(const QString& field, const QString& text) {
        auto* edit = named<QLineEdit>(field);
        ASSERT_TRUE(edit) << field.toStdString();
        edit->setFocus();
        QTest::keyClicks(edit, text);
    }
    void addStored(const QByteArray& name, vault::CredentialKind kind = vault::CredentialKind::Bearer) {
        vault::Credential credential;
        credential.name = name;
        credential.kind = kind;
        credential.hosts = {"api.example"};
        credential.tokenUrl = vault::canRotate(kind) ? "https://login.example/token" : "";
        credential.clientId = "client";
        vault::Secrets secrets;
        secrets[vault::SecretRole::Value] = base::Secret("stored-secret-value");
        if (vault::canRotate(kind))
            secrets[vault::SecretRole::ClientSecret] = base::Secret("client-secret-value");
        ASSERT_TRUE(vault.add(credential, std::move(secrets)).ok());
        Q_EMIT backend.credentialsChanged();
    }
    // The last entry of the menu behind the three dots.
    void remove() {
        auto* more = named<QToolButton>(QStringLiteral("More for this credential"));
        ASSERT_TRUE(more);
        more->menu()->actions().back()->trigger();
    }
    QString everyLabel() {
        QString text;
        for (const auto* label : page.findChildren<QLabel*>())
            text += label->text() + QLatin1Char('\n');
        return text;
    }

    test::FakeBackend backend;
    vault::Vault vault{std::make_unique<vault::MemoryStore>(), vault::VaultMode::MemoryOnly, backend.time().clock()};
    ThemeManager themes{ThemeKind::Light};
    VaultPage page{backend, vault, themes};
};

TEST_F(VaultPageTest, ANewCredentialIsTypedAndSavedWithTheKeyboard) {
    QTest::mouseClick(page.findChild<QPushButton*>(QStringLiteral("addCredential")), Qt::LeftButton);
    type(QStringLiteral("Name"), QStringLiteral("github"));
    type(QStringLiteral("Allowed hosts"), QStringLiteral("api.github.com, *.example.org"));
    type(QStringLiteral("Secret"), QStringLiteral("typed-secret-value"));
    QTest::keyClick(named<QLineEdit>(QStringLiteral("Secret")), Qt::Key_Return);
    ASSERT_TRUE(QTest::qWaitFor([&] { return vault.find("github").has_value(); }, 5000));
    EXPECT_EQ(vault.find("github")->hosts, (std::vector<QByteArray>{"api.github.com", "*.example.org"}));
    ASSERT_TRUE(QTest::qWaitFor([&] { return button(QStringLiteral("Reveal")) != nullptr; }, 5000));
    EXPECT_FALSE(everyLabel().contains(u"typed-secret-value"));
    EXPECT_TRUE(named<QLineEdit>(QStringLiteral("Secret"))->text().isEmpty()) << "the field forgets it";
}

TEST_F(VaultPageTest, WhatIsMissingIsSaidAndNothingIsLost) {
    page.beginAdding();
    type(QStringLiteral("Name"), QStringLiteral("github"));
    QTest::keyClick(named<QLineEdit>(QStringLiteral("Name")), Qt::Key_Return);
    EXPECT_TRUE(everyLabel().contains(u"which hosts")) << everyLabel().toStdString();
    EXPECT_EQ(named<QLineEdit>(QStringLiteral("Name"))->text(), QStringLiteral("github"));
    EXPECT_TRUE(vault.list().empty());
}

TEST_F(VaultPageTest, ARevealedSecretHidesItselfAfterFifteenSeconds) {
    addStored("github");
    page.select("github");
    auto* text = page.findChild<SecretText*>();
    ASSERT_FALSE(text->isRevealed());
    QTest::mouseClick(button(QStringLiteral("Reveal")), Qt::LeftButton);
    EXPECT_EQ(text->revealed(), "stored-secret-value");
    EXPECT_FALSE(everyLabel().contains(u"stored-secret-value")) << "no widget holds it as text";
    backend.time().advance(14s);
    EXPECT_TRUE(text->isRevealed());
    backend.time().advance(2s);
    EXPECT_FALSE(text->isRevealed());
}

TEST_F(VaultPageTest, ARevealedSecretHidesItselfWhenTheWindowIsLeftOrAnotherIsChosen) {
    addStored("github");
    addStored("other");
    page.select("github");
    auto* text = page.findChild<SecretText*>();
    QTest::mouseClick(button(QStringLiteral("Reveal")), Qt::LeftButton);
    ASSERT_TRUE(text->isRevealed());
    page.select("other");
    EXPECT_FALSE(text->isRevealed());
    page.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&page));
    QTest::mouseClick(button(QStringLiteral("Reveal")), Qt::LeftButton);
    ASSERT_TRUE(text->isRevealed());
    QWidget another;
    another.show();
    another.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&another));
    EXPECT_FALSE(text->isRevealed());
}

TEST_F(VaultPageTest, ACopiedSecretLeavesTheClipboardUnlessItWasReplaced) {
    addStored("github");
    page.select("github");
    auto* clipboard = QGuiApplication::clipboard();
    QTest::mouseClick(button(QStringLiteral("Copy 10 s")), Qt::LeftButton);
    EXPECT_EQ(clipboard->text(), QStringLiteral("stored-secret-value"));
    EXPECT_EQ(clipboard->mimeData()->data(QStringLiteral("x-kde-passwordManagerHint")), "secret");
    backend.time().advance(9s);
    EXPECT_FALSE(clipboard->text().isEmpty());
    backend.time().advance(1s);
    EXPECT_TRUE(clipboard->text().isEmpty());
    QTest::mouseClick(button(QStringLiteral("Copy 10 s")), Qt::LeftButton);
    clipboard->setText(QStringLiteral("mine"));
    backend.time().advance(11s);
    EXPECT_EQ(clipboard->text(), QStringLiteral("mine"));
}

TEST(SecretClipboardTest, GoesWithTheProgram) {
    test::VirtualScheduler time;
    {
        SecretClipboard clipboard(time);
        clipboard.copy(base::Secret("gone-with-it"));
        EXPECT_EQ(QGuiApplication::clipboard()->text(), QStringLiteral("gone-with-it"));
    }
    EXPECT_TRUE(QGuiApplication::clipboard()->text().isEmpty());
}

TEST_F(VaultPageTest, RemovingIsDoneAtOnceAndCanBeTakenBack) {
    addStored("github");
    page.select("github");
    remove();
    ASSERT_TRUE(QTest::qWaitFor([&] { return button(QStringLiteral("Undo")) != nullptr; }, 5000));
    EXPECT_FALSE(vault.find("github").has_value());
    QTest::mouseClick(button(QStringLiteral("Undo")), Qt::LeftButton);
    ASSERT_TRUE(QTest::qWaitFor([&] { return vault.find("github").has_value(); }, 5000));
    EXPECT_EQ(vault.reveal("github", vault::SecretRole::Value)->reveal(), "stored-secret-value");
}

TEST_F(VaultPageTest, DelRemovesTheChosenOne) {
    addStored("github");
    page.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&page));
    auto* table = page.findChild<QTableView*>();
    table->setFocus();
    QTest::keyClick(table, Qt::Key_Delete);
    ASSERT_TRUE(QTest::qWaitFor([&] { return button(QStringLiteral("Undo")) != nullptr; }, 5000));
    EXPECT_FALSE(vault.find("github").has_value());
}

TEST_F(VaultPageTest, AfterAWhileTheRemovalStands) {
    addStored("github");
    page.select("github");
    remove();
    ASSERT_TRUE(QTest::qWaitFor([&] { return button(QStringLiteral("Undo")) != nullptr; }, 5000));
    backend.time().advance(16s);
    EXPECT_EQ(button(QStringLiteral("Undo")), nullptr);
    EXPECT_FALSE(vault.find("github").has_value());
}

TEST_F(VaultPageTest, RotateIsOfferedWhereATokenCanBeFetched) {
    addStored("fixed");
    page.select("fixed");
    EXPECT_EQ(button(QStringLiteral("Rotate now")), nullptr);
    addStored("ledger", vault::CredentialKind::ClientCredentials);
    page.select("ledger");
    QTest::mouseClick(button(QStringLiteral("Rotate now")), Qt::LeftButton);
    EXPECT_EQ(backend.rotated, std::vector<QByteArray>{"ledger"});
    EXPECT_TRUE(button(QStringLiteral("Rotating…")));
    backend.append(journal::CredentialRotated{"ledger", true, QStringLiteral("New token stored."), {}, {}});
    EXPECT_TRUE(button(QStringLiteral("Rotate now")));
    EXPECT_TRUE(everyLabel().contains(u"New token stored."));
}

TEST_F(VaultPageTest, RotateIsOfferedForAKeyWithARecipe) {
    addStored("ci", vault::CredentialKind::ApiKey);
    page.select("ci");
    EXPECT_FALSE(button(QStringLiteral("Rotate now")));
    auto record = *vault.find("ci");
    record.settings["recipe-create"] = "POST https://api.example/keys";
    ASSERT_TRUE(vault.update(record).ok());
    Q_EMIT backend.credentialsChanged();
    auto* rotate = button(QStringLiteral("Rotate now"));
    ASSERT_TRUE(rotate);
    rotate->click();
    EXPECT_EQ(backend.rotated, std::vector<QByteArray>{"ci"});
}

TEST_F(VaultPageTest, ExpiryCountsDownByItself) {
    vault::Credential credential;
    credential.name = "short";
    credential.hosts = {"api.example"};
    credential.issuedAt = backend.time().clock().wallNow();
    credential.expiresAt = backend.time().clock().wallNow() + 5s;
    vault::Secrets secrets;
    secrets[vault::SecretRole::Value] = base::Secret("stored-secret-value");
    ASSERT_TRUE(vault.add(credential, std::move(secrets)).ok());
    Q_EMIT backend.credentialsChanged();
    auto* model = page.findChild<CredentialModel*>();
    const auto validFor = [&] { return model->index(0, CredentialModel::ValidFor).data().toString(); };
    EXPECT_EQ(validFor(), QStringLiteral("5 s"));
    backend.time().advance(8s);
    EXPECT_EQ(validFor(), QStringLiteral("expired 3 s ago"));
}

TEST_F(VaultPageTest, WhatCannotBeDoneAtTheServerIsNotOffered) {
    addStored("ledger", vault::CredentialKind::AuthorizationCode);
    page.select("ledger");
    const auto offered = [&] {
        QStringList texts;
        for (const auto* action : named<QToolButton>(QStringLiteral("More for this credential"))->menu()->actions())
            if (!action->isSeparator())
                texts << action->text();
        return texts;
    };
    const QStringList here{QStringLiteral("Edit…\tF2"), QStringLiteral("Replace secret…\tCtrl+R"),
                           QStringLiteral("Remove\tDel")};
    EXPECT_EQ(offered(), here);
    QByteArray revoked;
    VaultActions actions;
    actions.signIn = [](const QByteArray&) {};
    actions.revoke = [&revoked](const QByteArray& name) { revoked = name; };
    page.setActions(actions);
    EXPECT_EQ(offered().size(), 5);
    named<QToolButton>(QStringLiteral("More for this credential"))->menu()->actions().at(3)->trigger();
    EXPECT_EQ(revoked, "ledger");
    addStored("zfixed");
    page.select("zfixed");
    EXPECT_EQ(offered(), here) << "a fixed token has no server to ask";
}

TEST_F(VaultPageTest, HygieneTellsWhatTheJournalSawOfIt) {
    addStored("github");
    page.select("github");
    http::Redactor redactor;
    redactor.addSecret("github", base::Secret("stored-secret-value"));
    http::Attempt attempt;
    attempt.request = {"GET", "http://api.example/users"};
    attempt.request.headers.append("Authorization", "Bearer stored-secret-value");
    auto record = std::make_shared<journal::AttemptRecord>(journal::AttemptRecord{base::CallId{1},
                                                                                  base::AttemptId{1},
                                                                                  1,
                                                                                  QStringLiteral("List users"),
                                                                                  {},
                                                                                  {},
                                                                                  redactor.redact(attempt),
                                                                                  {},
                                                                                  {},
                                                                                  {}});
    backend.append(journal::AttemptFinished{record});
    backend.time().advance(1s);
    EXPECT_TRUE(everyLabel().contains(u"1 request, last "));
    EXPECT_TRUE(everyLabel().contains(u"sent without TLS to api.example")) << everyLabel().toStdString();
    EXPECT_TRUE(everyLabel().contains(u"Use https there"));
}

TEST(CredentialModelTest, KeepsTheModelRules) {
    test::FakeClock clock;
    CredentialModel model(clock);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    vault::Credential credential;
    credential.name = "a";
    model.setCredentials({credential});
    credential.name = "b";
    model.setCredentials({credential, credential});
    model.setCredentials({});
    EXPECT_EQ(model.rowCount(), 0);
}

} // namespace knockback::ui
