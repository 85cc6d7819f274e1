// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/TlsVerification.h"

#include <QDir>
#include <QFile>

namespace knockback::http {

namespace {

// Whether the system's anchors can be looked up one by one (/etc/ssl/certs/1a2b3c4d.0) instead of parsing the whole
// bundle, which takes 60 ms.
bool hasHashedFolder() {
    const QByteArray folder =
        qEnvironmentVariableIsSet("SSL_CERT_DIR") ? qgetenv("SSL_CERT_DIR") : QByteArray(X509_get_default_cert_dir());
    return !QDir(QFile::decodeName(folder)).entryList({QStringLiteral("????????.0")}).isEmpty();
}

std::shared_ptr<X509_STORE> newStore() {
    std::shared_ptr<X509_STORE> store(X509_STORE_new(), &X509_STORE_free);
    // A bundle that the user names is meant.
    if (!qEnvironmentVariableIsSet("SSL_CERT_FILE") && hasHashedFolder())
        X509_LOOKUP_add_dir(X509_STORE_add_lookup(store.get(), X509_LOOKUP_hash_dir()), nullptr, X509_FILETYPE_DEFAULT);
    else
        X509_STORE_set_default_paths(store.get());
    // As libcurl does: a trusted intermediate is enough.
    X509_STORE_set_flags(store.get(), X509_V_FLAG_TRUSTED_FIRST | X509_V_FLAG_PARTIAL_CHAIN);
    return store;
}

void dropVerdict(void*, void* verdict, CRYPTO_EX_DATA*, int, long, void*) {
    delete static_cast<std::shared_ptr<TlsVerdict>*>(verdict);
}

int verify(X509_STORE_CTX* check, void* keeper) {
    const int trusted = X509_verify_cert(check);
    TlsVerdict& verdict = **static_cast<std::shared_ptr<TlsVerdict>*>(keeper);
    verdict.error = X509_STORE_CTX_get_error(check);
    CertificateReader reader;
    verdict.certificates = reader.read(X509_STORE_CTX_get0_untrusted(check));
    X509* failing = verdict.error == X509_V_OK ? nullptr : X509_STORE_CTX_get_current_cert(check);
    if (failing)
        verdict.failing = reader.read(failing);
    return trusted;
}

// Called when the server asks for a certificate, whether there is one or not.
int noteAsked(SSL*, void* keeper) {
    (*static_cast<std::shared_ptr<TlsVerdict>*>(keeper))->certificateAsked = true;
    return 1;
}

} // namespace

std::shared_ptr<X509_STORE> TrustAnchors::system() {
    if (!m_system)
        m_system = newStore();
    return m_system;
}

std::shared_ptr<X509_STORE> TrustAnchors::with(const QByteArray& pemFile) {
    if (pemFile.isEmpty())
        return system();
    auto store = newStore();
    return X509_STORE_load_file(store.get(), pemFile.constData()) == 1 ? store : nullptr;
}

void verifyWith(SSL_CTX* context, X509_STORE* anchors, std::shared_ptr<TlsVerdict> verdict) {
    // A server may ask for a second handshake when the attempt is long over, so the context owns the verdict too.
    static const int slot = SSL_CTX_get_ex_new_index(0, nullptr, nullptr, nullptr, &dropVerdict);
    auto* keeper = new std::shared_ptr<TlsVerdict>(std::move(verdict));
    SSL_CTX_set_ex_data(context, slot, keeper);
    SSL_CTX_set1_cert_store(context, anchors);
    SSL_CTX_set_cert_verify_callback(context, &verify, keeper);
    SSL_CTX_set_cert_cb(context, &noteAsked, keeper);
}

} // namespace knockback::http
