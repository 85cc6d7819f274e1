// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/CertificateReader.h"

#include <QByteArray>

#include <memory>
#include <vector>

#include <openssl/ssl.h>

namespace knockback::http {

// How the check of a server's certificates went, kept also when it failed: it names who intercepts a connection.
struct TlsVerdict {
    long error = X509_V_OK;                     // X509_V_ERR_…
    std::vector<CertificateFacts> certificates; // as the server sent them, leaf first
    CertificateFacts failing;                   // the one that the check stopped at
    bool certificateAsked = false;              // the server wants to see one of the client
};

// The machine's trust anchors (OpenSSL's own places, SSL_CERT_FILE and SSL_CERT_DIR) and, when given, those of a PEM
// file on top. Looked up as they are needed: the library would parse the system's bundle for every connection.
class TrustAnchors {
public:
    [[nodiscard]] std::shared_ptr<X509_STORE> system();
    // Null when the file cannot be read.
    [[nodiscard]] std::shared_ptr<X509_STORE> with(const QByteArray& pemFile);

private:
    std::shared_ptr<X509_STORE> m_system;
};

// Makes `context` trust `anchors` and write its verdict. The context keeps what it needs for as long as it lives.
void verifyWith(SSL_CTX* context, X509_STORE* anchors, std::shared_ptr<TlsVerdict> verdict);

} // namespace knockback::http
