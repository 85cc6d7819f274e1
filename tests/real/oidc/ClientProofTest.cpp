// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/AuthApplier.h"
#include "tests/real/oidc/OidcFixture.h"

namespace knockback::test {

using vault::CredentialKind;
using vault::SecretRole;

class ClientProofTest : public OidcFixture {
protected:
    int statusOf(http::Request request) {
        request.options.caFile = m_server.certified().at("ca-file");
        return m_rig.send(request).status();
    }
};

TEST_F(ClientProofTest, AKeyThatTheServerDoesNotKnowIsSaid) {
    for (const auto& [client, key] : {std::pair<QByteArray, oauth::SigningKey>("svc-key", m_server.rsaKey()),
                                      {"svc-rsa", m_server.ecKey()},
                                      {"svc-key-other", oauth::SigningKey::generateP256()}}) {
        auto record =
            add(client, CredentialKind::ClientCredentials, {{"client-auth", "private_key_jwt"}}, clientKey(key));
        record.clientId = client.startsWith("svc-key") ? "svc-key" : "svc-rsa";
        ASSERT_TRUE(m_vault.update(record));
        EXPECT_TRUE(refresh(client).contains(QStringLiteral("its signature"))) << client.constData();
        EXPECT_TRUE(stored(client).isEmpty());
    }
}

TEST_F(ClientProofTest, ByACertificateOfAnAuthorityAndByOneOfItsOwn) { // RFC 8705 2.1, 2.2
    for (const char* client : {"tls", "tls-self"}) {
        add(client, CredentialKind::ClientCredentials, m_server.certified());
        EXPECT_EQ(refresh(client), QString()) << client;
        EXPECT_FALSE(stored(client).isEmpty());
        EXPECT_TRUE(m_vault.find(client)->tokenUrl.startsWith("https://"))
            << "RFC 8705 5: the address for certificates";
    }
}

TEST_F(ClientProofTest, AnotherCertificateIsRefusedAndTheSentenceSaysWhich) {
    add("tls", CredentialKind::ClientCredentials, m_server.forged());
    add("tls-self", CredentialKind::ClientCredentials, m_server.forged());
    add("tls-other", CredentialKind::ClientCredentials, m_server.certified());
    for (const char* client : {"tls", "tls-self", "tls-other"}) {
        const auto sentence = refresh(client);
        EXPECT_TRUE(sentence.contains(QStringLiteral("its certificate"))) << client << sentence.toStdString();
        EXPECT_EQ(log().back().value(QStringLiteral("error")).toString(), QStringLiteral("invalid_client"));
    }
}

TEST_F(ClientProofTest, AnEndpointOfAnUnknownAuthorityGetsNothing) {
    auto settings = m_server.certified();
    settings.erase("ca-file");
    add("tls", CredentialKind::ClientCredentials, settings);
    EXPECT_TRUE(refresh("tls").contains(QStringLiteral("certificate")));
    EXPECT_TRUE(log().empty());
}

TEST_F(ClientProofTest, ATokenThatIsBoundToACertificateServesWithItOnly) { // RFC 8705 3
    ASSERT_EQ(signIn(add("tls-bound", CredentialKind::AuthorizationCode, m_server.certified())), QString());
    EXPECT_EQ(refresh("tls-bound"), QString());
    EXPECT_TRUE(inspect("tls-bound")->active);
    auto record = *m_vault.find("tls-bound");
    const QByteArray host = record.tokenUrl.chopped(6).sliced(8); // https:// … /token
    record.hosts = {host};
    ASSERT_TRUE(m_vault.update(record));

    http::Request bare{.url = "https://" + host + "/me"};
    bare.headers.append("Authorization", "Bearer " + stored("tls-bound"));
    EXPECT_EQ(statusOf(bare), 401);
    http::Request shown{.url = bare.url};
    ASSERT_TRUE(vault::applyCredential(shown, *m_vault.find("tls-bound"), m_vault));
    EXPECT_EQ(statusOf(shown), 200);
    shown.options.clientCertificate = {
        m_server.forged().at("certificate-file"), m_server.forged().at("certificate-key-file"), {}};
    EXPECT_EQ(statusOf(shown), 401);

    record.settings = m_server.forged();
    ASSERT_TRUE(m_vault.update(record));
    EXPECT_TRUE(refresh("tls-bound").contains(QStringLiteral("its certificate"))) << "nor does the refresh token";
}

} // namespace knockback::test
