// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/oauth/SigningKey.h"

#include "app/oauth/Jose.h"

#include <QCryptographicHash>

#include <new>

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

namespace knockback::oauth {

namespace {
template <auto Free>
struct Freed {
    template <typename T>
    void operator()(T* object) const {
        Free(object);
    }
};
using Bio = std::unique_ptr<BIO, Freed<BIO_free_all>>;
using Number = std::unique_ptr<BIGNUM, Freed<BN_free>>;
using Digest = std::unique_ptr<EVP_MD_CTX, Freed<EVP_MD_CTX_free>>;
using EcSignature = std::unique_ptr<ECDSA_SIG, Freed<ECDSA_SIG_free>>;

constexpr int coordinateSize = 32;
constexpr int leastRsaBits = 2048;

std::shared_ptr<EVP_PKEY> owned(EVP_PKEY* key) {
    return {key, [](EVP_PKEY* last) { EVP_PKEY_free(last); }};
}

// base64url of an unsigned big-endian number, padded to `size` bytes when that is given.
QByteArray numberOf(EVP_PKEY* key, const char* name, int size = 0) {
    BIGNUM* raw = nullptr;
    EVP_PKEY_get_bn_param(key, name, &raw);
    const Number number(raw);
    if (!number)
        return {};
    QByteArray bytes(size ? size : BN_num_bytes(number.get()), '\0');
    BN_bn2binpad(number.get(), reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
    return base64Url(bytes);
}

QByteArray joined(const QByteArray& der) {
    const auto* begin = reinterpret_cast<const unsigned char*>(der.constData());
    const EcSignature signature(d2i_ECDSA_SIG(nullptr, &begin, static_cast<long>(der.size())));
    if (!signature)
        return {};
    QByteArray bytes(2 * coordinateSize, '\0');
    auto* to = reinterpret_cast<unsigned char*>(bytes.data());
    BN_bn2binpad(ECDSA_SIG_get0_r(signature.get()), to, coordinateSize);
    BN_bn2binpad(ECDSA_SIG_get0_s(signature.get()), to + coordinateSize, coordinateSize);
    return bytes;
}

bool isP256(EVP_PKEY* key) {
    std::array<char, 32> group{};
    std::size_t size = 0;
    return EVP_PKEY_get_group_name(key, group.data(), group.size(), &size) == 1 &&
           QByteArrayView(group.data(), static_cast<qsizetype>(size)) == "prime256v1";
}
} // namespace

std::optional<SigningKey> SigningKey::fromPem(const base::Secret& pem) {
    const Bio source(BIO_new_mem_buf(pem.reveal().data(), static_cast<int>(pem.size())));
    const auto noPassphrase = [](char*, int, int, void*) { return -1; }; // else OpenSSL asks on the terminal
    auto key = owned(PEM_read_bio_PrivateKey(source.get(), nullptr, noPassphrase, nullptr));
    if (!key)
        return std::nullopt;
    const bool rsa = EVP_PKEY_is_a(key.get(), "RSA") == 1 && EVP_PKEY_get_bits(key.get()) >= leastRsaBits;
    const bool ec = EVP_PKEY_is_a(key.get(), "EC") == 1 && isP256(key.get());
    return rsa || ec ? std::optional(SigningKey(std::move(key))) : std::nullopt;
}

SigningKey SigningKey::generateP256() {
    auto key = owned(EVP_EC_gen("P-256"));
    if (!key)
        throw std::bad_alloc();
    return SigningKey(std::move(key));
}

bool SigningKey::isRsa() const {
    return EVP_PKEY_is_a(m_key.get(), "RSA") == 1;
}

base::Secret SigningKey::toPem() const {
    const Bio target(BIO_new(BIO_s_secmem()));
    PEM_write_bio_PrivateKey(target.get(), m_key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    char* bytes = nullptr;
    const auto size = BIO_get_mem_data(target.get(), &bytes);
    return base::Secret::copyOf(QByteArrayView(bytes, static_cast<qsizetype>(size)));
}

QByteArray SigningKey::algorithm() const {
    return isRsa() ? "RS256" : "ES256";
}

QByteArray SigningKey::publicJwk() const {
    EVP_PKEY* key = m_key.get();
    if (isRsa())
        return R"({"e":")" + numberOf(key, OSSL_PKEY_PARAM_RSA_E) + R"(","kty":"RSA","n":")" +
               numberOf(key, OSSL_PKEY_PARAM_RSA_N) + R"("})";
    return R"({"crv":"P-256","kty":"EC","x":")" + numberOf(key, OSSL_PKEY_PARAM_EC_PUB_X, coordinateSize) +
           R"(","y":")" + numberOf(key, OSSL_PKEY_PARAM_EC_PUB_Y, coordinateSize) + R"("})";
}

QByteArray SigningKey::thumbprint() const {
    return base64Url(QCryptographicHash::hash(publicJwk(), QCryptographicHash::Sha256));
}

QByteArray SigningKey::sign(QByteArrayView message) const {
    const Digest context(EVP_MD_CTX_new());
    const auto* bytes = reinterpret_cast<const unsigned char*>(message.data());
    const auto length = static_cast<std::size_t>(message.size());
    std::size_t size = 0;
    if (EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, m_key.get()) != 1 ||
        EVP_DigestSign(context.get(), nullptr, &size, bytes, length) != 1)
        return {};
    QByteArray signature(static_cast<qsizetype>(size), '\0');
    if (EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size, bytes, length) != 1)
        return {};
    signature.resize(static_cast<qsizetype>(size));
    return isRsa() ? signature : joined(signature);
}

} // namespace knockback::oauth
