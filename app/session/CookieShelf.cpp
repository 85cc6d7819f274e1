// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/CookieShelf.h"

namespace knockback::session {

void CookieShelf::take(const QString& workspace, const QByteArray& url, const http::HeaderList& answer,
                       base::WallTime now) {
    {
        const std::lock_guard lock(m_mutex);
        if (!m_jars[workspace].take(url, answer, now))
            return;
    }
    notify();
}

QByteArray CookieShelf::valueFor(const QString& workspace, const QByteArray& url, base::WallTime now) const {
    const std::lock_guard lock(m_mutex);
    const auto jar = m_jars.find(workspace);
    return jar == m_jars.end() ? QByteArray() : jar->second.valueFor(url, now);
}

std::vector<http::Cookie> CookieShelf::cookies(const QString& workspace, base::WallTime now) const {
    const std::lock_guard lock(m_mutex);
    const auto jar = m_jars.find(workspace);
    return jar == m_jars.end() ? std::vector<http::Cookie>() : jar->second.cookies(now);
}

void CookieShelf::put(const QString& workspace, http::Cookie cookie) {
    {
        const std::lock_guard lock(m_mutex);
        m_jars[workspace].put(std::move(cookie));
    }
    notify();
}

void CookieShelf::remove(const QString& workspace, const http::Cookie& cookie) {
    {
        const std::lock_guard lock(m_mutex);
        if (!m_jars[workspace].remove(cookie))
            return;
    }
    notify();
}

void CookieShelf::clear(const QString& workspace) {
    {
        const std::lock_guard lock(m_mutex);
        m_jars.erase(workspace);
    }
    notify();
}

void CookieShelf::onChanged(std::function<void()> changed) {
    const std::lock_guard lock(m_mutex);
    m_changed = std::move(changed);
}

void CookieShelf::notify() {
    std::function<void()> changed;
    {
        const std::lock_guard lock(m_mutex);
        changed = m_changed;
    }
    if (changed)
        changed();
}

} // namespace knockback::session
