// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/oauth/Dpop.h"
#include "app/oauth/Pkce.h"
#include "tests/support/RsaKey.h"
#include "tests/support/SeededRandom.h"

#include <QJsonDocument>

#include <set>

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

namespace knockback::oauth {

namespace {
using test::rsaPem;

// The other side of a signature, by OpenSSL itself.
bool verifies(const base::Secret& pem, QByteArrayView message, QByteArray signature, bool ec) {
    BIO* bio = BIO_new_mem_buf(pem.reveal().data(), static_cast<int>(pem.size()));
    EVP_PKEY* key = PEM_read_bio_PrivateKey(bio, nullptr, nullptr, nullptr);
    BIO_free(bio);
    if (ec) {
        const auto* raw = reinterpret_cast<const unsigned char*>(signature.constData());
        ECDSA_SIG* pair = ECDSA_SIG_new();
        ECDSA_SIG_set0(pair, BN_bin2bn(raw, 32, nullptr), BN_bin2bn(raw + 32, 32, nullptr));
        unsigned char* der = nullptr;
        const int size = i2d_ECDSA_SIG(pair, &der);
        signature = QByteArray(reinterpret_cast<char*>(der), size);
        OPENSSL_free(der);
        ECDSA_SIG_free(pair);
    }
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    EVP_DigestVerifyInit(context, nullptr, EVP_sha256(), nullptr, key);
    const bool good = EVP_DigestVerify(context, reinterpret_cast<const unsigned char*>(signature.constData()),
                                       static_cast<std::size_t>(signature.size()),
                                       reinterpret_cast<const unsigned char*>(message.data()),
                                       static_cast<std::size_t>(message.size())) == 1;
    EVP_MD_CTX_free(context);
    EVP_PKEY_free(key);
    return good;
}
} // namespace

TEST(Pkce, IsTheRfcsExample) { // RFC 7636, appendix B
    EXPECT_EQ(challengeOf("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"),
              "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
}

TEST(Pkce, VerifiersAreLongAndNeverTheSame) {
    std::set<QByteArray> seen;
    for (int i = 0; i < 100'000; ++i) {
        const auto verifier = randomToken(base::systemRandom());
        ASSERT_EQ(verifier.size(), 43);
        ASSERT_TRUE(seen.insert(verifier).second);
    }
    test::SeededRandom random(3);
    const auto pkce = makePkce(random);
    EXPECT_EQ(challengeOf(pkce.verifier.reveal()), pkce.challenge);
}

TEST(Jose, SignsWithASharedSecretAsTheRfcDoes) { // RFC 7515, A.1, which has line breaks in its JSON
    const auto key =
        fromBase64Url("AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow");
    ASSERT_TRUE(key);
    const auto jwt = signedJwt({}, {{QStringLiteral("iss"), QStringLiteral("joe")}}, base::Secret::copyOf(*key));
    const auto parts = jwt.split('.');
    ASSERT_EQ(parts.size(), 3);
    EXPECT_EQ(*fromBase64Url(parts[0]), R"({"alg":"HS256"})");
    EXPECT_EQ(unverifiedClaims(jwt)->value(QStringLiteral("iss")).toString(), QStringLiteral("joe"));
    EXPECT_EQ(fromBase64Url(parts[2])->size(), 32);
}

TEST(Jose, SignaturesAreOnesThatOpenSslTakes) {
    const auto rsa = rsaPem(2048);
    const auto ec = SigningKey::generateP256().toPem();
    for (const auto* pem : {&rsa, &ec}) {
        const auto key = SigningKey::fromPem(*pem);
        ASSERT_TRUE(key);
        for (int i = 0; i < 50; ++i) { // r and s of every length
            const QByteArray message = QByteArray::number(i);
            const auto signature = key->sign(message);
            EXPECT_EQ(signature.size(), pem == &ec ? 64 : 256);
            ASSERT_TRUE(verifies(*pem, message, signature, pem == &ec));
        }
    }
    EXPECT_EQ(SigningKey::fromPem(rsa)->algorithm(), "RS256");
    EXPECT_EQ(SigningKey::fromPem(ec)->algorithm(), "ES256");
    EXPECT_EQ(SigningKey::fromPem(ec)->toPem().reveal(), ec.reveal());
}

TEST(Jose, WeakOrForeignKeysAreNotTaken) {
    EXPECT_FALSE(SigningKey::fromPem(rsaPem(1024)));
    EXPECT_FALSE(SigningKey::fromPem(base::Secret("no key at all")));
    EXPECT_FALSE(SigningKey::fromPem(base::Secret()));
}

TEST(Jose, TheThumbprintIsOfTheCanonicalMembers) { // RFC 7638 3.2: in the order of their names, without spaces
    const auto key = SigningKey::generateP256();
    const auto jwk = QJsonDocument::fromJson(key.publicJwk());
    EXPECT_EQ(jwk.toJson(QJsonDocument::Compact), key.publicJwk()) << "QJson sorts by name too";
    EXPECT_EQ(jwk.object().keys(),
              (QStringList{QStringLiteral("crv"), QStringLiteral("kty"), QStringLiteral("x"), QStringLiteral("y")}));
    EXPECT_EQ(key.thumbprint().size(), 43);
}

TEST(Dpop, AProofSaysWhatItIsFor) {
    test::SeededRandom random(5);
    const auto key = SigningKey::generateP256();
    const base::Secret token("Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU");
    const auto now = base::WallTime(std::chrono::seconds(1'800'000'000));
    const auto proof = dpopProof(key, {"GET", "https://api.test:8443/a?b=c#d", "n", &token}, now, random);
    const auto claims = *unverifiedClaims(proof);
    EXPECT_EQ(claims.value(QStringLiteral("htm")).toString(), QStringLiteral("GET"));
    EXPECT_EQ(claims.value(QStringLiteral("htu")).toString(), QStringLiteral("https://api.test:8443/a"));
    EXPECT_EQ(claims.value(QStringLiteral("iat")).toInteger(), 1'800'000'000);
    EXPECT_EQ(claims.value(QStringLiteral("nonce")).toString(), QStringLiteral("n"));
    EXPECT_EQ(claims.value(QStringLiteral("ath")).toString(), // RFC 9449 7.1
              QStringLiteral("fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo"));
    const auto header = QJsonDocument::fromJson(*fromBase64Url(proof.left(proof.indexOf('.')))).object();
    EXPECT_EQ(header.value(QStringLiteral("typ")).toString(), QStringLiteral("dpop+jwt"));
    EXPECT_EQ(header.value(QStringLiteral("alg")).toString(), QStringLiteral("ES256"));
    EXPECT_FALSE(header.value(QStringLiteral("jwk")).toObject().contains(QStringLiteral("d")))
        << "the public half only";
    const auto last = proof.lastIndexOf('.');
    EXPECT_TRUE(verifies(key.toPem(), proof.left(last), *fromBase64Url(proof.mid(last + 1)), true));
}

TEST(Dpop, QueryAndFragmentAreNotPartOfTheTarget) { // RFC 9449 4.2
    test::SeededRandom random(6);
    const auto key = SigningKey::generateP256();
    for (const QByteArray& rest :
         {QByteArray(), QByteArray("?q"), QByteArray("#f"), QByteArray("?q#f"), QByteArray("#f?q")}) {
        const auto claims = unverifiedClaims(dpopProof(key, {"POST", "https://a.test/t" + rest}, {}, random));
        EXPECT_EQ(claims->value(QStringLiteral("htu")).toString(), QStringLiteral("https://a.test/t"))
            << rest.constData();
    }
}

TEST(Dpop, NoncesBelongToTheirServer) {
    DpopNonces nonces;
    http::Response response;
    response.head.status = 400;
    response.head.headers = {{"DPoP-Nonce", "one"}};
    nonces.learn("https://a.test/token", response);
    EXPECT_EQ(nonces.of("https://a.test/other"), "one");
    EXPECT_EQ(nonces.of("https://b.test/token"), "");
    EXPECT_FALSE(wantsNonce(response));
    response.body = QByteArray(R"({"error":"use_dpop_nonce"})");
    EXPECT_TRUE(wantsNonce(response));
    response.head.headers = {};
    EXPECT_FALSE(wantsNonce(response)) << "without a nonce there is nothing to try again with";
}

} // namespace knockback::oauth
