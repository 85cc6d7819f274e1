// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/PassphraseStrength.h"

#include <gtest/gtest.h>

namespace knockback::test {

using vault::Strength;
using vault::strengthOf;

TEST(PassphraseStrengthTest, SaysWhatAPassphraseIsWorth) {
    EXPECT_EQ(strengthOf(""), Strength::Empty);
    for (const char* weak : {"a", "hunter2", "Password1", "passwordpassword", "aaaaaaaaaaaaaaaaaaaaaaaa",
                             "12345678901234", "qwertyqwerty", "abababababababababab", "KNOCKBACK vault 1"})
        EXPECT_EQ(strengthOf(weak), Strength::Weak) << weak << ' ' << vault::passphraseBits(weak);
    for (const char* strong : {"correct horse battery staple", "x8#kQ2!vR9pL", "Grüße von der Ostsee"})
        EXPECT_EQ(strengthOf(strong), Strength::Strong) << strong << ' ' << vault::passphraseBits(strong);
    EXPECT_EQ(strengthOf("kT4pQz9w"), Strength::Fair) << vault::passphraseBits("kT4pQz9w");
}

TEST(PassphraseStrengthTest, MoreLettersAreNeverWorse) {
    const QByteArray text = "plum-7 Orbit&lantern";
    for (qsizetype size = 1; size < text.size(); ++size)
        EXPECT_LE(vault::passphraseBits(text.first(size)), vault::passphraseBits(text.first(size + 1))) << size;
}

} // namespace knockback::test
