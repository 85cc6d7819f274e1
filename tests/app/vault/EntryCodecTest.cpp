// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/EntryCodec.h"

#include "tests/support/SeededRandom.h"

namespace knockback::vault {

namespace {
using Entry = CredentialStore::Entry;

QByteArray randomBytes(base::RandomSource& random, std::uint64_t most) {
    QByteArray bytes(static_cast<qsizetype>(random.next() % (most + 1)), '\0');
    random.fill({reinterpret_cast<unsigned char*>(bytes.data()), static_cast<std::size_t>(bytes.size())});
    return bytes;
}

std::optional<base::WallTime> randomTime(base::RandomSource& random) {
    if (random.next() % 2)
        return std::nullopt;
    return base::WallTime(base::Microseconds(static_cast<std::int64_t>(random.next() >> 2) - (1LL << 60)));
}

Entry randomEntry(base::RandomSource& random, int number) {
    Entry entry;
    Credential& c = entry.credential;
    c.name = "name " + QByteArray::number(number) + randomBytes(random, 10);
    c.kind = static_cast<CredentialKind>(random.next() % 7);
    for (auto hosts = random.next() % 4; hosts > 0; --hosts)
        c.hosts.push_back(randomBytes(random, 20));
    for (auto scopes = random.next() % 4; scopes > 0; --scopes)
        c.scopes.push_back(randomBytes(random, 20));
    for (auto* text : {&c.header, &c.query, &c.issuer, &c.tokenUrl, &c.clientId})
        *text = randomBytes(random, 30);
    for (auto* time : {&c.issuedAt, &c.expiresAt, &c.lastRotatedAt, &c.lastUsedAt})
        *time = randomTime(random);
    c.generation = random.next();
    c.lastProblem = QStringLiteral("ünd so weiter 🗝");
    for (int role = 0; role < 4; ++role)
        if (random.next() % 2)
            entry.secrets.emplace(static_cast<SecretRole>(role), base::Secret(randomBytes(random, 3000)));
    return entry;
}

void expectSame(const Entry& a, const Entry& b) {
    const Credential &x = a.credential, &y = b.credential;
    EXPECT_EQ(x.name, y.name);
    EXPECT_EQ(x.kind, y.kind);
    EXPECT_EQ(x.hosts, y.hosts);
    EXPECT_EQ(x.header, y.header);
    EXPECT_EQ(x.query, y.query);
    EXPECT_EQ(x.issuer, y.issuer);
    EXPECT_EQ(x.tokenUrl, y.tokenUrl);
    EXPECT_EQ(x.clientId, y.clientId);
    EXPECT_EQ(x.scopes, y.scopes);
    EXPECT_EQ(x.issuedAt, y.issuedAt);
    EXPECT_EQ(x.expiresAt, y.expiresAt);
    EXPECT_EQ(x.lastRotatedAt, y.lastRotatedAt);
    EXPECT_EQ(x.lastUsedAt, y.lastUsedAt);
    EXPECT_EQ(x.generation, y.generation);
    EXPECT_EQ(x.lastProblem, y.lastProblem);
    ASSERT_EQ(a.secrets.size(), b.secrets.size());
    for (const auto& [role, secret] : a.secrets) {
        ASSERT_TRUE(b.secrets.contains(role));
        EXPECT_TRUE(b.secrets.at(role) == secret);
    }
}

std::vector<Entry> randomEntries(std::uint64_t seed, int count) {
    test::SeededRandom random(seed);
    std::vector<Entry> entries;
    for (int i = 0; i < count; ++i)
        entries.push_back(randomEntry(random, i));
    return entries;
}
} // namespace

TEST(EntryCodec, WhatIsWrittenIsReadBack) {
    for (std::uint64_t seed = 1; seed <= 50; ++seed) {
        const auto entries = randomEntries(seed, static_cast<int>(seed % 7));
        const auto bytes = encodeEntries(entries);
        const auto back = decodeEntries(bytes.reveal());
        ASSERT_TRUE(back) << seed;
        ASSERT_EQ(back->size(), entries.size());
        for (std::size_t i = 0; i < entries.size(); ++i)
            expectSame(entries[i], (*back)[i]);
    }
}

TEST(EntryCodec, SizesAreRounded) {
    EXPECT_EQ(encodeEntries({}).size(), 1024U);
    EXPECT_EQ(encodeEntries(randomEntries(3, 5)).size() % 1024, 0U);
}

TEST(EntryCodec, NothingCutOffIsTakenForWhole) {
    const auto entries = randomEntries(11, 3);
    const auto bytes = encodeEntries(entries);
    const auto content = [&] { // without the padding
        auto view = bytes.reveal();
        while (!view.isEmpty() && view.back() == '\0')
            view.chop(1);
        return view;
    }();
    // The last byte of the last entry is its end mark, a zero like the padding.
    for (qsizetype length = 0; length <= content.size(); ++length)
        EXPECT_FALSE(decodeEntries(content.first(length))) << length;
}

TEST(EntryCodec, StrangeBytesAreRefusedWithoutACrash) {
    test::SeededRandom random(5);
    const auto bytes = encodeEntries(randomEntries(7, 3));
    int refused = 0;
    for (int i = 0; i < 3000; ++i) {
        QByteArray changed = bytes.reveal().toByteArray();
        changed[static_cast<qsizetype>(random.next() % 600)] = static_cast<char>(random.next());
        refused += decodeEntries(changed) ? 0 : 1;
    }
    EXPECT_GT(refused, 100);
    EXPECT_FALSE(decodeEntries(QByteArray(16, '\xff')));
}

TEST(EntryCodec, TwoEntriesOfOneNameAreRefused) {
    std::vector<Entry> twice;
    for (int i = 0; i < 2; ++i) {
        twice.emplace_back();
        twice.back().credential.name = "same";
    }
    EXPECT_FALSE(decodeEntries(encodeEntries(twice).reveal()));
}

} // namespace knockback::vault
