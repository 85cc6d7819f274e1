// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/vault/KindFields.h"
#include "tests/ui/vault/PageFixture.h"
#include "ui/vault/CredentialForm.h"
#include "ui/vault/HmacPreview.h"
#include "ui/vault/IssuerEntry.h"

#include <QCheckBox>
#include <QComboBox>
#include <QMessageAuthenticationCode>

namespace knockback::ui {

using vault::CredentialKind;
using vault::SecretRole;

class KindFieldsTest : public PageFixture {
protected:
    void begin(const QString& kind) {
        page.beginAdding();
        choose(QStringLiteral("Kind"), kind);
        type(QStringLiteral("Name"), QStringLiteral("new"));
        type(QStringLiteral("Allowed hosts"), QStringLiteral("api.example"));
    }
    void save() {
        press(QStringLiteral("Save to vault"));
        ASSERT_TRUE(waitFor([&] { return vault.find("new").has_value(); })) << visibleText().toStdString();
        ASSERT_TRUE(waitFor([&] { return !formIsOpen(); }));
    }
    void openSection(const QString& title) {
        auto* toggle = named<QToolButton>(title);
        ASSERT_TRUE(toggle);
        toggle->setFocus();
        QTest::keyClick(toggle, Qt::Key_Space);
    }
    vault::Credential saved() { return vault.find("new").value_or(vault::Credential()); }
    QByteArray setting(const QByteArray& name) {
        const auto settings = saved().settings;
        const auto found = settings.find(name);
        return found == settings.end() ? QByteArray("(none)") : found->second;
    }
};

TEST_F(KindFieldsTest, EveryFieldOfEveryKindHasAName) {
    for (const auto& kind : formKinds()) {
        FieldForm form;
        kind.build(form, {});
        form.QWidget::show();
        for (const auto* field : form.findChildren<QWidget*>())
            EXPECT_TRUE(field->window() != &form || // the list that a choice opens
                        !(field->focusPolicy() & Qt::TabFocus) || field->focusProxy() ||
                        !field->accessibleName().isEmpty() || qobject_cast<const QPushButton*>(field))
                << kind.title.toStdString() << ' ' << field->metaObject()->className();
    }
}

// The pane beside the table is 400 pixels wide in a small window, with its scroll bar.
TEST_F(KindFieldsTest, EveryKindFitsThePane) {
    for (const auto& kind : formKinds()) {
        begin(kind.title);
        const auto* form = page.findChild<CredentialForm*>();
        ASSERT_TRUE(form);
        EXPECT_LE(form->minimumSizeHint().width(), 390) << kind.title.toStdString();
    }
}

// What is shown and not touched stays what it is, whatever the kind.
TEST_F(KindFieldsTest, AnUntouchedFormWritesWhatItRead) {
    for (const auto& kind : formKinds()) {
        FormRecord record;
        record.credential.name = "c";
        setKind(record.credential, kind);
        record.credential.clientId = "client";
        record.credential.tokenUrl = "https://login.example/token";
        record.credential.header = "X-Key";
        record.credential.scopes = {"a", "b"};
        for (const char* name : {"client-auth", "dpop", "audience", "hmac-text", "hmac-hash", "aws-region",
                                 "certificate-file", "recipe-create", "rotate-every-days", "subject-credential"})
            record.credential.settings[name] = "odd value";
        FieldForm form;
        kind.build(form, {});
        form.show(record);
        FormRecord out{record.credential, {}, {}};
        form.fill(out);
        EXPECT_TRUE(out.credential == record.credential) << kind.title.toStdString();
        EXPECT_TRUE(out.secrets.empty());
        EXPECT_FALSE(form.hasTouchedSecrets());
    }
}

TEST_F(KindFieldsTest, AnApiKeyGoesWhereItIsSaid) {
    begin(QStringLiteral("API key"));
    type(QStringLiteral("Secret"), QStringLiteral("k3y"));
    choose(QStringLiteral("Sent in"), QStringLiteral("a cookie"));
    type(QStringLiteral("Called"), QStringLiteral("s id"));
    press(QStringLiteral("Save to vault"));
    EXPECT_TRUE(visibleText().contains(u"no spaces")) << visibleText().toStdString();
    type(QStringLiteral("Called"), QStringLiteral("sid"));
    save();
    EXPECT_EQ(setting("cookie"), "sid");
    EXPECT_TRUE(saved().header.isEmpty() && saved().query.isEmpty());
    page.beginEditing();
    choose(QStringLiteral("Sent in"), QStringLiteral("the query"));
    press(QStringLiteral("Save to vault"));
    ASSERT_TRUE(waitFor([&] { return saved().query == "sid"; }));
    EXPECT_EQ(setting("cookie"), "(none)");
    EXPECT_EQ(secret("new"), "k3y");
}

TEST_F(KindFieldsTest, ARecipeIsWrittenInFieldsThatSayWhatIsWrong) {
    begin(QStringLiteral("API key"));
    type(QStringLiteral("Secret"), QStringLiteral("k3y"));
    type(QStringLiteral("Called"), QStringLiteral("X-Key"));
    openSection(QStringLiteral("Rotation"));
    type(QStringLiteral("End the old one"), QStringLiteral("DELETE https://api.example/keys/{old-id}"));
    type(QStringLiteral("Both hold for"), QStringLiteral("a day"));
    press(QStringLiteral("Save to vault"));
    EXPECT_TRUE(visibleText().contains(u"Without a request that makes a key"));
    EXPECT_TRUE(visibleText().contains(u"write 24h or 30m"));
    type(QStringLiteral("Make a key"), QStringLiteral("POST https://api.example/keys"));
    type(QStringLiteral("Both hold for"), QStringLiteral("24h"));
    save();
    EXPECT_EQ(setting("recipe-create"), "POST https://api.example/keys");
    EXPECT_EQ(setting("recipe-overlap"), "24h");
    EXPECT_TRUE(waitFor([&] { return button(QStringLiteral("Rotate now")) != nullptr; }));
}

TEST_F(KindFieldsTest, AnAwsKeyHasThreePartsAndAPlace) {
    begin(QStringLiteral("AWS Signature V4"));
    type(QStringLiteral("Access key ID"), QStringLiteral("AKIA"));
    press(QStringLiteral("Save to vault"));
    EXPECT_TRUE(visibleText().contains(u"Secret access key: nothing is typed yet"));
    type(QStringLiteral("Secret access key"), QStringLiteral("s3cret"));
    type(QStringLiteral("Session token"), QStringLiteral("session"));
    type(QStringLiteral("Region"), QStringLiteral("eu-west-1"));
    save();
    EXPECT_EQ(secret("new", SecretRole::UserName), "AKIA");
    EXPECT_EQ(secret("new", SecretRole::SessionToken), "session");
    EXPECT_EQ(setting("aws-region"), "eu-west-1");
    page.beginEditing();
    auto* remove = named<QToolButton>(QStringLiteral("Remove: Session token"));
    ASSERT_TRUE(remove);
    QTest::mouseClick(remove, Qt::LeftButton);
    press(QStringLiteral("Save to vault"));
    EXPECT_TRUE(waitFor([&] { return secret("new", SecretRole::SessionToken) == "(none)"; }));
    EXPECT_EQ(secret("new"), "s3cret");
}

TEST_F(KindFieldsTest, AnHmacTemplateShowsWhatItWouldSignAndNeverTheKey) {
    begin(QStringLiteral("HMAC signature"));
    type(QStringLiteral("Key"), QStringLiteral("the-real-key"));
    type(QStringLiteral("Text to sign"), QStringLiteral("{method}\\n{host}"));
    EXPECT_TRUE(visibleText().contains(u"POST\napi.example.com\n\nX-Signature: ")) << visibleText().toStdString();
    type(QStringLiteral("The header's value"), QStringLiteral("{nobody}"));
    EXPECT_TRUE(visibleText().contains(u"{nobody}"));
    type(QStringLiteral("The header's value"), QStringLiteral("v1={signature}"));
    EXPECT_TRUE(visibleText().contains(u"X-Signature: v1="));
    EXPECT_FALSE(visibleText().contains(u"the-real-key"));
    choose(QStringLiteral("The key is written as"), QStringLiteral("hex"));
    press(QStringLiteral("Save to vault"));
    EXPECT_TRUE(visibleText().contains(u"not written in hex"));
    choose(QStringLiteral("The key is written as"), QStringLiteral("text"));
    save();
    EXPECT_EQ(setting("hmac-value"), "v1={signature}");
    EXPECT_EQ(setting("hmac-key"), "(none)");
}

TEST(HmacPreviewTest, IsWhatTheSamplesKeyMakesOfIt) {
    vault::Credential credential;
    credential.settings["hmac-text"] = "{method} {path-and-query}";
    credential.settings["hmac-encoding"] = "base64";
    const QByteArray text = "POST /v1/orders?page=2";
    const QByteArray mac =
        QMessageAuthenticationCode::hash(text, "0123456789abcdef", QCryptographicHash::Sha256).toBase64();
    EXPECT_EQ(hmacPreview(credential, {}), QString::fromUtf8(text + "\n\nX-Signature: " + mac));
}

TEST_F(KindFieldsTest, AServiceProvesItselfAsItIsSaid) {
    begin(QStringLiteral("OAuth · client credentials"));
    type(QStringLiteral("Token URL"), QStringLiteral("http://login.example/token"));
    type(QStringLiteral("Client ID"), QStringLiteral("svc"));
    press(QStringLiteral("Save to vault"));
    EXPECT_TRUE(visibleText().contains(u"This is not https"));
    EXPECT_TRUE(visibleText().contains(u"needs the client secret"));
    type(QStringLiteral("Token URL"), QStringLiteral("https://login.example/token"));
    choose(QStringLiteral("The client proves who it is"),
           QStringLiteral("assertion signed with a key (private_key_jwt)"));
    EXPECT_FALSE(field(QStringLiteral("Client secret"))) << "what is not needed is not asked for";
    press(QStringLiteral("Save to vault"));
    EXPECT_TRUE(visibleText().contains(u"Read the key that signs"));
    choose(QStringLiteral("The client proves who it is"), QStringLiteral("secret in the body (post)"));
    type(QStringLiteral("Client secret"), QStringLiteral("s3cret"));
    openSection(QStringLiteral("More"));
    QTest::keyClick(named<QCheckBox>(QStringLiteral("Bind tokens to a key of this credential (DPoP, RFC 9449)")),
                    Qt::Key_Space);
    type(QStringLiteral("Audience"), QStringLiteral("https://api.example"));
    save();
    EXPECT_EQ(saved().kind, CredentialKind::ClientCredentials);
    EXPECT_EQ(setting("client-auth"), "post");
    EXPECT_EQ(setting("dpop"), "yes");
    EXPECT_EQ(setting("audience"), "https://api.example");
    EXPECT_EQ(secret("new", SecretRole::ClientSecret), "s3cret");
}

TEST_F(KindFieldsTest, AnIssuerFillsInItsEndpoints) {
    VaultActions actions;
    QByteArray asked;
    std::function<void(const VaultActions::Discovered&)> answer;
    actions.discover = [&](const QByteArray& issuer, auto answered) {
        asked = issuer;
        answer = std::move(answered);
    };
    page.setActions(actions);
    begin(QStringLiteral("OAuth · authorization code"));
    press(QStringLiteral("Find endpoints"));
    EXPECT_TRUE(visibleText().contains(u"Write the issuer first"));
    type(QStringLiteral("Issuer"), QStringLiteral("https://login.example"));
    press(QStringLiteral("Find endpoints"));
    EXPECT_EQ(asked, "https://login.example");
    answer(base::Failure(QStringLiteral("It answered 404.")));
    EXPECT_TRUE(visibleText().contains(u"It answered 404."));
    press(QStringLiteral("Find endpoints"));
    oauth::ServerMetadata endpoints;
    endpoints.tokenUrl = "https://login.example/token";
    endpoints.authorizationUrl = "https://login.example/authorize";
    endpoints.revocationUrl = "https://login.example/revoke";
    answer(endpoints);
    EXPECT_EQ(field(QStringLiteral("Token URL"))->text(), QStringLiteral("https://login.example/token"));
    EXPECT_EQ(field(QStringLiteral("Authorization URL"))->text(), QStringLiteral("https://login.example/authorize"));
    type(QStringLiteral("Client ID"), QStringLiteral("app"));
    save();
    EXPECT_EQ(setting("revocation-url"), "https://login.example/revoke");
    EXPECT_EQ(saved().issuer, "https://login.example");
    EXPECT_EQ(saved().kind, CredentialKind::AuthorizationCode);
}

TEST_F(KindFieldsTest, ALateAnswerOfAnIssuerFindsNobody) {
    VaultActions actions;
    std::function<void(const VaultActions::Discovered&)> answer;
    actions.discover = [&](const QByteArray&, auto answered) { answer = std::move(answered); };
    page.setActions(actions);
    begin(QStringLiteral("OAuth · device code"));
    type(QStringLiteral("Issuer"), QStringLiteral("https://login.example"));
    press(QStringLiteral("Find endpoints"));
    type(QStringLiteral("Issuer"), QStringLiteral("https://other.example"));
    oauth::ServerMetadata endpoints;
    endpoints.tokenUrl = "https://login.example/token";
    answer(endpoints);
    EXPECT_TRUE(field(QStringLiteral("Token URL"))->text().isEmpty()) << "that was another issuer";
    press(QStringLiteral("Cancel"));
    press(QStringLiteral("Discard them"));
    answer(endpoints);
}

TEST_F(KindFieldsTest, AnExchangeNamesTheCredentialThatItExchanges) {
    add(record("login"), secretOf("x"));
    begin(QStringLiteral("OAuth · token exchange"));
    type(QStringLiteral("Token URL"), QStringLiteral("https://login.example/token"));
    type(QStringLiteral("Client ID"), QStringLiteral("svc"));
    press(QStringLiteral("Save to vault"));
    EXPECT_TRUE(visibleText().contains(u"Choose the credential whose token is exchanged"));
    choose(QStringLiteral("Token of the credential"), QStringLiteral("login"));
    save();
    EXPECT_EQ(setting("grant"), "token-exchange");
    EXPECT_EQ(setting("subject-credential"), "login");
    page.select("new");
    page.beginEditing();
    EXPECT_EQ(named<QComboBox>(QStringLiteral("Kind"))->currentText(), QStringLiteral("OAuth · token exchange"));
    EXPECT_FALSE(named<QComboBox>(QStringLiteral("Kind"))->isEnabled());
}

TEST_F(KindFieldsTest, OneFieldPutsAnotherRight) {
    begin(QStringLiteral("OAuth · client credentials"));
    press(QStringLiteral("Save to vault"));
    ASSERT_TRUE(visibleText().contains(u"or the issuer that tells it"));
    ASSERT_TRUE(visibleText().contains(u"needs the client secret"));
    type(QStringLiteral("Issuer"), QStringLiteral("https://login.example"));
    EXPECT_FALSE(visibleText().contains(u"or the issuer that tells it")) << visibleText().toStdString();
    EXPECT_TRUE(visibleText().contains(u"needs the client secret")) << "still wrong";
    type(QStringLiteral("Client secret"), QStringLiteral("s3cret"));
    EXPECT_FALSE(visibleText().contains(u"needs the client secret"));
}

TEST_F(KindFieldsTest, AWrongIssuerThatWasPutRightIsNotSaidAnyMore) {
    begin(QStringLiteral("OAuth · client credentials"));
    type(QStringLiteral("Issuer"), QStringLiteral("http://login.example"));
    press(QStringLiteral("Save to vault"));
    ASSERT_TRUE(visibleText().contains(u"This is not https")) << visibleText().toStdString();
    type(QStringLiteral("Issuer"), QStringLiteral("https://login.example"));
    EXPECT_FALSE(visibleText().contains(u"This is not https"));
}

} // namespace knockback::ui
