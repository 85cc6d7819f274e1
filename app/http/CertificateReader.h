// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/Attempt.h"

#include <QByteArray>

#include <unordered_map>
#include <vector>

#include <openssl/ssl.h>

namespace knockback::http {

// Turns OpenSSL's certificates into facts. Remembers what it has read, because a kept connection shows the same chain
// with every request. One thread.
class CertificateReader {
public:
    [[nodiscard]] CertificateFacts read(X509* certificate);
    // Leaf first.
    [[nodiscard]] std::vector<CertificateFacts> read(const STACK_OF(X509) * chain);
    // Version, cipher and the peer's chain of an established connection.
    void read(SSL* connection, ConnectionFacts& facts);

private:
    static constexpr std::size_t mostKept = 512;
    std::unordered_map<std::string, CertificateFacts> m_known; // by SHA-256
};

} // namespace knockback::http
