// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <chrono>

namespace knockback::test {

// A server certificate and the authority that signed it, made on the spot (EC P-256).
struct TestCertificate {
    QByteArray certificatePem; // the leaf
    QByteArray keyPem;
    QByteArray authorityPem;  // to be trusted, or not
    QByteArray authorityHash; // "1a2b3c4d", its file name in a folder of trusted certificates

    struct Wish {
        QByteArray commonName = "localhost";
        QByteArray subjectAltNames = "DNS:localhost,IP:127.0.0.1";
        QByteArray issuer = "Knockback Test Authority";
        std::chrono::seconds validFrom = -std::chrono::hours(1); // from now
        std::chrono::seconds validUntil = std::chrono::hours(1);
    };
    [[nodiscard]] static TestCertificate make(const Wish& wish);
    [[nodiscard]] static TestCertificate make() { return make(Wish()); }
    // The key, sealed with a passphrase.
    [[nodiscard]] QByteArray sealedKeyPem(const QByteArray& passphrase) const;
    // Leaf and key, sealed with a passphrase (RFC 7292).
    [[nodiscard]] QByteArray pkcs12(const QByteArray& passphrase) const;
};

} // namespace knockback::test
