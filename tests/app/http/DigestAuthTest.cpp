// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/DigestAuth.h"
#include "app/http/AuthChallenge.h"

namespace knockback::http {

namespace {

// The parameters of an Authorization field.
AuthChallenge parts(const QByteArray& authorization) {
    return parseChallenges(authorization).at(0);
}

std::optional<DigestChallenge> challengeOf(const QByteArray& field) {
    return digestChallenge({{"WWW-Authenticate", field}});
}

// RFC 7616 3.9.1
const QByteArray mufasaChallenge =
    "realm=\"http-auth@example.org\", qop=\"auth, auth-int\", "
    "nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"";
const DigestInput mufasa{.method = "GET",
                         .target = "/dir/index.html",
                         .user = "Mufasa",
                         .password = "Circle of Life",
                         .clientNonce = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ",
                         .body = {}};

} // namespace

TEST(Digest, answersTheExamplesOfTheRfcWordForWord) {
    const HeaderList both{{"WWW-Authenticate", "Digest " + mufasaChallenge + ", algorithm=MD5"},
                          {"WWW-Authenticate", "Digest " + mufasaChallenge + ", algorithm=SHA-256"}};
    EXPECT_EQ(digestAuthorization(digestChallenge(both).value(), mufasa),
              "Digest username=\"Mufasa\", realm=\"http-auth@example.org\", uri=\"/dir/index.html\", "
              "algorithm=SHA-256, nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", nc=00000001, "
              "cnonce=\"f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ\", qop=auth, "
              "response=\"753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1\", "
              "opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"");
    const QByteArray md5 =
        digestAuthorization(challengeOf("Digest " + mufasaChallenge + ", algorithm=MD5").value(), mufasa);
    EXPECT_EQ(parts(md5).param("response"), "8ca523f5e9506fed4657c9700eebdbec");
}

TEST(Digest, answersTheOlderExample) { // RFC 2617 3.5
    const auto challenge =
        challengeOf("Digest realm=\"testrealm@host.com\", qop=\"auth,auth-int\", "
                    "nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\", opaque=\"5ccc069c403ebaf9f0171e9517f40e41\"");
    const QByteArray answer = digestAuthorization(challenge.value(), {.method = "GET",
                                                                      .target = "/dir/index.html",
                                                                      .user = "Mufasa",
                                                                      .password = "Circle Of Life",
                                                                      .clientNonce = "0a4f113b",
                                                                      .body = {}});
    EXPECT_EQ(parts(answer).param("response"), "6629fae49393a05397450978507c4ef1");
}

// RFC 7616 3.9.2, with the hash that FIPS 180-4 calls SHA-512/256: the user hash that the RFC prints is a cut SHA-512.
TEST(Digest, hashesTheUserName) {
    const auto challenge =
        challengeOf("Digest realm=\"api@example.org\", qop=\"auth\", algorithm=SHA-512-256, "
                    "nonce=\"5TsQWLVdgBdmrQ0XsxbDODV+57QdFR34I9HAbC/RVvkK\", "
                    "opaque=\"HRPCssKJSGjCrkzDg8OhwpzCiGChXYjwrB2QmXws\", charset=UTF-8, userhash=true");
    ASSERT_TRUE(challenge);
    EXPECT_TRUE(challenge->userHash);
    EXPECT_TRUE(challenge->utf8);
    const AuthChallenge answer =
        parts(digestAuthorization(*challenge, {.method = "GET",
                                               .target = "/doe.json",
                                               .user = "J\xc3\xa4s\xc3\xb8n Doe",
                                               .password = "Secret, or not?",
                                               .clientNonce = "NTg6RKcb9boFIAS3KrFK9BGeh+niz/sm",
                                               .body = {}}));
    EXPECT_EQ(answer.param("username"), "793263caabb707a56211940d90411ea4a575adeccb7e360aeb624ed06ece9b0b");
    EXPECT_EQ(answer.param("userhash"), "true");
    EXPECT_EQ(answer.param("response"), "7a4e1192babbba02e91182d2895bfdbf7adafc6e48d4e517ca301974843d840c");
}

// Computed apart from this program, for the nonce "NONCE".
struct AlgorithmCase {
    const char* algorithm;
    const char* session;
    const char* integrity;
    const char* legacy;
};

class DigestAlgorithm : public testing::TestWithParam<AlgorithmCase> {
protected:
    DigestChallenge challenge() {
        DigestChallenge digest;
        digest.realm = "http-auth@example.org";
        digest.nonce = "NONCE";
        digest.algorithm = GetParam().algorithm;
        return digest;
    }
    DigestInput input = {.method = "GET",
                         .target = "/dir/index.html",
                         .user = "Mufasa",
                         .password = "Circle of Life",
                         .clientNonce = "0a4f113b",
                         .body = {}};
};

TEST_P(DigestAlgorithm, withASessionKey) {
    DigestChallenge digest = challenge();
    digest.algorithm += "-sess";
    digest.auth = true;
    const AuthChallenge answer = parts(digestAuthorization(digest, input));
    EXPECT_EQ(answer.param("response"), GetParam().session);
    EXPECT_EQ(answer.param("algorithm"), QByteArray(GetParam().algorithm) + "-sess");
}

TEST_P(DigestAlgorithm, withTheBodysIntegrity) {
    DigestChallenge digest = challenge();
    digest.authInt = true;
    input.method = "POST";
    input.target = "/p?q=1";
    input.count = 10;
    input.body = "a=b";
    const AuthChallenge answer = parts(digestAuthorization(digest, input));
    EXPECT_EQ(answer.param("response"), GetParam().integrity);
    EXPECT_EQ(answer.param("qop"), "auth-int");
    EXPECT_EQ(answer.param("nc"), "0000000a") << "in hex";
    EXPECT_EQ(answer.param("uri"), "/p?q=1");
}

TEST_P(DigestAlgorithm, withoutQuality) { // RFC 2069
    const AuthChallenge answer = parts(digestAuthorization(challenge(), input));
    EXPECT_EQ(answer.param("response"), GetParam().legacy);
    for (const char* name : {"qop", "nc", "cnonce", "opaque", "userhash"})
        EXPECT_EQ(answer.param(name), "") << name;
}

INSTANTIATE_TEST_SUITE_P(
    All, DigestAlgorithm,
    testing::Values(AlgorithmCase{"MD5", "5e66745a795868991f6654bb8c4d6d06", "5b25d45e73245225c8ae4e3f7a28554b",
                                  "48ef9f9ef471fba0f1f7ef3737fc40f3"},
                    AlgorithmCase{"SHA-256", "e095dbffb93123d160958b4ed36fd8ec98301706b67e70d14fde79843fc30adb",
                                  "8b8186d076a2fcd6b4382f3aa8123b9fbb8e324e7760344a62406870da3ea68a",
                                  "dffd1a032a54f629b0fccb977754bffc093153d3f74608f3e480a923a184d746"},
                    AlgorithmCase{"SHA-512-256", "672542abb1bdd5b90dceb3ef3101eb177e10e4414c9692016e51440f8c0b9601",
                                  "17e1f58eac7cbe598e774bb96c1553616e8265e694a897017e637d106b41c6cd",
                                  "6bb3428e9e32de9ce7e705ec963f9060505dc728b5a7fd497718072da63cdca8"}));

TEST(Digest, prefersPlainAuthOverIntegrity) {
    const auto challenge = challengeOf("Digest realm=r, nonce=n, qop=\"auth-int , AUTH,odd\"");
    EXPECT_TRUE(challenge->auth);
    EXPECT_TRUE(challenge->authInt);
    EXPECT_EQ(parts(digestAuthorization(*challenge, mufasa)).param("qop"), "auth");
}

TEST(Digest, picksTheStrongestWhereverItStands) {
    const QByteArray md5 = "Digest realm=a, nonce=1";
    const QByteArray sha = "digest realm=b, nonce=2, algorithm=\"sha-256\", qop=auth";
    const QByteArray long512 = "Digest realm=c, nonce=3, algorithm=SHA-512-256, qop=\"auth\"";
    EXPECT_EQ(challengeOf(md5)->algorithm, "MD5");
    EXPECT_EQ(challengeOf(md5 + ", " + sha + ", Basic realm=x")->realm, "b");
    EXPECT_EQ(challengeOf("Basic realm=\"Digest nonce=no\", " + long512 + ", " + sha)->realm, "c");
    EXPECT_EQ(digestChallenge({{"www-authenticate", md5}, {"X", "y"}, {"WWW-Authenticate", long512}})->realm, "c");
    EXPECT_EQ(challengeOf(md5 + ", " + md5)->realm, "a") << "of equals the first";
}

TEST(Digest, passesOverWhatCannotBeAnswered) {
    EXPECT_FALSE(digestChallenge({}));
    EXPECT_FALSE(challengeOf("Basic realm=\"x\""));
    EXPECT_FALSE(challengeOf("Digest realm=x")) << "no nonce";
    EXPECT_FALSE(challengeOf("Digest realm=x, nonce=n, algorithm=SHA3-512"));
    EXPECT_FALSE(challengeOf("Digest realm=x, nonce=n, qop=odd"));
    EXPECT_EQ(challengeOf("Digest realm=x, nonce=n, algorithm=odd, Digest realm=y, nonce=m")->realm, "y");
    DigestChallenge odd;
    odd.algorithm = "odd";
    EXPECT_EQ(digestAuthorization(odd, mufasa), "");
}

TEST(Digest, noticesAStaleNonce) {
    EXPECT_TRUE(challengeOf("Digest realm=x, nonce=n, stale=TRUE")->stale);
    EXPECT_FALSE(challengeOf("Digest realm=x, nonce=n, stale=false")->stale);
}

TEST(Digest, quotesWhatNeedsIt) {
    const auto challenge = challengeOf("Digest realm=\"a \\\"b\\\" \\\\c, d\", nonce=n");
    EXPECT_EQ(challenge->realm, "a \"b\" \\c, d");
    DigestInput input = mufasa;
    input.user = "x\"y\\z";
    const QByteArray answer = digestAuthorization(*challenge, input);
    EXPECT_TRUE(answer.contains("username=\"x\\\"y\\\\z\""));
    EXPECT_TRUE(answer.contains("realm=\"a \\\"b\\\" \\\\c, d\""));
    EXPECT_EQ(parts(answer).param("username"), "x\"y\\z");
}

TEST(Digest, writesNamesThatNeedItInTheExtendedForm) { // RFC 7616 3.4
    DigestInput input = mufasa;
    input.user = "J\xc3\xa4s\xc3\xb8n Doe";
    EXPECT_TRUE(digestAuthorization(*challengeOf("Digest realm=x, nonce=n, charset=utf-8"), input)
                    .contains("username*=UTF-8''J%C3%A4s%C3%B8n%20Doe,"));
    EXPECT_TRUE(digestAuthorization(*challengeOf("Digest realm=x, nonce=n"), input)
                    .contains("username=\"J\xc3\xa4s\xc3\xb8n Doe\""))
        << "a server that does not say so reads the plain form";
    input.user = "a\r\nEvil: 1";
    const QByteArray answer = digestAuthorization(*challengeOf("Digest realm=x, nonce=n"), input);
    EXPECT_FALSE(answer.contains('\n'));
}

} // namespace knockback::http
