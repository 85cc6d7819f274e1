// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/SecretMemory.h"
#include "app/base/Secret.h"

#include <QFile>

#include <thread>

namespace knockback {

using base::Secret;

namespace {
// The needle is kept in disguise, so that looking for it does not put it into memory.
class Needle {
public:
    explicit Needle(char seed) {
        for (std::size_t i = 0; i < m_disguised.size(); ++i)
            m_disguised[i] = static_cast<char>(seed + static_cast<char>(i * 7));
    }
    [[nodiscard]] Secret secret() const {
        Secret made = Secret::zeros(static_cast<qsizetype>(m_disguised.size()));
        for (std::size_t i = 0; i < m_disguised.size(); ++i)
            made.span()[i] = static_cast<unsigned char>(plain(i));
        return made;
    }
    // How often it lies in what this process can read and write.
    [[nodiscard]] int found() const {
        QFile maps(QStringLiteral("/proc/self/maps"));
        EXPECT_TRUE(maps.open(QIODevice::ReadOnly));
        int count = 0;
        for (const QByteArray& line : maps.readAll().split('\n')) {
            const QList<QByteArray> words = line.simplified().split(' ');
            // Not the stack: this search works on it.
            if (words.size() < 2 || !words.at(1).startsWith("rw") || line.endsWith("[stack]"))
                continue;
            const QList<QByteArray> range = words.at(0).split('-');
            count += foundIn(reinterpret_cast<const char*>(range.at(0).toULongLong(nullptr, 16)),
                             reinterpret_cast<const char*>(range.at(1).toULongLong(nullptr, 16)));
        }
        return count;
    }

private:
    [[nodiscard]] char plain(std::size_t i) const { return static_cast<char>(m_disguised[i] ^ 0x5a); }
    // Memory that other threads and the allocator work on, so a sanitizer would have a word to say.
    __attribute__((no_sanitize("address", "thread"))) [[nodiscard]] int foundIn(const char* from,
                                                                                const char* end) const {
        int count = 0;
        const char first = plain(0);
        for (; from + m_disguised.size() <= end; ++from) {
            std::size_t same = *from == first;
            while (same && same < m_disguised.size() && from[same] == plain(same))
                ++same;
            count += same == m_disguised.size();
        }
        return count;
    }

    std::array<char, 24> m_disguised{};
};
} // namespace

TEST(SecretMemory, aDroppedSecretIsNowhereInTheProcess) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    GTEST_SKIP() << "the sanitizer's shadow memory is terabytes to search";
#endif
    const Needle needle('K');
    {
        const Secret secret = needle.secret();
        const Secret copy = secret.clone();
        EXPECT_EQ(needle.found(), 2) << "otherwise the search finds nothing because it cannot";
    }
    EXPECT_EQ(needle.found(), 0);
}

TEST(SecretMemory, anArrayThatIsMovedInIsWiped) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    GTEST_SKIP() << "the sanitizer's shadow memory is terabytes to search";
#endif
    const Needle needle('m');
    {
        QByteArray bytes = needle.secret().reveal().toByteArray();
        const Secret secret(std::move(bytes));
        EXPECT_EQ(needle.found(), 1);
    }
    EXPECT_EQ(needle.found(), 0);
}

TEST(SecretMemory, startsAsZerosThoughItWasUsedBefore) {
    for (int round = 0; round < 10'000; ++round) {
        Secret secret = Secret::zeros(100);
        ASSERT_TRUE(std::all_of(secret.span().begin(), secret.span().end(), [](unsigned char c) { return c == 0; }));
        std::fill(secret.span().begin(), secret.span().end(), static_cast<unsigned char>(0xff));
    }
}

TEST(SecretMemory, piecesDoNotOverlapWhateverTheirSize) {
    std::vector<Secret> secrets;
    const auto fillOf = [](std::size_t i) { return static_cast<unsigned char>(i % 251); };
    for (std::size_t i = 0; i < 2'000; ++i) {
        secrets.push_back(Secret::zeros(static_cast<qsizetype>(1 + i * i % 40'000)));
        std::fill(secrets.back().span().begin(), secrets.back().span().end(), fillOf(i));
    }
    for (std::size_t i = 0; i < secrets.size(); ++i)
        ASSERT_TRUE(std::all_of(secrets[i].span().begin(), secrets[i].span().end(), [&](unsigned char c) {
            return c == fillOf(i);
        })) << i;
}

// Each would take four mappings of its own, and a process may have 65,530.
TEST(SecretMemory, hasRoomForFortyThousandSecrets) {
    std::vector<Secret> secrets;
    for (int i = 0; i < 40'000; ++i)
        secrets.push_back(Secret::zeros(40));
    EXPECT_EQ(secrets.back().size(), 40);
}

TEST(SecretMemory, isTakenOnOneThreadAndGivenBackOnAnother) {
    std::vector<std::vector<Secret>> made(4);
    {
        std::vector<std::jthread> makers;
        for (auto& list : made)
            makers.emplace_back([&list] {
                for (int i = 0; i < 5'000; ++i)
                    list.push_back(Secret(QByteArray::number(i)));
            });
    }
    std::vector<std::jthread> droppers;
    for (auto& list : made)
        droppers.emplace_back([&list] {
            for (int i = 0; i < 5'000; ++i)
                ASSERT_EQ(list[static_cast<std::size_t>(i)].reveal(), QByteArray::number(i));
            list.clear();
        });
}

} // namespace knockback
