// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/CookieKeeper.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace knockback::session {

namespace {

// Every failed try means that another process saved.
constexpr int mostTries = 100;

void makeFolder(const QString& path) {
    if (!QFileInfo(path).isDir() && QDir().mkpath(path))
        QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

// What is stored when these changes are made to it.
vault::KeptCookies changed(const vault::KeptCookies& before, const CookieChanges& changes, base::WallTime now) {
    vault::KeptCookies after{before.keep, before.sessionToo, {}};
    if (!after.keep)
        return after;
    http::CookieJar jar;
    for (const auto& cookie : before.cookies)
        jar.put(cookie);
    for (const auto& [id, change] : changes) {
        jar.remove(change.cookie); // its time of creation may be another one
        if (!change.removed)
            jar.put(change.cookie);
    }
    after.cookies = jar.cookies(now);
    if (!after.sessionToo)
        std::erase_if(after.cookies, [](const http::Cookie& cookie) { return !cookie.expiresAt; });
    return after;
}

QString whereTheyAre(const vault::KeptCookies& kept) {
    if (!kept.keep)
        return QStringLiteral("In memory only, as you chose: all of them end with the program.");
    return kept.sessionToo ? QStringLiteral("Kept on disk, sealed with the vault's key.")
                           : QStringLiteral("Kept on disk, sealed with the vault's key; those without an expiry end "
                                            "with the program.");
}

} // namespace

CookieKeeper::CookieKeeper(QString folder, CookieShelf& shelf, vault::Vault& vault, const base::Clock& clock,
                           base::RandomSource& random)
    : m_folder(std::move(folder))
    , m_shelf(shelf)
    , m_vault(vault)
    , m_clock(clock)
    , m_random(random)
    , m_thread([this](const std::stop_token& stop) { run(stop); }) {
    m_shelf.onDirty([this](const QString& workspace) { ask(workspace); });
}

CookieKeeper::~CookieKeeper() {
    m_shelf.onDirty({});
    m_thread.request_stop();
    m_thread.join();
}

void CookieKeeper::open(const QString& workspace) {
    {
        const std::lock_guard lock(m_mutex);
        if (m_sheets.contains(workspace))
            return;
        m_sheets[workspace];
    }
    m_shelf.beginReading(workspace);
    ask(workspace);
}

void CookieKeeper::wake() {
    std::vector<QString> known;
    {
        const std::lock_guard lock(m_mutex);
        for (const auto& [workspace, sheet] : m_sheets)
            known.push_back(workspace);
    }
    for (const auto& workspace : known)
        ask(workspace);
}

void CookieKeeper::keep(const QString& workspace, bool wanted, bool sessionToo) {
    {
        const std::lock_guard lock(m_mutex);
        m_wishes[workspace] = {wanted, sessionToo};
    }
    m_shelf.markAll(workspace);
}

CookieKeeping CookieKeeper::keeping(const QString& workspace) const {
    const std::lock_guard lock(m_mutex);
    const auto sheet = m_sheets.find(workspace);
    return sheet == m_sheets.end() ? CookieKeeping{} : sheet->second.shown;
}

void CookieKeeper::onKept(std::function<void()> kept) {
    const std::lock_guard lock(m_mutex);
    m_kept = std::move(kept);
}

void CookieKeeper::settle() {
    std::unique_lock lock(m_mutex);
    m_idle.wait(lock, [this] { return m_queue.isEmpty() && !m_working; });
}

void CookieKeeper::ask(const QString& workspace) {
    const std::lock_guard lock(m_mutex);
    if (!m_queue.contains(workspace))
        m_queue.append(workspace);
    m_asked.notify_one();
}

// What was asked for before the end is still done.
void CookieKeeper::run(const std::stop_token& stop) {
    for (;;) {
        QString next;
        {
            std::unique_lock lock(m_mutex);
            m_working = false;
            m_idle.notify_all();
            if (!m_asked.wait(lock, stop, [this] { return !m_queue.isEmpty(); }))
                return;
            next = m_queue.takeFirst();
            m_working = true;
        }
        work(next);
        m_shelf.endReading(next);
        std::function<void()> kept;
        {
            const std::lock_guard lock(m_mutex);
            kept = m_kept;
        }
        if (kept)
            kept();
    }
}

vault::SealedFile CookieKeeper::fileOf(const QString& workspace) const {
    const QByteArray hash = QCryptographicHash::hash(workspace.toUtf8(), QCryptographicHash::Sha256).toHex().first(32);
    return {m_folder + u'/' + QString::fromLatin1(hash) + QStringLiteral(".kbc"), "cookies of " + workspace.toUtf8(),
            m_random};
}

void CookieKeeper::work(const QString& workspace) {
    Sheet* sheet = nullptr;
    {
        const std::lock_guard lock(m_mutex);
        sheet = &m_sheets[workspace]; // a map's elements stay where they are
    }
    const auto key = m_vault.sealingKey();
    if (key.isEmpty())
        return show(*sheet, false,
                    m_vault.isLocked()
                        ? QStringLiteral("The vault is locked: cookies are in memory only, and those that can be kept "
                                         "are saved when you unlock it.")
                        : QStringLiteral("In memory only: there is no vault on disk whose key could seal them. They "
                                         "are kept from the first credential on."));
    makeFolder(m_folder);
    if (!sheet->read && !read(workspace, *sheet, key))
        return;
    if (!sheet->newer)
        store(workspace, *sheet, key);
}

// False when what is there can neither be used nor put aside.
bool CookieKeeper::read(const QString& workspace, Sheet& sheet, const base::Secret& key) {
    const auto file = fileOf(workspace);
    const auto loaded = file.load(key);
    auto kept = loaded ? vault::decodeCookies(loaded->bytes) : std::optional(vault::KeptCookies{});
    using vault::SealedProblem;
    const auto problem = loaded ? SealedProblem::Damaged : loaded.error().problem; // of the contents
    if (problem == SealedProblem::Refused && !loaded) {
        show(sheet, false,
             QStringLiteral("In memory only: the kept cookies in %1 cannot be read: %2.")
                 .arg(file.path(), loaded.error().reason));
        return false;
    }
    sheet.read = true;
    sheet.generation = loaded ? loaded->generation : 0;
    sheet.newer = !loaded && problem == SealedProblem::TooNew;
    if (sheet.newer) {
        show(sheet, false,
             QStringLiteral("In memory only: the kept cookies in %1 were written by a later version of Knockback.")
                 .arg(file.path()));
        return true;
    }
    if (!kept || (!loaded && problem == SealedProblem::Damaged)) {
        sheet.generation = 0;
        kept = vault::KeptCookies{};
        const QString name = file.putAside();
        sheet.read = !name.isEmpty();
        sheet.aside = QStringLiteral("The kept cookies of this workspace could not be opened (damaged, or sealed with "
                                     "another vault's key); the file is put aside as %1.")
                          .arg(name.isEmpty() ? file.path() : name);
    }
    sheet.kept = std::move(*kept);
    if (!sheet.kept.cookies.empty())
        m_shelf.adopt(workspace, changed(sheet.kept, {}, m_clock.wallNow()).cookies);
    if (!sheet.read)
        show(sheet, false, sheet.aside);
    return sheet.read;
}

bool CookieKeeper::store(const QString& workspace, Sheet& sheet, const base::Secret& key) {
    std::optional<Wish> wish;
    {
        const std::lock_guard lock(m_mutex);
        if (const auto found = m_wishes.find(workspace); found != m_wishes.end())
            wish = found->second;
    }
    const auto file = fileOf(workspace);
    auto changes = m_shelf.takeChanges(workspace);
    for (int tries = 0; tries < mostTries; ++tries) {
        auto wished = sheet.kept;
        if (wish) {
            wished.keep = wish->wanted;
            wished.sessionToo = wish->sessionToo;
        }
        auto next = changed(wished, changes, m_clock.wallNow());
        if (next == sheet.kept)
            break;
        const auto saved = file.save(key, vault::encodeCookies(next), sheet.generation);
        if (saved) {
            sheet.generation = *saved;
            sheet.kept = std::move(next);
            break;
        }
        if (saved.error().problem == vault::SealedProblem::Refused) {
            m_shelf.giveBack(workspace, std::move(changes));
            show(sheet, true, QStringLiteral("Not saved: %1: %2.").arg(file.path(), saved.error().reason));
            return false;
        }
        m_shelf.giveBack(workspace, changes); // what others saved must not undo them
        if (!read(workspace, sheet, key) || sheet.newer)
            return false;
        changes = m_shelf.takeChanges(workspace);
    }
    show(sheet, true, {});
    return true;
}

void CookieKeeper::show(Sheet& sheet, bool possible, const QString& problem) {
    const std::lock_guard lock(m_mutex);
    const bool wrong = !sheet.aside.isEmpty() || (possible && !problem.isEmpty());
    QStringList sentences;
    if (problem != sheet.aside)
        sentences << sheet.aside;
    sentences << (problem.isEmpty() ? whereTheyAre(sheet.kept) : problem);
    sentences.removeAll(QString());
    sheet.shown = {possible, sheet.kept.keep, sheet.kept.sessionToo, sentences.join(u' '), wrong};
}

} // namespace knockback::session
