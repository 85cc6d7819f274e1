// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/AuthApplier.h"
#include "app/vault/AwsSettings.h"
#include "tests/app/vault/VaultFixture.h"

#include <QMessageAuthenticationCode>

namespace knockback::test {

using vault::CredentialKind;
using vault::SecretRole;
using vault::VaultErrorKind;

// The kinds that sign, and those that put a secret elsewhere than in a header.
class SigningAuthTest : public VaultFixture {
protected:
    std::unique_ptr<vault::Vault> m_vault = openedVault();
    http::Request m_request{"POST", "https://api.test/v1/pay?x=1"};
    SeededRandom m_random{5};

    vault::Credential credential(CredentialKind kind, std::map<QByteArray, QByteArray> settings,
                                 vault::Secrets secrets) {
        auto made = bearer("c");
        made.kind = kind;
        made.settings = std::move(settings);
        EXPECT_TRUE(m_vault->add(made, std::move(secrets)));
        return made;
    }
    auto apply(const vault::Credential& credential) {
        return vault::applyCredential(m_request, credential, *m_vault, m_random);
    }
    [[nodiscard]] QByteArray header(QByteArrayView name) const {
        return m_request.headers.value(name).value_or("(none)");
    }
    static vault::Secrets pair(const QByteArray& id, const QByteArray& secret) {
        auto secrets = value(secret);
        secrets.emplace(SecretRole::UserName, base::Secret(id));
        return secrets;
    }
};

TEST_F(SigningAuthTest, AnApiKeyGoesIntoACookieBesideTheOthers) {
    auto key = credential(CredentialKind::ApiKey, {{vault::cookieSetting, "sid"}}, value("k3y"));
    ASSERT_TRUE(apply(key));
    EXPECT_EQ(header("Cookie"), "sid=k3y");
    m_request.headers.set("Cookie", "a=1");
    ASSERT_TRUE(apply(key));
    EXPECT_EQ(header("Cookie"), "a=1; sid=k3y");
}

TEST_F(SigningAuthTest, AnHmacIsMadeOfTheRequestAsItsTemplateSays) {
    m_request.body = QByteArray(R"({"amount":1})");
    m_request.headers.append("X-Client", "abc");
    const auto signer =
        credential(CredentialKind::HmacSigned,
                   {{"hmac-text", "{method}\\n{path-and-query}\\n{host}\\n{header:X-Client}\\n{timestamp}\\n{body}"},
                    {"hmac-value", "HMAC {key-id}:{signature}"},
                    {"hmac-encoding", "base64"},
                    {"hmac-hash", "sha512"},
                    {"hmac-timestamp-header", "X-Time"}},
                   pair("id-1", "the key"));
    ASSERT_TRUE(apply(signer));
    const QByteArray time = QByteArray::number(base::toEpochMs(m_clock.wallNow()) / 1000);
    const QByteArray text = "POST\n/v1/pay?x=1\napi.test\nabc\n" + time + "\n" + R"({"amount":1})";
    EXPECT_EQ(header("X-Time"), time);
    EXPECT_EQ(header("X-Signature"),
              "HMAC id-1:" + QMessageAuthenticationCode::hash(text, "the key", QCryptographicHash::Sha512).toBase64());
}

TEST_F(SigningAuthTest, WithoutSettingsAnHmacHasATextOfItsOwnAndHexDigits) {
    const auto signer = credential(CredentialKind::HmacSigned, {}, value("k"));
    ASSERT_TRUE(apply(signer));
    const QByteArray text = QByteArray::number(base::toEpochMs(m_clock.wallNow()) / 1000) + "\nPOST\n/v1/pay?x=1\n" +
                            QCryptographicHash::hash({}, QCryptographicHash::Sha256).toHex();
    EXPECT_EQ(header("X-Signature"), QMessageAuthenticationCode::hash(text, "k", QCryptographicHash::Sha256).toHex());
}

TEST_F(SigningAuthTest, AnHmacKeyMayBeWrittenInHexAndMustBeThen) {
    const auto signer =
        credential(CredentialKind::HmacSigned, {{"hmac-key", "hex"}, {"hmac-text", "{method}"}}, value("00ff10"));
    ASSERT_TRUE(apply(signer));
    EXPECT_EQ(
        header("X-Signature"),
        QMessageAuthenticationCode::hash("POST", QByteArray::fromHex("00ff10"), QCryptographicHash::Sha256).toHex());
    ASSERT_TRUE(m_vault->remove("c"));
    const auto before = m_request.headers;
    const auto wrong = credential(CredentialKind::HmacSigned, {{"hmac-key", "hex"}}, value("not hex"));
    EXPECT_EQ(errorOf(apply(wrong)), VaultErrorKind::Invalid);
    EXPECT_EQ(m_request.headers, before);
}

TEST_F(SigningAuthTest, APlaceholderNobodyKnowsIsAnErrorAndChangesNothing) {
    const auto signer = credential(CredentialKind::HmacSigned, {{"hmac-text", "{metod}"}}, value("k"));
    const auto applied = apply(signer);
    ASSERT_EQ(errorOf(applied), VaultErrorKind::Invalid);
    EXPECT_TRUE(applied.error().sentence.contains(u"{metod}"));
    EXPECT_TRUE(m_request.headers.isEmpty());
}

TEST_F(SigningAuthTest, AwsSignsWithItsKeysTowardAllowedHostsOnly) {
    auto aws = bearer("c", {"*.amazonaws.com"});
    aws.kind = CredentialKind::AwsSigV4;
    ASSERT_TRUE(m_vault->add(aws, pair("AKIDEXAMPLE", "secret")));
    EXPECT_EQ(errorOf(apply(aws)), VaultErrorKind::HostNotAllowed);
    EXPECT_TRUE(m_request.headers.isEmpty());
    m_request.url = "https://sts.eu-west-1.amazonaws.com/";
    ASSERT_TRUE(apply(aws));
    EXPECT_TRUE(header("Authorization").contains("/eu-west-1/sts/aws4_request"));
    EXPECT_EQ(header("X-Amz-Security-Token"), "(none)");
}

TEST_F(SigningAuthTest, AwsOnAnotherHostWantsItsScopeSaid) {
    const auto aws = credential(CredentialKind::AwsSigV4, {}, pair("AKIDEXAMPLE", "secret"));
    const auto applied = apply(aws);
    ASSERT_EQ(errorOf(applied), VaultErrorKind::Invalid);
    EXPECT_TRUE(applied.error().sentence.contains(u"aws-region"));
    auto told = *m_vault->find("c");
    told.settings = {{vault::awsRegionSetting, "realm"}, {vault::awsServiceSetting, "s3"}};
    ASSERT_TRUE(m_vault->update(told));
    ASSERT_TRUE(apply(told));
    EXPECT_TRUE(header("Authorization").contains("/realm/s3/aws4_request"));
}

TEST_F(SigningAuthTest, ACertificateGoesIntoTheOptionsTowardAllowedHostsOnly) {
    const auto certificate = credential(
        CredentialKind::ClientCertificate,
        {{vault::certificateFileSetting, "/c.pem"}, {vault::certificateKeySetting, "/k.pem"}}, value("pass"));
    ASSERT_TRUE(apply(certificate));
    EXPECT_EQ(m_request.options.clientCertificate, (http::ClientCertificate{"/c.pem", "/k.pem", "pass"}));
    EXPECT_TRUE(m_request.headers.isEmpty());
    m_request = {"GET", "https://elsewhere.test/"};
    EXPECT_EQ(errorOf(apply(certificate)), VaultErrorKind::HostNotAllowed);
    EXPECT_EQ(m_request.options.clientCertificate, http::ClientCertificate());
}

TEST_F(SigningAuthTest, ACertificateNeedsNoPassphrase) {
    const auto certificate =
        credential(CredentialKind::ClientCertificate, {{vault::certificateFileSetting, "/c.pem"}}, {});
    ASSERT_TRUE(apply(certificate));
    EXPECT_EQ(m_request.options.clientCertificate.file, "/c.pem");
}

} // namespace knockback::test
