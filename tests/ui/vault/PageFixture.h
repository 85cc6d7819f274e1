// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/vault/MemoryStore.h"
#include "tests/ui/shell/FakeBackend.h"
#include "ui/theme/ThemeManager.h"
#include "ui/vault/VaultPage.h"

#include <QPlainTextEdit>
#include <QTableView>

namespace knockback::ui {

// The vault's page over a vault in memory, driven by its widgets' names.
class PageFixture : public testing::Test {
protected:
    PageFixture() {
        EXPECT_TRUE(vault.open().ok());
        page.resize(1300, 800);
        page.show();
        page.activateWindow();
        EXPECT_TRUE(QTest::qWaitForWindowActive(&page));
    }
    template <typename Widget>
    Widget* named(const QString& accessibleName) {
        for (auto* widget : page.findChildren<Widget*>())
            if (widget->accessibleName() == accessibleName && widget->isVisible())
                return widget;
        return nullptr;
    }
    QPushButton* button(const QString& text) {
        for (auto* widget : page.findChildren<QPushButton*>())
            if (widget->text() == text && widget->isVisible())
                return widget;
        return nullptr;
    }
    void press(const QString& text) {
        ASSERT_TRUE(waitFor([&] { return button(text) != nullptr; })) << text.toStdString();
        QTest::mouseClick(button(text), Qt::LeftButton);
    }
    QLineEdit* field(const QString& name) { return named<QLineEdit>(name); }
    void type(const QString& name, const QString& text) {
        auto* edit = field(name);
        ASSERT_TRUE(edit) << name.toStdString();
        edit->setFocus();
        edit->selectAll();
        QTest::keyClicks(edit, text);
    }
    void choose(const QString& name, const QString& text) {
        auto* choice = named<QComboBox>(name);
        ASSERT_TRUE(choice) << name.toStdString();
        ASSERT_GE(choice->findText(text), 0) << text.toStdString();
        choice->setCurrentIndex(choice->findText(text));
    }
    void add(const vault::Credential& credential, vault::Secrets secrets) {
        ASSERT_TRUE(vault.add(credential, std::move(secrets)).ok());
        Q_EMIT backend.credentialsChanged();
        page.select(credential.name);
    }
    static vault::Credential record(const QByteArray& name,
                                    vault::CredentialKind kind = vault::CredentialKind::Bearer) {
        vault::Credential credential;
        credential.name = name;
        credential.kind = kind;
        credential.hosts = {"api.example"};
        return credential;
    }
    static vault::Secrets secretOf(const QByteArray& value) {
        vault::Secrets secrets;
        secrets[vault::SecretRole::Value] = base::Secret(value);
        return secrets;
    }
    QByteArray secret(const QByteArray& name, vault::SecretRole role = vault::SecretRole::Value) {
        const auto found = vault.reveal(name, role);
        return found ? found->reveal().toByteArray() : QByteArray("(none)");
    }
    QString visibleText() {
        QString text;
        for (const auto* label : page.findChildren<QLabel*>())
            if (label->isVisible())
                text += label->text() + u'\n';
        for (const auto* field : page.findChildren<QPlainTextEdit*>())
            if (field->isVisible())
                text += field->toPlainText() + u'\n';
        return text;
    }
    bool says(const QString& text) {
        return waitFor([&] { return visibleText().contains(text); });
    }
    QTableView* table() { return page.findChild<QTableView*>(); }
    bool formIsOpen() { return button(QStringLiteral("Save to vault")) != nullptr; }
    bool waitFor(const std::function<bool()>& what) { return QTest::qWaitFor(what, 5000); }

    test::FakeBackend backend;
    vault::Vault vault{std::make_unique<vault::MemoryStore>(), vault::VaultMode::MemoryOnly, backend.time().clock()};
    ThemeManager themes{ThemeKind::Light};
    VaultPage page{backend, vault, themes};
};

} // namespace knockback::ui
