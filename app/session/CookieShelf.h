// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/CookieJar.h"

#include <QString>

#include <functional>
#include <map>
#include <mutex>

namespace knockback::session {

// One cookie jar for each workspace. Cookies are secrets and live as long as the program: none is written to disk. Any
// thread.
class CookieShelf {
public:
    // Both as in CookieJar.
    void take(const QString& workspace, const QByteArray& url, const http::HeaderList& answer, base::WallTime now);
    [[nodiscard]] QByteArray valueFor(const QString& workspace, const QByteArray& url, base::WallTime now) const;

    [[nodiscard]] std::vector<http::Cookie> cookies(const QString& workspace, base::WallTime now) const;
    void put(const QString& workspace, http::Cookie cookie);
    void remove(const QString& workspace, const http::Cookie& cookie);
    void clear(const QString& workspace);

    // Called after every change, on the thread that made it; it must only wake somebody.
    void onChanged(std::function<void()> changed);

private:
    void notify();

    mutable std::mutex m_mutex;
    std::map<QString, http::CookieJar> m_jars;
    std::function<void()> m_changed;
};

} // namespace knockback::session
