// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/ServerTls.h"

#include <openssl/pem.h>

namespace knockback::test {

namespace {

std::unique_ptr<BIO, decltype(&BIO_free)> reader(const QByteArray& pem) {
    return {BIO_new_mem_buf(pem.constData(), static_cast<int>(pem.size())), &BIO_free};
}

X509* readCertificate(const QByteArray& pem) {
    return PEM_read_bio_X509(reader(pem).get(), nullptr, nullptr, nullptr);
}

void identify(SSL_CTX* context, const TestCertificate& tls) {
    X509* leaf = readCertificate(tls.certificatePem);
    SSL_CTX_use_certificate(context, leaf);
    X509_free(leaf);
    EVP_PKEY* key = PEM_read_bio_PrivateKey(reader(tls.keyPem).get(), nullptr, nullptr, nullptr);
    SSL_CTX_use_PrivateKey(context, key);
    EVP_PKEY_free(key);
    // Owned by the context from here on.
    SSL_CTX_add_extra_chain_cert(context, readCertificate(tls.authorityPem));
}

void demandClientCertificate(SSL_CTX* context, const QByteArray& authorityPem) {
    X509* authority = readCertificate(authorityPem);
    X509_STORE_add_cert(SSL_CTX_get_cert_store(context), authority);
    SSL_CTX_add_client_CA(context, authority);
    X509_free(authority);
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
    // Otherwise a resumed session would need one.
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
}

// Picks the protocol that is stored with the context when the client offers it.
int pickProtocol(SSL*, const unsigned char** out, unsigned char* outLength, const unsigned char* offered,
                 unsigned int length, void* wanted) {
    const auto& name = *static_cast<const QByteArray*>(wanted);
    for (unsigned int at = 0; at < length; at += offered[at] + 1U)
        if (QByteArrayView(offered + at + 1, offered[at]) == name) {
            *out = offered + at + 1;
            *outLength = offered[at];
            return SSL_TLSEXT_ERR_OK;
        }
    return SSL_TLSEXT_ERR_NOACK;
}

} // namespace

std::shared_ptr<SSL_CTX> serverTls(const ServerKind& kind) {
    if (!kind.tls)
        return nullptr;
    auto* protocol = new QByteArray(kind.protocol);
    std::shared_ptr<SSL_CTX> context(SSL_CTX_new(TLS_server_method()), [protocol](SSL_CTX* dead) {
        SSL_CTX_free(dead);
        delete protocol;
    });
    // Non-blocking sockets: a write may be repeated from a moved buffer.
    SSL_CTX_set_mode(context.get(), SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    if (kind.oldTls)
        SSL_CTX_set_max_proto_version(context.get(), TLS1_2_VERSION);
    identify(context.get(), *kind.tls);
    if (!kind.clientAuthorityPem.isEmpty())
        demandClientCertificate(context.get(), kind.clientAuthorityPem);
    if (!kind.protocol.isEmpty())
        SSL_CTX_set_alpn_select_cb(context.get(), &pickProtocol, protocol);
    return context;
}

} // namespace knockback::test
