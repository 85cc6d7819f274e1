// SPDX-License-Identifier: GPL-3.0-or-later
// A secret pasted into any editor of a request, with the keys that a user presses: the offer comes, moving leaves the
// reference in that place, and Ctrl+Z brings the secret back.
#include "app/workspace/BodyForm.h"
#include "tests/ui/composer/ComposerFixture.h"
#include "ui/composer/CodeEditor.h"
#include "ui/composer/PartsModel.h"
#include "ui/composer/PartsTable.h"
#include "ui/composer/SecretOffer.h"
#include "ui/models/NameValueModel.h"

namespace knockback::ui {
namespace {

using workspace::AuthKind;
using workspace::BodyKind;

// Put together here, so that no scanner takes this file for a leak.
const QString token = QStringLiteral("ghp_") + QStringLiteral("A7bK2xQ9mZ4tR1wY8cP3").repeated(2).left(36);

class SecretPasteTest : public test::ComposerFixture {
protected:
    SecretPasteTest() {
        panel.secretOffer().setKeeper([this](const vault::Credential&, std::shared_ptr<vault::Secrets> secrets,
                                             const std::function<void(const QString&)>& done) {
            kept = secrets->at(vault::SecretRole::Value).reveal().toByteArray();
            done({});
        });
    }
    // Into the editor that has the focus.
    void paste(const QString& text) {
        QGuiApplication::clipboard()->setText(text);
        press(Qt::Key_V, Qt::ControlModifier);
    }
    QPushButton* offered() {
        for (auto* button : note().findChildren<QPushButton*>())
            if (button->text() == QStringLiteral("Move to the vault") && button->isVisible())
                return button;
        return nullptr;
    }
    static QByteArray everything(const workspace::RequestDraft& draft) {
        QByteArray text = draft.url + '\n' + draft.body + '\n' + draft.auth.password + '\n' + draft.auth.token + '\n' +
                          draft.auth.keyValue + '\n' + draft.auth.keyPassphrase + '\n';
        for (const auto& row : draft.headers)
            text += row.name + ": " + row.value + '\n';
        return text;
    }
    void expectMovedAndBack(const QByteArray& secret) {
        panel.commit();
        QCoreApplication::processEvents();
        ASSERT_TRUE(everything(panel.draft()).contains(secret)) << everything(panel.draft()).constData();
        auto* button = offered();
        ASSERT_TRUE(button) << note().sentence().toStdString();
        EXPECT_FALSE(note().sentence().contains(QString::fromUtf8(secret.left(8))));
        QTest::mouseClick(button, Qt::LeftButton);
        EXPECT_EQ(kept, secret);
        const QByteArray moved = everything(panel.draft());
        EXPECT_FALSE(moved.contains(secret)) << moved.constData();
        EXPECT_TRUE(moved.contains("{{vault:")) << moved.constData();
        panel.undo();
        EXPECT_TRUE(everything(panel.draft()).contains(secret)) << everything(panel.draft()).constData();
    }
    template <typename T>
    T& on(ComposerPanel::Tab tab, const char* name) {
        panel.showTab(tab);
        return *find<T>(name);
    }
    void chooseBody(BodyKind kind) {
        panel.showTab(ComposerPanel::Body);
        auto* kinds = find<QComboBox>("bodyKind");
        kinds->setFocus();
        while (kinds->currentData().toInt() < static_cast<int>(kind))
            press(Qt::Key_Down);
        while (kinds->currentData().toInt() > static_cast<int>(kind))
            press(Qt::Key_Up);
    }
    void chooseAuth(AuthKind kind) {
        panel.showTab(ComposerPanel::Auth);
        auto* kinds = find<QComboBox>("authKind");
        kinds->setCurrentIndex(kinds->findData(static_cast<int>(kind)));
    }

