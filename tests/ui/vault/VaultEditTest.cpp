// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/vault/PageFixture.h"

#include <QCheckBox>

namespace knockback::ui {

using namespace std::chrono_literals;
using vault::SecretRole;

class VaultEditPageTest : public PageFixture {
protected:
    VaultEditPageTest() {
        auto credential = record("github");
        credential.settings["rotate-every-days"] = "90";
        credential.settings["of-a-later-version"] = "stays";
        add(credential, secretOf("stored-secret"));
        table()->setFocus();
    }
    void open() {
        Q_EMIT backend.workspaceChanged();
        QTest::keyClick(table(), Qt::Key_E);
        ASSERT_TRUE(formIsOpen());
    }
    void save() {
        QTest::keyClick(page.focusWidget(), Qt::Key_Return);
        ASSERT_TRUE(waitFor([&] { return !formIsOpen(); }));
    }
    void workspaceWith(const std::vector<QByteArray>& urls) {
        backend.view.folder = QStringLiteral("somewhere");
        for (const auto& url : urls) {
            WorkspaceRequest request;
            request.id = QStringLiteral("api.http#%1").arg(backend.view.requests.size());
            request.draft.name = QStringLiteral("Request %1").arg(backend.view.requests.size());
            request.draft.url = url;
            backend.view.requests.push_back(request);
        }
    }
};

TEST_F(VaultEditPageTest, ShowsEverythingButTheSecretAndChangesOnlyWhatIsTyped) {
    open();
    EXPECT_EQ(field(QStringLiteral("Name"))->text(), QStringLiteral("github"));
    EXPECT_EQ(field(QStringLiteral("Allowed hosts"))->text(), QStringLiteral("api.example"));
    EXPECT_TRUE(field(QStringLiteral("Secret"))->text().isEmpty());
    EXPECT_EQ(field(QStringLiteral("Secret"))->placeholderText(), QStringLiteral("kept; type to replace"));
    type(QStringLiteral("Allowed hosts"), QStringLiteral("api.example uploads.example"));
    save();
    EXPECT_EQ(vault.find("github")->hosts, (std::vector<QByteArray>{"api.example", "uploads.example"}));
    EXPECT_EQ(vault.find("github")->settings.at("of-a-later-version"), "stays");
    EXPECT_EQ(secret("github"), "stored-secret");
    EXPECT_EQ(vault.find("github")->generation, 1U);
    EXPECT_EQ(page.focusWidget(), table()) << "back where it began";
}

TEST_F(VaultEditPageTest, OpensByEveryWay) {
    QTest::keyClick(table(), Qt::Key_E); // F2 is the window's
    EXPECT_TRUE(formIsOpen());
    QTest::keyClick(page.focusWidget(), Qt::Key_Escape);
    EXPECT_FALSE(formIsOpen());
    const QPoint row = table()->visualRect(table()->currentIndex()).center();
    QTest::mouseClick(table()->viewport(), Qt::LeftButton, {}, row);
    QTest::mouseDClick(table()->viewport(), Qt::LeftButton, {}, row);
    EXPECT_TRUE(formIsOpen());
    press(QStringLiteral("Cancel"));
    press(QStringLiteral("Edit…"));
    EXPECT_TRUE(formIsOpen());
}

TEST_F(VaultEditPageTest, ATypedSecretReplacesTheStoredOneAndIsNotLeftBehind) {
    open();
    type(QStringLiteral("Secret"), QStringLiteral("typed-secret"));
    save();
    EXPECT_EQ(secret("github"), "typed-secret");
    EXPECT_TRUE(says(QStringLiteral("replaced by hand"))) << visibleText().toStdString();
    for (const auto* edit : page.findChildren<QLineEdit*>())
        EXPECT_FALSE(edit->text().contains(u"typed-secret"));
}

TEST_F(VaultEditPageTest, EscAsksOnlyWhenSomethingWouldBeLost) {
    open();
    QTest::keyClick(page.focusWidget(), Qt::Key_Escape);
    EXPECT_FALSE(formIsOpen());
    open();
    type(QStringLiteral("Secret"), QStringLiteral("x"));
    QTest::keyClick(page.focusWidget(), Qt::Key_Escape);
    ASSERT_TRUE(button(QStringLiteral("Keep editing")));
    EXPECT_EQ(page.focusWidget(), button(QStringLiteral("Keep editing")));
    QTest::keyClick(page.focusWidget(), Qt::Key_Escape);
    EXPECT_TRUE(formIsOpen());
    EXPECT_EQ(field(QStringLiteral("Secret"))->text(), QStringLiteral("x"));
    press(QStringLiteral("Cancel"));
    press(QStringLiteral("Discard them"));
    EXPECT_FALSE(formIsOpen());
    EXPECT_EQ(secret("github"), "stored-secret");
}

TEST_F(VaultEditPageTest, AnotherRowOrAChangeElsewhereDoesNotLoseTheForm) {
    add(record("other"), secretOf("x"));
    page.select("github");
    open();
    type(QStringLiteral("Allowed hosts"), QStringLiteral("new.example"));
    add(record("a-new-one-from-elsewhere"), secretOf("y"));
    EXPECT_TRUE(button(QStringLiteral("Keep editing")) || formIsOpen());
    EXPECT_EQ(field(QStringLiteral("Allowed hosts"))->text(), QStringLiteral("new.example"));
}

TEST_F(VaultEditPageTest, UndoPutsEverythingBack) {
    open();
    type(QStringLiteral("Name"), QStringLiteral("github-ci"));
    type(QStringLiteral("Secret"), QStringLiteral("typed-secret"));
    save();
    ASSERT_TRUE(vault.find("github-ci"));
    press(QStringLiteral("Undo"));
    ASSERT_TRUE(waitFor([&] { return vault.find("github").has_value(); }));
    EXPECT_EQ(secret("github"), "stored-secret");
    EXPECT_FALSE(vault.find("github-ci"));
}

TEST_F(VaultEditPageTest, RenamingChangesTheRequestsThatNameIt) {
    workspaceWith({"https://api.example/?k={{vault:github}}", "https://api.example/", "https://x/{{vault:github-2}}"});
    backend.view.environments[QStringLiteral("staging")]["token"] = "{{ vault:github }}";
    open();
    EXPECT_FALSE(visibleText().contains(u"Named by"));
    type(QStringLiteral("Name"), QStringLiteral("github-ci"));
    EXPECT_TRUE(visibleText().contains(u"Named by Request 0. Change it by hand in the environment staging."))
        << visibleText().toStdString();
    save();
    ASSERT_EQ(backend.saved.size(), 1U);
    EXPECT_EQ(backend.saved[0].draft.url, "https://api.example/?k={{vault:github-ci}}");
    press(QStringLiteral("Undo"));
    ASSERT_TRUE(waitFor([&] { return backend.saved.size() == 2; }));
    EXPECT_EQ(backend.saved[1].draft.url, "https://api.example/?k={{vault:github}}");
}

TEST_F(VaultEditPageTest, RequestsStayAsTheyAreWithoutConsent) {
    workspaceWith({"https://api.example/?k={{vault:github}}"});
    open();
    type(QStringLiteral("Name"), QStringLiteral("github-ci"));
    for (auto* box : page.findChildren<QCheckBox*>())
        if (box->isVisible())
            QTest::keyClick(box, Qt::Key_Space);
    field(QStringLiteral("Name"))->setFocus();
    save();
    EXPECT_TRUE(backend.saved.empty());
    EXPECT_TRUE(vault.find("github-ci"));
}

TEST_F(VaultEditPageTest, WhatTheVaultRefusesIsSaidInTheForm) {
    add(record("other"), secretOf("x"));
    page.select("github");
    open();
    type(QStringLiteral("Name"), QStringLiteral("other"));
    type(QStringLiteral("Secret"), QStringLiteral("typed-secret"));
    QTest::keyClick(page.focusWidget(), Qt::Key_Return);
    ASSERT_TRUE(waitFor([&] { return visibleText().contains(u"exists already"); }));
    EXPECT_EQ(field(QStringLiteral("Secret"))->text(), QStringLiteral("typed-secret")) << "it can be tried again";
    EXPECT_EQ(secret("github"), "stored-secret");
    type(QStringLiteral("Name"), QStringLiteral("third"));
    save();
    EXPECT_EQ(secret("third"), "typed-secret");
}

TEST_F(VaultEditPageTest, EveryFieldSaysItselfWhatIsWrong) {
    open();
    type(QStringLiteral("Allowed hosts"), QStringLiteral("https://api.example/x"));
    type(QStringLiteral("Name"), QStringLiteral("a{b"));
    QTest::keyClick(page.focusWidget(), Qt::Key_Return);
    EXPECT_TRUE(formIsOpen());
    EXPECT_TRUE(visibleText().contains(u"is a whole address"));
    EXPECT_TRUE(visibleText().contains(u"no braces"));
    EXPECT_EQ(page.focusWidget(), field(QStringLiteral("Name"))) << "the first wrong one";
    EXPECT_TRUE(field(QStringLiteral("Name"))->accessibleDescription().contains(u"no braces"));
    type(QStringLiteral("Name"), QStringLiteral("ab"));
    EXPECT_FALSE(visibleText().contains(u"no braces")) << "gone as soon as it is right";
}

TEST_F(VaultEditPageTest, UndoInAnotherWorkspaceLeavesItsRequestsAndSaysSo) {
    workspaceWith({"https://api.example/?k={{vault:github}}"});
    open();
    type(QStringLiteral("Name"), QStringLiteral("github-ci"));
    save();
    ASSERT_EQ(backend.saved.size(), 1U);
    backend.view.folder = QStringLiteral("elsewhere");
    Q_EMIT backend.workspaceChanged();
    press(QStringLiteral("Undo"));
    EXPECT_TRUE(says(QStringLiteral("The requests in somewhere still name “github-ci”")))
        << visibleText().toStdString();
    EXPECT_TRUE(vault.find("github"));
    EXPECT_EQ(backend.saved.size(), 1U) << "these are others, whatever they name";
}

TEST_F(VaultEditPageTest, RequestsOfAWorkspaceThatWasLeftMeanwhileStayAndThatIsSaid) {
    workspaceWith({"https://api.example/?k={{vault:github}}"});
    open();
    backend.view.folder = QStringLiteral("elsewhere");
    Q_EMIT backend.workspaceChanged();
    type(QStringLiteral("Name"), QStringLiteral("github-ci"));
    save();
    EXPECT_TRUE(says(QStringLiteral("The requests in somewhere still name “github”")));
    EXPECT_TRUE(backend.saved.empty());
}

} // namespace knockback::ui
