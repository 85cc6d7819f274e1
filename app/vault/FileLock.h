// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"

#include <QString>

namespace knockback::vault {

// Keeps other processes, and other vaults of this one, out for as long as it lives. The kernel's own lock on a file
// that stays: it ends with its owner, however that ends. (QLockFile makes a file and then writes its owner into it;
// whoever is killed in between locks everybody out, which the kill test found within twenty tries.)
class FileLock {
public:
    enum class State { Held, Busy, Refused };

    // Waits for at most `patience`.
    FileLock(const QString& path, base::Milliseconds patience);
    FileLock(const FileLock&) = delete;
    FileLock& operator=(const FileLock&) = delete;
    ~FileLock();

    [[nodiscard]] State state() const { return m_state; }

private:
    int m_fd = -1;
    State m_state = State::Refused;
};

} // namespace knockback::vault
