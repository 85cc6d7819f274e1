// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/VaultFormat.h"

#include "tests/support/SeededRandom.h"

#include <sodium.h>

namespace knockback::vault {

namespace {
constexpr qsizetype checksumSize = 32;

base::Secret someKey(std::uint64_t seed) {
    base::Secret key = base::Secret::zeros(vaultKeySize);
    test::SeededRandom(seed).fill(key.span());
    return key;
}

VaultHeader someHeader(std::uint64_t generation) {
    VaultHeader header;
    header.generation = generation;
    test::SeededRandom(generation + 77).fill(header.nonce);
    header.slots = {{KeySlot::Kind::Keychain, QByteArray(16, 'i')}, {KeySlot::Kind::Passphrase, QByteArray(104, 'p')}};
    return header;
}

const QByteArray plain = "the opened contents, in which hunter2 is found";

QByteArray sealed(std::uint64_t generation = 7) {
    return sealVault(someHeader(generation), someKey(1), base::Secret(plain));
}

QByteArray withChecksum(QByteArray file) {
    file.chop(checksumSize);
    QByteArray sum(checksumSize, '\0');
    crypto_generichash(reinterpret_cast<unsigned char*>(sum.data()), checksumSize,
                       reinterpret_cast<const unsigned char*>(file.constData()),
                       static_cast<unsigned long long>(file.size()), nullptr, 0);
    return file + sum;
}

bool opens(const QByteArray& file, const base::Secret& key) {
    const auto parsed = parseVault(file);
    return parsed && openVaultBody(*parsed, key);
}
} // namespace

TEST(VaultFormat, OpensWhatItSealed) {
    const auto parsed = parseVault(sealed());
    ASSERT_TRUE(parsed);
    EXPECT_EQ(parsed->header.generation, 7U);
    EXPECT_EQ(parsed->header.nonce, someHeader(7).nonce);
    EXPECT_EQ(parsed->header.slots, someHeader(7).slots);
    const auto contents = openVaultBody(*parsed, someKey(1));
    ASSERT_TRUE(contents);
    EXPECT_EQ(contents->reveal(), plain);
}

TEST(VaultFormat, ShowsNothingOfItsContentsOrKey) {
    const auto file = sealed();
    for (qsizetype i = 0; i + 6 <= plain.size(); ++i)
        EXPECT_FALSE(file.contains(plain.mid(i, 6)));
    EXPECT_FALSE(file.contains(someKey(1).reveal().first(4).toByteArray()));
}

TEST(VaultFormat, EveryFlippedBitIsFoundWithoutAKey) {
    const auto file = sealed();
    ASSERT_TRUE(parseVault(file));
    for (qsizetype i = 0; i < file.size(); ++i)
        for (int bit = 0; bit < 8; ++bit) {
            QByteArray changed = file;
            changed[i] = static_cast<char>(changed[i] ^ (1 << bit));
            const auto parsed = parseVault(changed);
            ASSERT_FALSE(parsed) << "byte " << i << " bit " << bit;
            EXPECT_EQ(parsed.error(), i < 8 ? FormatError::NotAVault : FormatError::Damaged);
        }
}

TEST(VaultFormat, EveryFlippedBitWithARepairedChecksumIsFoundByTheKey) {
    const auto file = sealed();
    const auto key = someKey(1);
    for (qsizetype i = 0; i < file.size() - checksumSize; ++i)
        for (int bit = 0; bit < 8; ++bit) {
            QByteArray changed = file;
            changed[i] = static_cast<char>(changed[i] ^ (1 << bit));
            ASSERT_FALSE(opens(withChecksum(changed), key)) << "byte " << i << " bit " << bit;
        }
    EXPECT_TRUE(opens(withChecksum(file), key)) << "the repair itself must be right";
}

TEST(VaultFormat, NoLengthButItsOwnOpens) {
    const auto file = sealed();
    const auto key = someKey(1);
    for (qsizetype length = 0; length < file.size(); ++length) {
        ASSERT_FALSE(parseVault(file.first(length))) << length;
        if (length < checksumSize)
            continue;
        ASSERT_FALSE(opens(withChecksum(file.first(length)), key)) << length;
    }
    for (int more = 1; more < 100; ++more) {
        ASSERT_FALSE(parseVault(file + QByteArray(more, '\0')));
        ASSERT_FALSE(opens(withChecksum(file + QByteArray(more, '\0')), key));
    }
}

TEST(VaultFormat, AnotherKeyIsToldFromTampering) {
    const auto parsed = parseVault(sealed());
    EXPECT_EQ(openVaultBody(*parsed, someKey(2)).error(), FormatError::WrongKey);
    auto body = *parsed;
    body.body[3] = static_cast<char>(body.body[3] ^ 1);
    EXPECT_EQ(openVaultBody(body, someKey(1)).error(), FormatError::Tampered);
}

TEST(VaultFormat, TheHeaderOfOneSaveDoesNotFitTheBodyOfAnother) {
    const auto older = parseVault(sealed(7));
    auto mixed = *parseVault(sealed(8));
    mixed.headerBytes = older->headerBytes;
    mixed.header = older->header;
    EXPECT_EQ(openVaultBody(mixed, someKey(1)).error(), FormatError::Tampered);
}

TEST(VaultFormat, ALaterVersionIsToldFromDamage) {
    QByteArray later = sealed();
    later[8] = 2;
    EXPECT_EQ(parseVault(withChecksum(later)).error(), FormatError::TooNew);
    EXPECT_EQ(parseVault(later).error(), FormatError::Damaged);
    EXPECT_EQ(parseVault("").error(), FormatError::NotAVault);
    EXPECT_EQ(parseVault("KBVAULT\n").error(), FormatError::Damaged);
    EXPECT_EQ(parseVault("{\"version\": 1, \"this\": \"is something else entirely\"}").error(), FormatError::NotAVault);
}

} // namespace knockback::vault
