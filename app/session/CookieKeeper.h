// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "app/session/CookieKeeping.h"
#include "app/session/CookieShelf.h"
#include "app/vault/CookieCodec.h"
#include "app/vault/SealedFile.h"
#include "app/vault/Vault.h"

#include <QStringList>

#include <condition_variable>
#include <map>
#include <optional>
#include <thread>

namespace knockback::session {

// Has the shelf's jars on disk, each in a file of its own that is sealed with the vault's key and named after the
// workspace and that key, so that another vault on the same workspace has another file: read when the workspace
// is opened, saved after every change, on a thread of its own. Without a vault on disk, or while it is locked, they
// stay in memory, and are saved as soon as it can be. Between processes the later change of one cookie wins. Any
// thread.
class CookieKeeper {
public:
    // `folder` is made when it is needed. Everything outlives this object.
    CookieKeeper(QString folder, CookieShelf& shelf, vault::Vault& vault, const base::Clock& clock,
                 base::RandomSource& random);
    ~CookieKeeper(); // saves what is left

    void open(const QString& workspace);
    // The vault was made, locked or unlocked.
    void wake();
    void keep(const QString& workspace, bool wanted, bool sessionToo);
    [[nodiscard]] CookieKeeping keeping(const QString& workspace) const;
    // Called after keeping() has changed, on a thread of this object.
    void onKept(std::function<void()> kept);
    // Waits until everything is done that was asked for before: what was changed is on disk then, or keeping() says why
    // not.
    void settle();

private:
    // Of one workspace. Thread of this object, but for `shown`.
    struct Sheet {
        QString path; // of the file that the rest is about: another one when another vault took this one's place
        bool read = false;
        bool newer = false; // written by a later version: left alone
        std::uint64_t generation = 0;
        vault::KeptCookies kept;
        QString aside; // what was put aside; told until the program ends
        CookieKeeping shown;
    };
    struct Wish {
        bool wanted = true;
        bool sessionToo = false;
        bool operator==(const Wish&) const = default;
    };

    void run(const std::stop_token& stop);
    void ask(const QString& workspace);
    void work(const QString& workspace);
    [[nodiscard]] QString formerPathOf(const QString& workspace) const;
    [[nodiscard]] vault::SealedFile fileOf(const QString& workspace, const base::Secret& key) const;
    bool read(const QString& workspace, Sheet& sheet, const base::Secret& key);
    bool store(const QString& workspace, Sheet& sheet, const base::Secret& key);
    [[nodiscard]] std::optional<Wish> wishOf(const QString& workspace) const;
    void dropWish(const QString& workspace, const std::optional<Wish>& stored);
    void show(Sheet& sheet, bool possible, const QString& problem);

    QString m_folder;
    CookieShelf& m_shelf;
    vault::Vault& m_vault;
    const base::Clock& m_clock;
    base::RandomSource& m_random;

    mutable std::mutex m_mutex;
    std::condition_variable_any m_asked;
    std::condition_variable m_idle;
    QStringList m_queue;
    bool m_working = false;
    std::map<QString, Wish> m_wishes; // those that are not stored yet
    std::map<QString, Sheet> m_sheets;
    std::function<void()> m_kept;
    std::jthread m_thread; // last: it ends before anything that it uses
};

} // namespace knockback::session
