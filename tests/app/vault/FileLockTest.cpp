// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/FileLock.h"

#include <QTemporaryDir>

namespace knockback::vault {

using namespace std::chrono_literals;

TEST(FileLock, IsHeldByOneAtATime) {
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("x.lock"));
    {
        const FileLock first(path, 0ms);
        ASSERT_EQ(first.state(), FileLock::State::Held);
        EXPECT_EQ(FileLock(path, 30ms).state(), FileLock::State::Busy);
    }
    EXPECT_EQ(FileLock(path, 0ms).state(), FileLock::State::Held) << "the file stays, the lock does not";
}

TEST(FileLock, APlaceThatCannotBeWrittenIsRefusedAtOnce) {
    EXPECT_EQ(FileLock(QStringLiteral("/proc/knockback-cannot-be-made.lock"), 20s).state(), FileLock::State::Refused);
}

} // namespace knockback::vault
