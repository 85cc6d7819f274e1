// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/CookieKeeper.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <utility>

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

QString hashOf(const QString& workspace) {
    const QByteArray hash = QCryptographicHash::hash(workspace.toUtf8(), QCryptographicHash::Sha256);
    return QString::fromLatin1(hash.toHex().first(32));
}

struct Stored {
    std::uint64_t generation = 0;
    vault::KeptCookies kept;
};

// Missing when what was there did not open and has been put aside, under the name that `aside` gets.
base::Result<Stored, vault::SealedError> loadOrPutAside(const vault::SealedFile& file, const base::Secret& key,
                                                        QString& aside) {
    using base::Failure;
    using vault::SealedError;
    using vault::SealedProblem;
    for (int tries = 0; tries < mostTries; ++tries) {
        const auto loaded = file.load(key);
        auto kept = loaded ? vault::decodeCookies(loaded->bytes) : std::nullopt;
        if (kept)
            return Stored{loaded->generation, std::move(*kept)};
        if (!loaded && loaded.error().problem != SealedProblem::Damaged)
            return Failure(loaded.error());
        auto name = file.putAside(loaded ? loaded->digest : loaded.error().digest);
        if (name) {
            aside = std::move(*name);
            return Failure(SealedError{SealedProblem::Missing, {}, {}});
        }
        if (name.error().problem != SealedProblem::Stale)
            return Failure(
                SealedError{SealedProblem::Refused,
                            QStringLiteral("it is damaged and cannot be put aside (%1)").arg(name.error().reason),
                            {}});
    }
    return Failure(SealedError{SealedProblem::Refused, QStringLiteral("other processes keep changing it"), {}});
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

// From before each vault had its own.
QString CookieKeeper::formerPathOf(const QString& workspace) const {
    return m_folder + u'/' + hashOf(workspace) + QStringLiteral(".kbc");
}

vault::SealedFile CookieKeeper::fileOf(const QString& workspace, const base::Secret& key) const {
    const QString name = hashOf(workspace) + u'-' + QString::fromLatin1(vault::fingerprintOf(key));
    return {m_folder + u'/' + name + QStringLiteral(".kbc"), "cookies of " + workspace.toUtf8(), m_random};
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
    const QString path = fileOf(workspace, key).path();
    if (std::exchange(sheet->path, path) != path)
        sheet->read = false;
    if (!sheet->read && !read(workspace, *sheet, key))
        return;
    if (!sheet->newer)
        store(workspace, *sheet, key);
}

// False when what is there can neither be used nor put aside.
bool CookieKeeper::read(const QString& workspace, Sheet& sheet, const base::Secret& key) {
    using vault::SealedProblem;
    const auto file = fileOf(workspace, key);
    QString aside;
    const auto taken = file.takeOver(formerPathOf(workspace), key);
    auto stored = taken ? loadOrPutAside(file, key, aside)
                        : base::Result<Stored, vault::SealedError>(base::Failure(taken.error()));
    const auto problem = stored ? std::nullopt : std::optional(stored.error().problem);
    if (problem == SealedProblem::Refused) {
        show(sheet, false,
             QStringLiteral("In memory only: the kept cookies in %1 cannot be read: %2.")
                 .arg(file.path(), stored.error().reason));
        return false;
    }
    sheet.read = true;
    sheet.generation = stored ? stored->generation : 0;
    sheet.newer = problem == SealedProblem::TooNew;
    if (sheet.newer) {
        show(sheet, false,
             QStringLiteral("In memory only: the kept cookies in %1 were written by a later version of Knockback.")
                 .arg(file.path()));
        return true;
    }
    if (!aside.isEmpty())
        sheet.aside = QStringLiteral("The kept cookies of this workspace could not be opened: the file was damaged, "
                                     "and is put aside as %1.")
                          .arg(aside);
    sheet.kept = stored ? std::move(stored->kept) : vault::KeptCookies{};
    // An empty list too: others cleared it. Where nothing is to be kept the list says nothing of what is in memory.
    if (stored && sheet.kept.keep)
        m_shelf.adopt(workspace, changed(sheet.kept, {}, m_clock.wallNow()).cookies);
    return true;
}

bool CookieKeeper::store(const QString& workspace, Sheet& sheet, const base::Secret& key) {
    const auto wish = wishOf(workspace);
    const auto file = fileOf(workspace, key);
    auto changes = m_shelf.takeChanges(workspace);
    for (int tries = 0; tries < mostTries; ++tries) {
        auto wished = sheet.kept;
        if (wish) {
            wished.keep = wish->wanted;
            wished.sessionToo = wish->sessionToo;
        }
        auto next = changed(wished, changes, m_clock.wallNow());
        const bool same = next == sheet.kept;
        const auto saved = same ? base::Result<std::uint64_t, vault::SealedError>(sheet.generation)
                                : file.save(key, vault::encodeCookies(next), sheet.generation);
        if (saved) {
            sheet.generation = *saved;
            sheet.kept = std::move(next);
            dropWish(workspace, wish);
            show(sheet, true, {});
            return true;
        }
        m_shelf.giveBack(workspace, changes); // what others saved must not undo them
        if (saved.error().problem == vault::SealedProblem::Refused) {
            show(sheet, true, QStringLiteral("Not saved: %1: %2.").arg(file.path(), saved.error().reason));
            return false;
        }
        if (!read(workspace, sheet, key) || sheet.newer)
            return false;
        changes = m_shelf.takeChanges(workspace);
    }
    m_shelf.giveBack(workspace, std::move(changes));
    show(sheet, true, QStringLiteral("Not saved: %1: other processes keep changing it.").arg(file.path()));
    return false;
}

std::optional<CookieKeeper::Wish> CookieKeeper::wishOf(const QString& workspace) const {
    const std::lock_guard lock(m_mutex);
    const auto found = m_wishes.find(workspace);
    return found == m_wishes.end() ? std::nullopt : std::optional(found->second);
}

// What is stored is no wish any more: others may choose again later. One made meanwhile stays.
void CookieKeeper::dropWish(const QString& workspace, const std::optional<Wish>& stored) {
    const std::lock_guard lock(m_mutex);
    const auto found = m_wishes.find(workspace);
    if (found != m_wishes.end() && found->second == stored)
        m_wishes.erase(found);
}

void CookieKeeper::show(Sheet& sheet, bool possible, const QString& problem) {
    const std::lock_guard lock(m_mutex);
    const bool wrong = !sheet.aside.isEmpty() || (possible && !problem.isEmpty());
    QStringList sentences{sheet.aside, problem.isEmpty() ? whereTheyAre(sheet.kept) : problem};
    sentences.removeAll(QString());
    sheet.shown = {possible, sheet.kept.keep, sheet.kept.sessionToo, sentences.join(u' '), wrong};
}

} // namespace knockback::session
