// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestCertificate.h"

#include <memory>
#include <stdexcept>

#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/x509v3.h>

namespace knockback::test {

namespace {

template <auto free>
struct Free {
    template <typename T>
    void operator()(T* object) const {
        free(object);
    }
};
using Key = std::unique_ptr<EVP_PKEY, Free<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Free<X509_free>>;
using Bio = std::unique_ptr<BIO, Free<BIO_free_all>>;
using Extension = std::unique_ptr<X509_EXTENSION, Free<X509_EXTENSION_free>>;

void must(bool ok) {
    if (!ok)
        throw std::runtime_error("OpenSSL could not make the test certificate");
}

QByteArray takeText(BIO* bio) {
    char* data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    return {data, size};
}

QByteArray pem(X509* certificate) {
    const Bio bio(BIO_new(BIO_s_mem()));
    must(PEM_write_bio_X509(bio.get(), certificate) == 1);
    return takeText(bio.get());
}

QByteArray pem(EVP_PKEY* key) {
    const Bio bio(BIO_new(BIO_s_mem()));
    must(PEM_write_bio_PrivateKey(bio.get(), key, nullptr, nullptr, 0, nullptr, nullptr) == 1);
    return takeText(bio.get());
}

void addExtension(X509* certificate, int nid, const char* value) {
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, nid, value));
    must(extension && X509_add_ext(certificate, extension.get(), -1) == 1);
}

void nameIt(X509_NAME* name, const QByteArray& commonName, const char* organisation) {
    const auto add = [name](const char* field, const char* value) {
        must(X509_NAME_add_entry_by_txt(name, field, MBSTRING_UTF8, reinterpret_cast<const unsigned char*>(value), -1,
                                        -1, 0) == 1);
    };
    if (organisation)
        add("O", organisation);
    add("CN", commonName.constData());
}

Certificate blank(EVP_PKEY* key, long serial, std::chrono::seconds from, std::chrono::seconds until) {
    Certificate certificate(X509_new());
    must(X509_set_version(certificate.get(), X509_VERSION_3) == 1);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), serial);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), from.count());
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), until.count());
    must(X509_set_pubkey(certificate.get(), key) == 1);
    return certificate;
}

} // namespace

TestCertificate TestCertificate::make(const Wish& wish) {
    const Key authorityKey(EVP_EC_gen("P-256"));
    const Certificate authority = blank(authorityKey.get(), 1, -std::chrono::hours(48), std::chrono::hours(48));
    nameIt(X509_get_subject_name(authority.get()), wish.issuer, "Knockback Tests");
    must(X509_set_issuer_name(authority.get(), X509_get_subject_name(authority.get())) == 1);
    addExtension(authority.get(), NID_basic_constraints, "critical,CA:TRUE");
    must(X509_sign(authority.get(), authorityKey.get(), EVP_sha256()) > 0);

    const Key key(EVP_EC_gen("P-256"));
    const Certificate leaf = blank(key.get(), 2, wish.validFrom, wish.validUntil);
    nameIt(X509_get_subject_name(leaf.get()), wish.commonName, nullptr);
    must(X509_set_issuer_name(leaf.get(), X509_get_subject_name(authority.get())) == 1);
    addExtension(leaf.get(), NID_subject_alt_name, wish.subjectAltNames.constData());
    must(X509_sign(leaf.get(), authorityKey.get(), EVP_sha256()) > 0);

    const auto hash =
        static_cast<qulonglong>(X509_NAME_hash_ex(X509_get_subject_name(authority.get()), nullptr, nullptr, nullptr));
    return {pem(leaf.get()), pem(key.get()), pem(authority.get()), QByteArray::number(hash, 16).rightJustified(8, '0')};
}

QByteArray TestCertificate::sealedKeyPem(const QByteArray& passphrase) const {
    const Bio in(BIO_new_mem_buf(keyPem.constData(), static_cast<int>(keyPem.size())));
    const Key key(PEM_read_bio_PrivateKey(in.get(), nullptr, nullptr, nullptr));
    const Bio out(BIO_new(BIO_s_mem()));
    must(PEM_write_bio_PKCS8PrivateKey(out.get(), key.get(), EVP_aes_256_cbc(), passphrase.constData(),
                                       static_cast<int>(passphrase.size()), nullptr, nullptr) == 1);
    return takeText(out.get());
}

QByteArray TestCertificate::pkcs12(const QByteArray& passphrase) const {
    const Bio keyIn(BIO_new_mem_buf(keyPem.constData(), static_cast<int>(keyPem.size())));
    const Key key(PEM_read_bio_PrivateKey(keyIn.get(), nullptr, nullptr, nullptr));
    const Bio leafIn(BIO_new_mem_buf(certificatePem.constData(), static_cast<int>(certificatePem.size())));
    const Certificate leaf(PEM_read_bio_X509(leafIn.get(), nullptr, nullptr, nullptr));
    const std::unique_ptr<PKCS12, Free<PKCS12_free>> store(
        PKCS12_create(passphrase.constData(), "client", key.get(), leaf.get(), nullptr, 0, 0, 0, 0, 0));
    const Bio out(BIO_new(BIO_s_mem()));
    must(store && i2d_PKCS12_bio(out.get(), store.get()) == 1);
    return takeText(out.get());
}

} // namespace knockback::test
