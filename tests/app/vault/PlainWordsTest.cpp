// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/PlainWords.h"

#include "tests/support/SeededRandom.h"

namespace knockback::vault {

TEST(PlainWords, areWhatPeopleCallThings) {
    for (const char* text :
         {"", "github", "github-app", "api-v2.example.com", "staging-eu-west-1", "oauth2/token", "/nonexistent.har",
          "127.0.0.1:8080", "openApiKeys", "a request, of two", "2026-11-22", "S3", "port 65535"})
        EXPECT_TRUE(isPlainWords(text)) << text;
}

TEST(PlainWords, areNoSecrets) {
    for (const char* text :
         {"ghp_16C7e42F292c6912E7710c838347Ae178B4a", "xoxb-123456789012-1234567890123", "AKIAIOSFODNN7EXAMPLE",
          "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "550e8400-e29b-41d4-a716-446655440000", "Tr0ub4dor&3",
          "user:p4ssw0rd!", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl", "d41d8cd98f00b204e9800998ecf8427e",
          "päss", "a=b", "thequickbrownfoxjumpsoverthelazydog"})
        EXPECT_FALSE(isPlainWords(text)) << text;
}

TEST(PlainWords, areHardlyEverMadeKeys) {
    constexpr int keys = 20'000;
    int passed = 0;
    test::SeededRandom random(7);
    for (int i = 0; i < keys; ++i) {
        QByteArray made(16, Qt::Uninitialized);
        random.fill({reinterpret_cast<unsigned char*>(made.data()), 16});
        EXPECT_FALSE(isPlainWords(made.toHex())) << made.toHex().constData();
        passed += isPlainWords(made.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals)) ? 1 : 0;
    }
    EXPECT_LT(passed, keys / 5000);
}

TEST(MissingCredential, isNamedUnlessTheNameMayBeASecret) {
    EXPECT_EQ(missingCredential("github"), QStringLiteral("There is no credential “github” in the vault"));
    EXPECT_EQ(missingCredential("ghp_16C7e42F292c6912E7710c838347Ae178B4a"),
              QStringLiteral("There is no credential of that name in the vault"));
}

} // namespace knockback::vault
