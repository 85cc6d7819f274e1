// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/CookieJar.h"

#include <QString>

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <tuple>

namespace knockback::session {

// What became of one cookie.
struct CookieChange {
    http::Cookie cookie;
    bool removed = false;
};
// By what makes a cookie the same one.
using CookieChanges = std::map<std::tuple<QByteArray, bool, QByteArray, QByteArray>, CookieChange>;

// One cookie jar for each workspace, in memory; a CookieKeeper may have them on disk as well. Cookies are secrets. Any
// thread.
class CookieShelf {
public:
    // Both as in CookieJar. The value waits, for a moment at most, for a jar that is being read from the disk.
    void take(const QString& workspace, const QByteArray& url, const http::HeaderList& answer, base::WallTime now);
    [[nodiscard]] QByteArray valueFor(const QString& workspace, const QByteArray& url, base::WallTime now) const;

    [[nodiscard]] std::vector<http::Cookie> cookies(const QString& workspace, base::WallTime now) const;
    void put(const QString& workspace, http::Cookie cookie);
    void remove(const QString& workspace, const http::Cookie& cookie);
    void clear(const QString& workspace);

    // Called after every change, on the thread that made it; it must only wake somebody.
    void onChanged(std::function<void()> changed);

    // For the keeper. What was changed since it asked last …
    [[nodiscard]] CookieChanges takeChanges(const QString& workspace);
    // … and could not be stored: newer changes of the same cookies stay.
    void giveBack(const QString& workspace, CookieChanges changes);
    // What is stored takes the place of what was; cookies without an end and changes that were not asked for yet stay.
    void adopt(const QString& workspace, const std::vector<http::Cookie>& stored);
    // All of them count as changed.
    void markAll(const QString& workspace);
    void beginReading(const QString& workspace);
    void endReading(const QString& workspace);
    // Which workspace was changed by others than adopt(); on the thread that did.
    void onDirty(std::function<void(const QString& workspace)> dirty);

private:
    struct Jar {
        http::CookieJar cookies;
        CookieChanges changes;
        bool reading = false;
    };
    void change(const QString& workspace, const std::function<bool(Jar&)>& edit);
    void notify();

    mutable std::mutex m_mutex;
    mutable std::condition_variable m_read;
    std::map<QString, Jar> m_jars;
    std::function<void()> m_changed;
    std::function<void(const QString&)> m_dirty;
};

} // namespace knockback::session
