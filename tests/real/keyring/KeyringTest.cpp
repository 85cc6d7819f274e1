// SPDX-License-Identifier: GPL-3.0-or-later
// Run by keyring-session.sh, which brings the keychain into the state that the suite's name says.
#include "app/vault/Keychain.h"
#include "app/vault/OpenVault.h"
#include "app/vault/SystemKeychain.h"

#include <QFile>

#include <chrono>
#include <thread>

namespace knockback::test {

using namespace std::chrono_literals;
using vault::Keychain;
using vault::KeychainState;
using vault::VaultErrorKind;
using vault::VaultMode;

namespace {
vault::VaultOptions options(const char* file = "/k.vault") {
    vault::VaultOptions chosen;
    chosen.path = QFile::decodeName(qgetenv("HOME") + file);
    return chosen;
}

// The main thread has no event loop running, as in the command line.
KeychainState state() {
    return vault::awaitAnswer<KeychainState>([](auto done) { vault::systemKeychain().probe(std::move(done)); }, 30s)
        .value_or(KeychainState::NotAnswering);
}

Keychain::Read read(const QByteArray& item) {
    auto answer = vault::awaitAnswer<Keychain::Read>(
        [&](auto done) { vault::systemKeychain().read(item, std::move(done)); }, 30s);
    return answer ? std::move(*answer)
                  : base::Failure(vault::KeychainError{false, QStringLiteral("no answer in 30 s")});
}

Keychain::Written write(const QByteArray& item, const base::Secret& key) {
    auto answer = vault::awaitAnswer<Keychain::Written>(
        [&](auto done) { vault::systemKeychain().write(item, key, std::move(done)); }, 30s);
    return answer ? std::move(*answer)
                  : base::Failure(vault::KeychainError{false, QStringLiteral("no answer in 30 s")});
}

class Stopwatch {
public:
    [[nodiscard]] std::chrono::milliseconds passed() const {
        return std::chrono::duration_cast<std::chrono::milliseconds>(base::systemClock().steadyNow() - m_start);
    }

private:
    base::SteadyTime m_start = base::systemClock().steadyNow();
};

vault::Credential credential() {
    vault::Credential github;
    github.name = "github";
    github.hosts = {"api.github.com"};
    return github;
}

// There is no vault file yet: memory only, and the reason is given.
void expectMemoryOnly(KeychainState expected, std::chrono::milliseconds bound) {
    const Stopwatch watch;
    EXPECT_EQ(state(), expected);
    const auto opened = vault::openVault(options("/another.vault"));
    EXPECT_LT(watch.passed(), 2 * bound);
    ASSERT_TRUE(opened);
    EXPECT_EQ(opened->vault->mode(), VaultMode::MemoryOnly);
    EXPECT_TRUE(opened->notice.contains(vault::describe(expected))) << opened->notice.toStdString();
}

// There is a vault file, which must neither open nor be replaced.
void expectOutOfReach(KeychainState expected, VaultErrorKind kind, std::chrono::milliseconds bound) {
    ASSERT_TRUE(QFile::exists(options().path));
    const Stopwatch watch;
    const auto opened = vault::openVault(options());
    EXPECT_LT(watch.passed(), bound);
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().kind, kind);
    EXPECT_TRUE(opened.error().sentence.contains(vault::describe(expected))) << opened.error().sentence.toStdString();
}
} // namespace

TEST(KeyringUnlocked, FirstRunMakesTheKeyAndTheFile) {
    ASSERT_EQ(state(), KeychainState::Unlocked);
    const auto opened = vault::openVault(options());
    ASSERT_TRUE(opened) << opened.error().sentence.toStdString();
    EXPECT_EQ(opened->vault->mode(), VaultMode::Keychain);
    EXPECT_TRUE(opened->notice.isEmpty());
    vault::Secrets secrets;
    secrets.emplace(vault::SecretRole::Value, base::Secret("hunter2"));
    const auto added = opened->vault->add(credential(), std::move(secrets));
    ASSERT_TRUE(added) << added.error().sentence.toStdString();
}

