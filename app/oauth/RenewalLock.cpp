// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/oauth/RenewalLock.h"

#include <QCryptographicHash>
#include <QFile>
#include <QtEndian>

#include <cerrno>

#include <fcntl.h>
#include <unistd.h>

namespace knockback::oauth {

namespace {
// Two names on one byte would only wait for each other.
off_t byteOf(const QByteArray& credential) {
    const QByteArray hash = QCryptographicHash::hash(credential, QCryptographicHash::Sha256);
    return static_cast<off_t>(qFromBigEndian<quint64>(hash.constData()) >> 2);
}
} // namespace

RenewalLock::RenewalLock(const QString& path, const QByteArray& credential)
    : m_fd(::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600)) {
    if (m_fd < 0)
        return;
    struct flock range {};
    range.l_type = F_WRLCK;
    range.l_whence = SEEK_SET;
    range.l_start = byteOf(credential);
    range.l_len = 1;
    if (::fcntl(m_fd, F_OFD_SETLK, &range) == 0)
        m_state = State::Held;
    else if (errno == EAGAIN || errno == EACCES)
        m_state = State::Busy;
}

RenewalLock::~RenewalLock() {
    if (m_fd >= 0)
        ::close(m_fd);
}

} // namespace knockback::oauth
