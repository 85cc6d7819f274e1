// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestCertificate.h"
#include "tests/ui/vault/PageFixture.h"

#include <QComboBox>
#include <QFile>
#include <QTemporaryDir>

namespace knockback::ui {

class CertificateFieldsTest : public PageFixture {
protected:
    QString write(const QString& name, const QByteArray& bytes) {
        QFile file(folder.filePath(name));
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        return file.fileName();
    }
    void begin() {
        page.beginAdding();
        choose(QStringLiteral("Kind"), QStringLiteral("Client certificate"));
        type(QStringLiteral("Name"), QStringLiteral("mtls"));
        type(QStringLiteral("Allowed hosts"), QStringLiteral("api.example"));
    }

    QTemporaryDir folder;
    test::TestCertificate client = test::TestCertificate::make({.commonName = "me"});
};

TEST_F(CertificateFieldsTest, SaysWhenItEndsAndKeepsThatAsItsExpiry) {
    begin();
    type(QStringLiteral("Certificate"), write(QStringLiteral("c.pem"), client.certificatePem));
    EXPECT_TRUE(says(QStringLiteral("There is no private key")));
    press(QStringLiteral("Save to vault"));
    EXPECT_FALSE(vault.find("mtls"));
    type(QStringLiteral("Key"), write(QStringLiteral("c.key"), client.keyPem));
    ASSERT_TRUE(says(QStringLiteral("The key belongs to it."))) << visibleText().toStdString();
    press(QStringLiteral("Save to vault"));
    ASSERT_TRUE(waitFor([&] { return vault.find("mtls").has_value(); }));
    EXPECT_TRUE(vault.find("mtls")->expiresAt);
    ASSERT_TRUE(waitFor([&] { return !formIsOpen(); }));
    page.beginEditing();
    ASSERT_TRUE(says(QStringLiteral("The key belongs to it.")));
    QTest::keyClick(page.focusWidget(), Qt::Key_Escape);
    EXPECT_FALSE(formIsOpen()) << "reading the file is no change of the user's";
}

TEST_F(CertificateFieldsTest, OpensPkcs12WithItsPassphrase) {
    begin();
    type(QStringLiteral("Certificate"), write(QStringLiteral("c.p12"), client.pkcs12("open")));
    ASSERT_TRUE(says(QStringLiteral("needs its passphrase")));
    type(QStringLiteral("Passphrase of the key"), QStringLiteral("wrong"));
    ASSERT_TRUE(says(QStringLiteral("passphrase does not open")));
    type(QStringLiteral("Passphrase of the key"), QStringLiteral("open"));
    ASSERT_TRUE(says(QStringLiteral("The key belongs to it.")));
    press(QStringLiteral("Save to vault"));
    ASSERT_TRUE(waitFor([&] { return vault.find("mtls").has_value(); }));
    EXPECT_EQ(secret("mtls"), "open");
}

TEST_F(CertificateFieldsTest, WhatWasPutRightIsNotSaidAnyMore) {
    begin();
    press(QStringLiteral("Save to vault"));
    const QString missing = QStringLiteral("Name the file with the certificate");
    ASSERT_TRUE(visibleText().contains(missing));
    type(QStringLiteral("Certificate"), write(QStringLiteral("c.pem"), client.certificatePem));
    EXPECT_FALSE(visibleText().contains(missing));
    ASSERT_TRUE(says(QStringLiteral("There is no private key")));
    press(QStringLiteral("Save to vault"));
    const QString unusable = QStringLiteral("It could not be used like this.");
    ASSERT_TRUE(visibleText().contains(unusable));
    type(QStringLiteral("Key"), write(QStringLiteral("c.key"), client.keyPem));
    ASSERT_TRUE(says(QStringLiteral("The key belongs to it.")));
    EXPECT_FALSE(visibleText().contains(unusable));
}

TEST_F(CertificateFieldsTest, ItIsNotSavedWhileItIsLookedAt) {
    begin();
    type(QStringLiteral("Certificate"), write(QStringLiteral("c.pem"), client.certificatePem + client.keyPem));
    QTest::keyClick(field(QStringLiteral("Certificate")), Qt::Key_Return);
    const QString reading = QStringLiteral("It is still being looked at.");
    EXPECT_TRUE(visibleText().contains(reading));
    ASSERT_TRUE(says(QStringLiteral("The key belongs to it.")));
    EXPECT_FALSE(visibleText().contains(reading));
    EXPECT_FALSE(vault.find("mtls"));
    QTest::keyClick(field(QStringLiteral("Certificate")), Qt::Key_Return);
    ASSERT_TRUE(waitFor([&] { return vault.find("mtls").has_value(); }));
    EXPECT_TRUE(vault.find("mtls")->expiresAt);
}

} // namespace knockback::ui