TEST(KeyringUnlocked, FirstRunKeepsAnyKeyAsItIs) {
    base::Secret key = base::Secret::zeros(vault::vaultKeySize);
    for (qsizetype i = 0; i < key.size(); ++i)
        key.data()[i] = static_cast<unsigned char>(i % 3 == 0 ? 0 : 255 - i);
    const auto written = write("knockback/test/bytes", key);
    ASSERT_TRUE(written) << written.error().reason.toStdString();
    const auto back = read("knockback/test/bytes");
    ASSERT_TRUE(back);
    EXPECT_TRUE(*back == key);
    const auto none = read("knockback/test/none");
    ASSERT_FALSE(none);
    EXPECT_TRUE(none.error().missing);
}

TEST(KeyringUnlocked, FirstRunAnswersTheWindowOnTheKeychainsThread) {
    std::promise<std::thread::id> told;
    vault::systemKeychain().probe([&](KeychainState) { told.set_value(std::this_thread::get_id()); });
    auto answer = told.get_future();
    ASSERT_EQ(answer.wait_for(10s), std::future_status::ready);
    EXPECT_NE(answer.get(), std::this_thread::get_id());
}

TEST(KeyringUnlocked, SecondRunFindsTheKeyAgain) {
    const auto opened = vault::openVault(options());
    ASSERT_TRUE(opened) << opened.error().sentence.toStdString();
    const auto secret = opened->vault->use("github", vault::SecretRole::Value, "api.github.com");
    ASSERT_TRUE(secret);
    EXPECT_EQ(secret->reveal(), "hunter2");
}

TEST(KeyringLocked, IsToldFromEmptyAndRaisesNoPrompt) {
    expectOutOfReach(KeychainState::Locked, VaultErrorKind::Locked, 5s);
    expectMemoryOnly(KeychainState::Locked, 5s);
    // QtKeychain itself says "not found" here.
    const auto item = read("knockback/test/bytes");
    ASSERT_FALSE(item);
    EXPECT_FALSE(item.error().missing);
    EXPECT_FALSE(write("knockback/test/other", base::Secret::zeros(vault::vaultKeySize)));
}

TEST(KeyringStopped, IsSaidWithinItsDeadline) {
    expectOutOfReach(KeychainState::NotAnswering, VaultErrorKind::Locked, 8s);
    expectMemoryOnly(KeychainState::NotAnswering, 8s);
}

TEST(KeyringSilent, AJobThatNeverEndsHoldsNobodyUp) {
    ASSERT_EQ(state(), KeychainState::Unlocked);
    const Stopwatch watch;
    const auto first = read("knockback/test/bytes");
    ASSERT_FALSE(first);
    EXPECT_TRUE(first.error().reason.contains(QStringLiteral("10 s")));
    EXPECT_GE(watch.passed(), 10s);
    EXPECT_LT(watch.passed(), 14s);
    const Stopwatch again;
    const auto second = read("knockback/test/bytes");
    ASSERT_FALSE(second);
    EXPECT_FALSE(second.error().missing);
    EXPECT_LT(again.passed(), 1s) << "what waits behind a stuck job is told at once";
    // The program now ends with that job still under way; the script sees whether it ends well.
}

TEST(KeyringNoCollection, IsSaid) {
    expectMemoryOnly(KeychainState::NoDefaultCollection, 5s);
}

TEST(KeyringNoService, IsSaid) {
    expectMemoryOnly(KeychainState::NoService, 5s);
}

TEST(KeyringNoBus, IsSaid) {
    expectMemoryOnly(KeychainState::NoBus, 5s);
}

TEST(KeyringNoGlib, IsSaidInsteadOfWaitingForEver) {
    expectMemoryOnly(KeychainState::Unsupported, 5s);
}

} // namespace knockback::test
