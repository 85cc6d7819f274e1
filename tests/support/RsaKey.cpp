// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/RsaKey.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

namespace knockback::test {

base::Secret rsaPem(unsigned bits) {
    EVP_PKEY* key = EVP_RSA_gen(bits);
    BIO* bio = BIO_new(BIO_s_mem());
    PEM_write_bio_PrivateKey(bio, key, nullptr, nullptr, 0, nullptr, nullptr);
    char* bytes = nullptr;
    const auto size = BIO_get_mem_data(bio, &bytes);
    base::Secret pem = base::Secret::copyOf(QByteArrayView(bytes, static_cast<qsizetype>(size)));
    BIO_free(bio);
    EVP_PKEY_free(key);
    return pem;
}

} // namespace knockback::test
