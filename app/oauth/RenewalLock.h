// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace knockback::oauth {

// Keeps every other process, and every other refresher of this one, from renewing the same credential for as long as it
// lives. One file beside the vault serves all credentials: each locks its own byte of it, which is never written. The
// kernel's own lock: it ends with its owner, however that ends. Never blocks.
class RenewalLock {
public:
    enum class State { Held, Busy, Refused };

    RenewalLock(const QString& path, const QByteArray& credential);
    RenewalLock(const RenewalLock&) = delete;
    RenewalLock& operator=(const RenewalLock&) = delete;
    ~RenewalLock();

    [[nodiscard]] State state() const { return m_state; }

private:
    int m_fd = -1;
    State m_state = State::Refused;
};

} // namespace knockback::oauth
