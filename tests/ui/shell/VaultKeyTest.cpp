// SPDX-License-Identifier: GPL-3.0-or-later
// F2 in the whole window: it renames a request, and edits the credential that is chosen on the vault's page.
#include "app/vault/MemoryStore.h"
#include "tests/ui/shell/WindowTest.h"
#include "ui/vault/VaultPage.h"

#include <QInputDialog>
#include <QTableView>

namespace knockback::ui {
namespace {

class VaultKeyTest : public test::WindowTest {
protected:
    VaultKeyTest() {
        EXPECT_TRUE(vault.open().ok());
        vault::Credential credential;
        credential.name = "github";
        credential.hosts = {"api.example"};
        vault::Secrets secrets;
        secrets[vault::SecretRole::Value] = base::Secret("stored-secret-value");
        EXPECT_TRUE(vault.add(credential, std::move(secrets)).ok());
        page = new VaultPage(backend, vault, themes);
        window->addPage(PageId::Vault, QStringLiteral("vault"), QStringLiteral("Vault"), page);
        QObject::connect(window.get(), &MainWindow::credentialEditWanted, page, &VaultPage::beginEditing);
    }
    ~VaultKeyTest() override { window.reset(); } // the page uses the vault
    bool formIsOpen() {
        for (const auto* button : page->findChildren<QPushButton*>())
            if (button->isVisible() && button->text() == QStringLiteral("Save to vault"))
                return true;
        return false;
    }
    bool asksForName() { return window->findChild<QInputDialog*>() != nullptr; }

    vault::Vault vault{std::make_unique<vault::MemoryStore>(), vault::VaultMode::MemoryOnly, backend.time().clock()};
    VaultPage* page; // the window's
};

TEST_F(VaultKeyTest, F2EditsTheChosenCredential) {
    window->showPage(PageId::Vault);
    page->findChild<QTableView*>()->setFocus();
    press(Qt::Key_F2);
    EXPECT_TRUE(formIsOpen());
    EXPECT_FALSE(asksForName());
    press(Qt::Key_F2);
    EXPECT_TRUE(formIsOpen()) << "nothing to do while it is edited";
    EXPECT_FALSE(asksForName());
}

TEST_F(VaultKeyTest, ElsewhereItRenamesTheRequest) {
    url().setFocus();
    press(Qt::Key_F2);
    EXPECT_TRUE(asksForName());
    EXPECT_FALSE(formIsOpen());
}

} // namespace
} // namespace knockback::ui
