// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/SystemKeychain.h"

#include <gtest/gtest.h>

namespace knockback::vault {
namespace {

using namespace std::chrono_literals;

// This test stands where the library that asks the keychain does not; tests/real/keyring has it.
TEST(SystemKeychain, SaysSoWhenItsLibraryIsMissing) {
    const auto state =
        awaitAnswer<KeychainState>([](auto done) { systemKeychain().probe(std::move(done)); }, base::Milliseconds(5s));
    EXPECT_EQ(state, KeychainState::NotInstalled);
    const auto read = awaitAnswer<Keychain::Read>([](auto done) { systemKeychain().read("k", std::move(done)); },
                                                  base::Milliseconds(5s));
    ASSERT_TRUE(read.has_value());
    ASSERT_FALSE(read->ok());
    EXPECT_FALSE(read->error().missing) << "nobody looked, so nobody knows";
    EXPECT_TRUE(read->error().reason.contains(QStringLiteral("not installed")));
    const base::Secret key = base::Secret::zeros(vaultKeySize);
    const auto written = awaitAnswer<Keychain::Written>(
        [&](auto done) { systemKeychain().write("k", key, std::move(done)); }, base::Milliseconds(5s));
    ASSERT_TRUE(written.has_value());
    EXPECT_FALSE(written->ok());
}

} // namespace
} // namespace knockback::vault
