// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/Secret.h"

#include <type_traits>

namespace knockback {

using base::Secret;

static_assert(!std::is_copy_constructible_v<Secret> && !std::is_copy_assignable_v<Secret>);
static_assert(!std::is_convertible_v<QByteArray, Secret> && !std::is_convertible_v<Secret, QByteArray>);

TEST(Secret, revealsWhatItWasGiven) {
    const Secret secret(QByteArray("p\0w", 3));
    EXPECT_EQ(secret.size(), 3);
    EXPECT_EQ(secret.reveal(), QByteArrayView("p\0w", 3));
    EXPECT_TRUE(Secret().isEmpty());
}

TEST(Secret, comparesBytes) {
    EXPECT_TRUE(Secret(QByteArray("abc")) == Secret(QByteArray("abc")));
    EXPECT_FALSE(Secret(QByteArray("abc")) == Secret(QByteArray("abd")));
    EXPECT_FALSE(Secret(QByteArray("abc")) == Secret(QByteArray("ab")));
    EXPECT_TRUE(Secret() == Secret());
}

TEST(Secret, movingLeavesNothingBehind) {
    Secret a(QByteArray("one"));
    Secret b(std::move(a));
    EXPECT_TRUE(a.isEmpty()); // NOLINT(bugprone-use-after-move): that is the promise
    EXPECT_EQ(b.reveal(), "one");
    Secret c(QByteArray("two"));
    c = std::move(b);
    EXPECT_EQ(c.reveal(), "one");
    EXPECT_TRUE(b.isEmpty()); // NOLINT(bugprone-use-after-move)
    Secret& same = c;
    c = std::move(same);
    EXPECT_EQ(c.reveal(), "one");
}

TEST(Secret, aCloneIsIndependent) {
    Secret a(QByteArray("abc"));
    const Secret b = a.clone();
    a.wipe();
    EXPECT_TRUE(a.isEmpty());
    EXPECT_EQ(b.reveal(), "abc");
}

TEST(Secret, theCallersOwnArrayIsUntouched) {
    const QByteArray mine("still here");
    {
        const Secret secret(mine);
        EXPECT_NE(static_cast<const void*>(secret.reveal().data()), static_cast<const void*>(mine.constData()));
    }
    EXPECT_EQ(mine, "still here");
}

TEST(Secret, wipingLeavesOtherOwnersTheirBytes) {
    QByteArray bytes("hunter2");
    bytes.reserve(64);
    const QByteArray other = bytes; // shared: the other owner keeps its bytes
    base::wipe(bytes);
    EXPECT_TRUE(bytes.isEmpty());
    EXPECT_EQ(other, "hunter2");
}

} // namespace knockback
