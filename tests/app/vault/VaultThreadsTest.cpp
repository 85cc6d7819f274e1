// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/MemoryStore.h"
#include "tests/app/vault/VaultFixture.h"

#include <atomic>
#include <thread>

namespace knockback::test {

using vault::SecretRole;

class VaultThreadsTest : public VaultFixture {};

TEST_F(VaultThreadsTest, ReadersNeverSeeHalfAChange) {
    FakeClock clock;
    vault::Vault vault(std::make_unique<vault::MemoryStore>(), vault::VaultMode::MemoryOnly, clock);
    ASSERT_TRUE(vault.open());
    ASSERT_TRUE(vault.add(bearer("a"), value("1")));
    std::atomic<bool> done = false;
    std::atomic<int> torn = 0;
    const auto reader = [&] {
        while (!done) {
            const auto before = vault.find("a")->generation;
            const auto secret = vault.use("a", SecretRole::Value, "api.test");
            const auto after = vault.find("a")->generation;
            const auto seen = secret->reveal().toByteArray().toULongLong();
            torn += seen < before || seen > after;
            static_cast<void>(vault.list());
            static_cast<void>(vault.revision());
        }
    };
    std::jthread one(reader);
    std::jthread two(reader);
    for (std::uint64_t generation = 1; generation < 300; ++generation)
        EXPECT_TRUE(vault.rotate("a", generation, value(QByteArray::number(generation + 1)), {}));
    done = true;
    one.join();
    two.join();
    EXPECT_EQ(torn, 0);
}

TEST_F(VaultThreadsTest, OfManyRotationsOfOneGenerationExactlyOneWins) {
    FakeClock clock;
    vault::Vault vault(std::make_unique<vault::MemoryStore>(), vault::VaultMode::MemoryOnly, clock);
    ASSERT_TRUE(vault.open());
    ASSERT_TRUE(vault.add(bearer("a"), value("1")));
    for (std::uint64_t generation = 1; generation <= 50; ++generation) {
        std::atomic<int> won = 0;
        {
            std::vector<std::jthread> threads;
            for (int i = 0; i < 4; ++i)
                threads.emplace_back([&] { won += vault.rotate("a", generation, value("x"), {}).ok(); });
        }
        ASSERT_EQ(won, 1);
    }
}

TEST_F(VaultThreadsTest, VaultsOnOneFileLoseNoChangeOfEachOther) {
    constexpr int threads = 3;
    constexpr int adds = 8;
    std::atomic<int> failed = 0;
    ASSERT_TRUE(openedVault()->add(bearer("first"), value("x")));
    {
        std::vector<std::jthread> writers;
        for (int t = 0; t < threads; ++t)
            writers.emplace_back([&, t] {
                FakeClock clock;
                vault::Vault vault(store(), vault::VaultMode::Passphrase, clock);
                failed += !vault.open();
                for (int i = 0; i < adds; ++i)
                    failed += !vault.add(bearer(QByteArray::number(t) + "-" + QByteArray::number(i)), value("x"));
            });
    }
    EXPECT_EQ(failed, 0);
    EXPECT_EQ(openedVault()->list().size(), 1U + threads * adds);
}

} // namespace knockback::test
