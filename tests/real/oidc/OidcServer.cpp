// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/real/oidc/OidcServer.h"

#include "tests/support/RsaKey.h"
#include "tests/support/TestCertificate.h"

#include <QFile>

#include <gtest/gtest.h>

namespace knockback::test {

oauth::SigningKey OidcServer::newRsaKey() {
    return *oauth::SigningKey::fromPem(rsaPem(2048));
}

QByteArray OidcServer::file(const char* name) const {
    return m_folder.filePath(QString::fromUtf8(name)).toUtf8();
}

void OidcServer::write(const char* name, const QByteArray& bytes) const {
    QFile target(QString::fromUtf8(file(name)));
    EXPECT_TRUE(target.open(QIODevice::WriteOnly) && target.write(bytes) == bytes.size());
}

bool OidcServer::start() {
    const auto server = TestCertificate::make();
    const auto client = TestCertificate::make({.commonName = "client", .subjectAltNames = "DNS:client"});
    const auto forged = TestCertificate::make(
        {.commonName = "client", .subjectAltNames = "DNS:client", .issuer = "Another Test Authority"});
    write("server.pem", server.certificatePem);
    write("server.key", server.keyPem);
    write("ca.pem", server.authorityPem);
    write("clients.pem", client.authorityPem);
    write("client.pem", client.certificatePem + client.keyPem);
    write("forged.pem", forged.certificatePem);
    write("forged.key", forged.keyPem);
    const auto jwk = [](const oauth::SigningKey& key) { return key.publicJwk().chopped(1) + R"(,"use":"sig"})"; };
    qputenv("CLIENT_KEYS", '[' + jwk(m_ecKey) + ',' + jwk(m_rsaKey) + ']');
    qputenv("TLS_FOLDER", m_folder.path().toUtf8());
    const QString folder = QStringLiteral(KNOCKBACK_OIDC_DIR);
    EXPECT_TRUE(QFile::exists(folder + QStringLiteral("/node_modules/oidc-provider")))
        << "run the test real:oidc-packages first";
    const QString newer = folder + QStringLiteral("/node_modules/.node");
    const QString node = QFile::exists(newer) ? newer : QStringLiteral("node");
    return m_server.start(node, {folder + QStringLiteral("/server.js")}, 0, folder);
}

std::map<QByteArray, QByteArray> OidcServer::certified() const {
    return {{"client-auth", "tls_client_auth"}, {"certificate-file", file("client.pem")}, {"ca-file", file("ca.pem")}};
}

std::map<QByteArray, QByteArray> OidcServer::forged() const {
    return {{"client-auth", "tls_client_auth"},
            {"certificate-file", file("forged.pem")},
            {"certificate-key-file", file("forged.key")},
            {"ca-file", file("ca.pem")}};
}

} // namespace knockback::test
