// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/oauth/FaultyStore.h"
#include "tests/app/vault/VaultFixture.h"

#include <functional>
#include <future>
#include <latch>
#include <mutex>
#include <thread>

namespace knockback::test {

using vault::SecretRole;
using vault::VaultErrorKind;

namespace {
// Calls back once when it is asked for the calendar: a rotation has found the vault unlocked then, and waits for its
// turn next.
class HookedClock final : public base::Clock {
public:
    [[nodiscard]] base::SteadyTime steadyNow() const override { return m_clock.steadyNow(); }
    [[nodiscard]] base::WallTime wallNow() const override {
        if (const auto hook = taken())
            hook();
        return m_clock.wallNow();
    }
    void onceAsked(std::function<void()> hook) {
        const std::lock_guard guard(m_mutex);
        m_hook = std::move(hook);
    }

private:
    [[nodiscard]] std::function<void()> taken() const {
        const std::lock_guard guard(m_mutex);
        return std::exchange(m_hook, {});
    }

    FakeClock m_clock;
    mutable std::mutex m_mutex;
    mutable std::function<void()> m_hook;
};

// A point that a thread waits at until it is let go.
class Gate {
public:
    void pass() {
        m_reached.set_value();
        m_open.get_future().wait();
    }
    void awaitReached() { m_reached.get_future().wait(); }
    void open() { m_open.set_value(); }

private:
    std::promise<void> m_reached;
    std::promise<void> m_open;
};

struct Gates {
    Gate* loading = nullptr; // of the next load
    Gate* saving = nullptr;  // of the next save
};

class GatedStore final : public vault::CredentialStore {
public:
    GatedStore(std::shared_ptr<SharedDisk> disk, Gates& gates) : m_store(std::move(disk)), m_gates(gates) {}
    base::Result<std::vector<Entry>, vault::VaultError> load() override {
        if (auto* gate = std::exchange(m_gates.loading, nullptr))
            gate->pass();
        return m_store.load();
    }
    base::Outcome<vault::VaultError> save(const std::vector<Entry>& entries) override {
        if (auto* gate = std::exchange(m_gates.saving, nullptr))
            gate->pass();
        return m_store.save(entries);
    }

private:
    FaultyStore m_store;
    Gates& m_gates;
};
} // namespace

class VaultLockRaceTest : public testing::Test {
protected:
    void SetUp() override {
        ASSERT_TRUE(m_vault.open());
        ASSERT_TRUE(m_vault.add(bearer("a"), value("first")));
    }
    [[nodiscard]] QByteArray onDisk() const {
        return m_disk->entries.at(0).secrets.at(SecretRole::Value).reveal().toByteArray();
    }

    HookedClock m_clock;
    Gates m_gates;
    std::shared_ptr<SharedDisk> m_disk = std::make_shared<SharedDisk>();
    vault::Vault m_vault{std::make_unique<GatedStore>(m_disk, m_gates), vault::VaultMode::Passphrase, m_clock};
};

TEST_F(VaultLockRaceTest, ARotationWhoseTurnComesAfterALockIsKept) {
    m_clock.onceAsked([this] { EXPECT_TRUE(m_vault.lock()); });
    const auto rotated = m_vault.rotate("a", 1, value("fresh"), {});
    EXPECT_EQ(errorOf(rotated), VaultErrorKind::Locked);
    EXPECT_TRUE(rotated.error().sentence.contains(u"Keep Knockback open")) << rotated.error().sentence.toStdString();
    EXPECT_EQ(onDisk(), "first");
    ASSERT_TRUE(m_vault.unlock());
    EXPECT_EQ(onDisk(), "fresh");
}

TEST_F(VaultLockRaceTest, ARotationAndALockBehindTheSameSaveMayComeInEitherOrder) {
    Gate save;
    Gate rotation;
    m_gates.saving = &save;
    rotation.open();
    std::jthread saving([this, record = *m_vault.find("a")] { EXPECT_TRUE(m_vault.update(record)); });
    save.awaitReached();
    m_clock.onceAsked([&] { rotation.pass(); });
    std::jthread rotating([this] { static_cast<void>(m_vault.rotate("a", 1, value("fresh"), {})); });
    rotation.awaitReached();
    std::jthread locking([this] { EXPECT_TRUE(m_vault.lock()); });
    save.open();
    saving.join();
    rotating.join();
    locking.join();
    ASSERT_TRUE(m_vault.isLocked());
    ASSERT_TRUE(m_vault.unlock());
    EXPECT_EQ(onDisk(), "fresh");
}

TEST_F(VaultLockRaceTest, ARotationDoesNotWaitForTheKeyAndIsSavedWithIt) {
    ASSERT_TRUE(m_vault.lock());
    Gate load;
    m_gates.loading = &load;
    std::jthread unlocking([this] { EXPECT_TRUE(m_vault.unlock()); });
    load.awaitReached();
    EXPECT_EQ(errorOf(m_vault.rotate("a", 1, value("fresh"), {})), VaultErrorKind::Locked);
    load.open();
    unlocking.join();
    EXPECT_EQ(onDisk(), "fresh");
}

TEST_F(VaultLockRaceTest, ARotationThatEndsWhileItIsUnlockedIsNotLeftBehind) {
    constexpr int rounds = 500;
    for (int round = 1; round <= rounds; ++round) {
        ASSERT_TRUE(m_vault.lock());
        const QByteArray fresh = QByteArray::number(round);
        {
            std::latch both(2);
            std::jthread rotating([&] {
                both.arrive_and_wait();
                static_cast<void>(m_vault.rotate("a", static_cast<std::uint64_t>(round), value(fresh), {}));
            });
            both.arrive_and_wait();
            EXPECT_TRUE(m_vault.unlock());
        }
        ASSERT_EQ(onDisk(), fresh);
    }
}

TEST_F(VaultLockRaceTest, WhatTheDiskRefusesWhileItIsBeingLockedIsNotForgotten) {
    m_disk->full = true;
    EXPECT_EQ(errorOf(m_vault.rotate("a", 1, value("second"), {})), VaultErrorKind::Storage);
    m_disk->full = false;
    bool armed = true;
    m_vault.onChanged([&] { // lock() has saved the second one
        if (!std::exchange(armed, false))
            return;
        m_disk->full = true;
        EXPECT_EQ(errorOf(m_vault.rotate("a", 2, value("third"), {})), VaultErrorKind::Storage);
    });
    EXPECT_EQ(errorOf(m_vault.lock()), VaultErrorKind::Storage);
    EXPECT_FALSE(armed);
    EXPECT_FALSE(m_vault.isLocked());
    EXPECT_EQ(shown(m_vault.reveal("a", SecretRole::Value)), "third");
    EXPECT_EQ(onDisk(), "second");
    m_disk->full = false;
    EXPECT_TRUE(m_vault.lock());
    EXPECT_EQ(onDisk(), "third");
}

} // namespace knockback::test