    QByteArray kept;
};

TEST_F(SecretPasteTest, TheUrlBar) {
    load("");
    url().setFocus();
    paste(QStringLiteral("https://api.example/?key=") + token);
    expectMovedAndBack(token.toUtf8());
}

TEST_F(SecretPasteTest, APasswordBeforeTheHost) {
    load("");
    url().setFocus();
    paste(QStringLiteral("https://me:correct-horse@api.example/"));
    expectMovedAndBack("correct-horse");
}

TEST_F(SecretPasteTest, AParameter) {
    load("https://api.example/?api_key=x");
    auto& table = on<NameValueTable>(ComposerPanel::Params, "params");
    goTo(table, 0, NameValueModel::Value);
    press(Qt::Key_A, Qt::ControlModifier);
    paste(QStringLiteral("k9Xb2mQ7vL4tR8wY1cP3nH6j"));
    press(Qt::Key_Return);
    expectMovedAndBack("k9Xb2mQ7vL4tR8wY1cP3nH6j");
}

TEST_F(SecretPasteTest, AHeader) {
    workspace::RequestDraft draft;
    draft.url = "https://api.example/";
    draft.headers = {{"X-Api-Key", "x"}};
    panel.load(draft);
    auto& table = on<NameValueTable>(ComposerPanel::Headers, "headers");
    goTo(table, 0, NameValueModel::Value);
    press(Qt::Key_A, Qt::ControlModifier);
    paste(token);
    press(Qt::Key_Return);
    expectMovedAndBack(token.toUtf8());
}

TEST_F(SecretPasteTest, TheAuthFields) {
    const std::pair<AuthKind, const char*> fields[] = {{AuthKind::Bearer, "authToken"},
                                                       {AuthKind::Basic, "authPassword"},
                                                       {AuthKind::Digest, "authPassword"},
                                                       {AuthKind::ApiKey, "authKeyValue"},
                                                       {AuthKind::ClientCertificate, "authPassphrase"}};
    for (const auto& [kind, name] : fields) {
        SCOPED_TRACE(name);
        load("https://api.example/");
        chooseAuth(kind);
        auto* field = find<QLineEdit>(name);
        ASSERT_TRUE(field);
        field->setFocus();
        paste(QStringLiteral("a-secret-of-its-own"));
        expectMovedAndBack("a-secret-of-its-own");
    }
}

TEST_F(SecretPasteTest, AJsonBody) {
    load("https://api.example/");
    chooseBody(BodyKind::Json);
    find<CodeEditor>("requestBody")->setFocus();
    paste(QStringLiteral("{\"password\": \"correct horse\"}"));
    expectMovedAndBack("correct horse");
}

TEST_F(SecretPasteTest, ATextBody) {
    load("https://api.example/");
    chooseBody(BodyKind::Text);
    find<CodeEditor>("requestBody")->setFocus();
    paste(QStringLiteral("use ") + token + QStringLiteral(" for it"));
    expectMovedAndBack(token.toUtf8());
}

TEST_F(SecretPasteTest, AFormField) {
    workspace::RequestDraft draft;
    draft.method = "POST";
    draft.url = "https://api.example/";
    draft.headers = {{"Content-Type", "application/x-www-form-urlencoded"}};
    draft.body = "client_secret=x";
    panel.load(draft);
    auto& table = on<NameValueTable>(ComposerPanel::Body, "formFields");
    goTo(table, 0, NameValueModel::Value);
    press(Qt::Key_A, Qt::ControlModifier);
    paste(QStringLiteral("correct-horse-battery"));
    press(Qt::Key_Return);
    expectMovedAndBack("correct-horse-battery");
}

TEST_F(SecretPasteTest, APartOfAMultipartBody) {
    load("https://api.example/");
    chooseBody(BodyKind::Multipart);
    auto& parts = *find<PartsTable>("parts");
    parts.setFocus();
    parts.setCurrentIndex(parts.model()->index(0, PartsModel::Name));
    type(QStringLiteral("password"));
    press(Qt::Key_Return);
    parts.setCurrentIndex(parts.model()->index(0, PartsModel::Value));
    paste(QStringLiteral("correct-horse-battery"));
    press(Qt::Key_Return);
    expectMovedAndBack("correct-horse-battery");
}

TEST_F(SecretPasteTest, AGraphQlQueryAndItsVariables) {
    load("https://api.example/");
    chooseBody(BodyKind::GraphQl);
    find<CodeEditor>("graphQlQuery")->setFocus();
    paste(QStringLiteral("mutation { login(password: \"correct horse\") { id } }"));
    expectMovedAndBack("correct horse");
    load("https://api.example/");
    chooseBody(BodyKind::GraphQl);
    find<CodeEditor>("graphQlQuery")->setFocus();
    paste(QStringLiteral("query { a }"));
    find<CodeEditor>("graphQlVariables")->setFocus();
    paste(QStringLiteral("{\"password\": \"battery staple\"}"));
    expectMovedAndBack("battery staple");
}

TEST_F(SecretPasteTest, NothingIsOfferedForWhatIsNoSecret) {
    load("https://api.example/?page=2&sort=name");
    url().setFocus();
    paste(QStringLiteral("&from=2026-01-01"));
    EXPECT_FALSE(offered()) << note().sentence().toStdString();
}

} // namespace
} // namespace knockback::ui
