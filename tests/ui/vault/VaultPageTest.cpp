// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/vault/VaultPage.h"
#include "app/vault/MemoryStore.h"
#include "tests/ui/shell/FakeBackend.h"
#include "ui/theme/ThemeManager.h"
#include "ui/vault/CredentialForm.h"
#include "ui/vault/CredentialModel.h"

#include <QAbstractItemModelTester>
#include <QClipboard>

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
    ASSERT_FALSE(everyLabel().contains(u"stored-secret-value"));
    QTest::mouseClick(button(QStringLiteral("Reveal")), Qt::LeftButton);
    EXPECT_TRUE(everyLabel().contains(u"stored-secret-value"));
    backend.time().advance(14s);
    EXPECT_TRUE(everyLabel().contains(u"stored-secret-value"));
    backend.time().advance(2s);
    EXPECT_FALSE(everyLabel().contains(u"stored-secret-value"));
}

TEST_F(VaultPageTest, ACopiedSecretLeavesTheClipboardUnlessItWasReplaced) {
    addStored("github");
    page.select("github");
    auto* clipboard = QGuiApplication::clipboard();
    QTest::mouseClick(button(QStringLiteral("Copy 30 s")), Qt::LeftButton);
    EXPECT_EQ(clipboard->text(), QStringLiteral("stored-secret-value"));
    backend.time().advance(31s);
    EXPECT_TRUE(clipboard->text().isEmpty());
    QTest::mouseClick(button(QStringLiteral("Copy 30 s")), Qt::LeftButton);
    clipboard->setText(QStringLiteral("mine"));
    backend.time().advance(31s);
    EXPECT_EQ(clipboard->text(), QStringLiteral("mine"));
}

TEST_F(VaultPageTest, RemovingAsksFirst) {
    addStored("github");
    page.select("github");
    QTest::mouseClick(button(QStringLiteral("Remove…")), Qt::LeftButton);
    EXPECT_TRUE(vault.find("github").has_value());
    ASSERT_TRUE(QTest::qWaitFor([&] { return button(QStringLiteral("Remove")) != nullptr; }, 5000));
    QTest::mouseClick(button(QStringLiteral("Remove")), Qt::LeftButton);
    EXPECT_TRUE(QTest::qWaitFor([&] { return !vault.find("github").has_value(); }, 5000));
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
