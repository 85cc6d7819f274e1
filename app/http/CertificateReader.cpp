// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/CertificateReader.h"

#include <algorithm>
#include <array>
#include <ctime>
#include <memory>
#include <string>

#include <openssl/bio.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

namespace knockback::http {

namespace {

class TextSink {
public:
    TextSink() : m_bio(BIO_new(BIO_s_mem()), &BIO_free_all) {}
    BIO* bio() { return m_bio.get(); }
    QByteArray text() {
        char* data = nullptr;
        const long size = BIO_get_mem_data(m_bio.get(), &data);
        return {data, size};
    }

private:
    std::unique_ptr<BIO, decltype(&BIO_free_all)> m_bio;
};

// "CN=R11, O=Let's Encrypt, C=US": the most telling part first, control characters and separators escaped.
QByteArray nameText(const X509_NAME* name) {
    constexpr unsigned long style = XN_FLAG_SEP_CPLUS_SPC | XN_FLAG_DN_REV | XN_FLAG_FN_SN | ASN1_STRFLGS_ESC_CTRL |
                                    ASN1_STRFLGS_ESC_2253 | ASN1_STRFLGS_UTF8_CONVERT | ASN1_STRFLGS_DUMP_UNKNOWN |
                                    ASN1_STRFLGS_DUMP_DER;
    TextSink sink;
    X509_NAME_print_ex(sink.bio(), name, 0, style);
    return sink.text();
}

// "2026-11-20T00:00:00Z"
QByteArray timeText(const ASN1_TIME* time) {
    std::tm parts{};
    if (!time || ASN1_TIME_to_tm(time, &parts) != 1)
        return {};
    std::array<char, 32> text{};
    const auto length = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
    return {text.data(), static_cast<qsizetype>(length)};
}

QByteArray alternativeNames(const X509* certificate) {
    const int index = X509_get_ext_by_NID(certificate, NID_subject_alt_name, -1);
    if (index < 0)
        return {};
    TextSink sink;
    X509V3_EXT_print(sink.bio(), X509_get_ext(certificate, index), 0, 0);
    return sink.text();
}

CertificateFacts factsOf(X509* certificate) {
    TextSink pem;
    PEM_write_bio_X509(pem.bio(), certificate);
    return {.subject = nameText(X509_get_subject_name(certificate)),
            .issuer = nameText(X509_get_issuer_name(certificate)),
            .notBefore = timeText(X509_get0_notBefore(certificate)),
            .notAfter = timeText(X509_get0_notAfter(certificate)),
            .subjectAltNames = alternativeNames(certificate),
            .pem = pem.text()};
}

} // namespace

CertificateFacts CertificateReader::read(X509* certificate) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int length = 0;
    if (X509_digest(certificate, EVP_sha256(), digest.data(), &length) != 1)
        return factsOf(certificate);
    const std::string key(reinterpret_cast<const char*>(digest.data()), length);
    if (const auto known = m_known.find(key); known != m_known.end())
        return known->second;
    if (m_known.size() >= mostKept)
        m_known.clear();
    return m_known.emplace(key, factsOf(certificate)).first->second;
}

std::vector<CertificateFacts> CertificateReader::read(const STACK_OF(X509) * chain) {
    const int length = std::max(sk_X509_num(chain), 0); // -1 for a null chain
    std::vector<CertificateFacts> facts;
    facts.reserve(static_cast<std::size_t>(length));
    for (int i = 0; i < length; ++i)
        facts.push_back(read(sk_X509_value(chain, i)));
    return facts;
}

void CertificateReader::read(SSL* connection, ConnectionFacts& facts) {
    facts.tlsVersion = SSL_get_version(connection);
    facts.tlsCipher = SSL_get_cipher_name(connection);
    facts.certificates = read(SSL_get_peer_cert_chain(connection));
}

} // namespace knockback::http
