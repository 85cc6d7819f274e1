// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/FileLock.h"

#include <QFile>

#include <cerrno>

#include <fcntl.h>
#include <poll.h>
#include <sys/file.h>
#include <unistd.h>

namespace knockback::vault {

namespace {
constexpr base::Milliseconds step(10);
}

FileLock::FileLock(const QString& path, base::Milliseconds patience)
    : m_fd(::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600)) {
    if (m_fd < 0)
        return;
    for (auto left = patience;; left -= step) {
        if (::flock(m_fd, LOCK_EX | LOCK_NB) == 0) {
            m_state = State::Held;
            return;
        }
        if (errno != EWOULDBLOCK && errno != EINTR)
            return;
        m_state = State::Busy;
        if (left <= base::Milliseconds(0))
            return;
        ::poll(nullptr, 0, static_cast<int>(step.count())); // flock has no deadline of its own
    }
}

FileLock::~FileLock() {
    if (m_fd >= 0)
        ::close(m_fd);
}

} // namespace knockback::vault
