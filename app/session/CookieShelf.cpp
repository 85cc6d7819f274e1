// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/CookieShelf.h"

#include <algorithm>

namespace knockback::session {

namespace {

// Longer than any local disk takes; a request that waited so long goes without.
constexpr base::Milliseconds longestReading{500};

CookieChanges::key_type idOf(const http::Cookie& cookie) {
    return {cookie.domain, cookie.hostOnly, cookie.path, cookie.name};
}

void note(CookieChanges& changes, const http::Cookie& cookie, bool removed) {
    changes.insert_or_assign(idOf(cookie), CookieChange{cookie, removed});
}

// What `after` has and `before` had not, or not like this, and the other way round.
void noteDifference(CookieChanges& changes, const std::vector<http::Cookie>& before,
                    const std::vector<http::Cookie>& after) {
    std::map<CookieChanges::key_type, const http::Cookie*> gone;
    for (const auto& cookie : before)
        gone.emplace(idOf(cookie), &cookie);
    for (const auto& cookie : after) {
        const auto old = gone.find(idOf(cookie));
        if (old == gone.end() || *old->second != cookie)
            note(changes, cookie, false);
        if (old != gone.end())
            gone.erase(old);
    }
    for (const auto& [id, cookie] : gone)
        note(changes, *cookie, true);
}

} // namespace

void CookieShelf::change(const QString& workspace, const std::function<bool(Jar&)>& edit) {
    std::function<void(const QString&)> dirty;
    {
        const std::lock_guard lock(m_mutex);
        if (!edit(m_jars[workspace]))
            return;
        dirty = m_dirty;
    }
    if (dirty)
        dirty(workspace);
    notify();
}

void CookieShelf::take(const QString& workspace, const QByteArray& url, const http::HeaderList& answer,
                       base::WallTime now) {
    if (!answer.contains("Set-Cookie"))
        return;
    change(workspace, [&](Jar& jar) {
        const auto before = jar.cookies.cookies(now);
        if (!jar.cookies.take(url, answer, now))
            return false;
        noteDifference(jar.changes, before, jar.cookies.cookies(now));
        return true;
    });
}

QByteArray CookieShelf::valueFor(const QString& workspace, const QByteArray& url, base::WallTime now) const {
    std::unique_lock lock(m_mutex);
    const auto jar = m_jars.find(workspace);
    if (jar == m_jars.end())
        return {};
    m_read.wait_for(lock, longestReading, [&] { return !jar->second.reading; });
    return jar->second.cookies.valueFor(url, now);
}

std::vector<http::Cookie> CookieShelf::cookies(const QString& workspace, base::WallTime now) const {
    const std::lock_guard lock(m_mutex);
    const auto jar = m_jars.find(workspace);
    return jar == m_jars.end() ? std::vector<http::Cookie>() : jar->second.cookies.cookies(now);
}

void CookieShelf::put(const QString& workspace, http::Cookie cookie) {
    change(workspace, [&](Jar& jar) {
        // As the jar has it: domain and path in their usual form, and the time of creation of the one before.
        http::CookieJar alone;
        alone.put(cookie);
        const auto usual = alone.cookies({});
        jar.cookies.put(std::move(cookie));
        for (const auto& stored : jar.cookies.cookies({}))
            if (!usual.empty() && idOf(stored) == idOf(usual.front()))
                note(jar.changes, stored, false);
        return true;
    });
}

void CookieShelf::remove(const QString& workspace, const http::Cookie& cookie) {
    change(workspace, [&](Jar& jar) {
        if (!jar.cookies.remove(cookie))
            return false;
        note(jar.changes, cookie, true);
        return true;
    });
}

void CookieShelf::clear(const QString& workspace) {
    change(workspace, [](Jar& jar) {
        for (const auto& cookie : jar.cookies.cookies({}))
            note(jar.changes, cookie, true);
        jar.cookies.clear();
        return true;
    });
}

CookieChanges CookieShelf::takeChanges(const QString& workspace) {
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_jars[workspace].changes, {});
}

void CookieShelf::giveBack(const QString& workspace, CookieChanges changes) {
    const std::lock_guard lock(m_mutex);
    m_jars[workspace].changes.merge(changes);
}

void CookieShelf::adopt(const QString& workspace, const std::vector<http::Cookie>& stored) {
    {
        const std::lock_guard lock(m_mutex);
        Jar& jar = m_jars[workspace];
        http::CookieJar fresh;
        for (const auto& cookie : stored)
            fresh.put(cookie);
        for (auto& cookie : jar.cookies.cookies({}))
            if (!cookie.expiresAt)
                fresh.put(std::move(cookie));
        for (const auto& [id, change] : jar.changes) {
            if (change.removed)
                fresh.remove(change.cookie);
            else
                fresh.put(change.cookie);
        }
        jar.cookies = std::move(fresh);
    }
    notify();
}

void CookieShelf::markAll(const QString& workspace) {
    change(workspace, [](Jar& jar) {
        for (const auto& cookie : jar.cookies.cookies({}))
            note(jar.changes, cookie, false);
        return true;
    });
}

void CookieShelf::beginReading(const QString& workspace) {
    const std::lock_guard lock(m_mutex);
    m_jars[workspace].reading = true;
}

void CookieShelf::endReading(const QString& workspace) {
    const std::lock_guard lock(m_mutex);
    m_jars[workspace].reading = false;
    m_read.notify_all();
}

void CookieShelf::onChanged(std::function<void()> changed) {
    const std::lock_guard lock(m_mutex);
    m_changed = std::move(changed);
}

void CookieShelf::onDirty(std::function<void(const QString&)> dirty) {
    const std::lock_guard lock(m_mutex);
    m_dirty = std::move(dirty);
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
