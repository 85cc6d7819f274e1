// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/VaultFile.h"

#include "app/vault/AtomicFile.h"
#include "app/vault/EntryCodec.h"
#include "app/vault/FileLock.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace knockback::vault {

namespace {
using base::Failure;

constexpr qint64 mostBytes = 64LL * 1024 * 1024;
constexpr base::Milliseconds lockPatience(20'000);

Failure<VaultError> failure(VaultErrorKind kind, const QString& sentence) {
    return Failure(VaultError{kind, sentence});
}

Failure<VaultError> cannot(QLatin1String what, const QString& path, const FileError& error) {
    return failure(VaultErrorKind::Storage,
                   QStringLiteral("The vault file %1 cannot be %2: %3.").arg(path, QString(what), error.reason));
}

// "the system keychain", for the list of what opens a file.
QString nameOf(KeySlot::Kind kind) {
    switch (kind) {
    case KeySlot::Kind::Keychain:
        return QStringLiteral("the system keychain");
    case KeySlot::Kind::Passphrase:
        return QStringLiteral("a passphrase");
    case KeySlot::Kind::Recovery:
        return QStringLiteral("its recovery key");
    }
    return {};
}

// None of the ways at hand fits the file.
Failure<VaultError> noWay(const QString& path, const VaultHeader& header) {
    QStringList ways;
    for (const auto& slot : header.slots)
        ways << nameOf(slot.kind);
    const bool byPassphrase = std::any_of(header.slots.begin(), header.slots.end(),
                                          [](const KeySlot& slot) { return slot.kind != KeySlot::Kind::Keychain; });
    return failure(VaultErrorKind::Locked,
                   QStringLiteral("The vault file %1 is opened by %2: %3.")
                       .arg(path, ways.join(QStringLiteral(" or ")),
                            byPassphrase ? QStringLiteral("use --passphrase-file, or type it in the window")
                                         : QStringLiteral("leave out --passphrase-file")));
}

Failure<VaultError> stale() {
    return failure(VaultErrorKind::Stale,
                   QStringLiteral("Another Knockback changed the vault at the same time: try again."));
}

Failure<VaultError> broken(const QString& path, FormatError error) {
    switch (error) {
    case FormatError::NotAVault:
        return failure(VaultErrorKind::Damaged,
                       QStringLiteral("%1 is not a vault file: choose another one, or move it away.").arg(path));
    case FormatError::TooNew:
        return failure(VaultErrorKind::Damaged,
                       QStringLiteral("The vault file %1 was written by a later version of Knockback: update this one.")
                           .arg(path));
    case FormatError::WrongKey:
        return failure(VaultErrorKind::Damaged,
                       QStringLiteral("The key that was found does not belong to the vault file %1, or "
                                      "the file was changed: put back its backup.")
                           .arg(path));
    case FormatError::Damaged:
    case FormatError::Tampered:
        break;
    }
    return failure(
        VaultErrorKind::Damaged,
        QStringLiteral("The vault file %1 is damaged: put back a backup, or move it away to start with an empty one.")
            .arg(path));
}

const KeySlot* slotOf(const VaultHeader& header, KeySlot::Kind kind) {
    const auto found = std::find_if(header.slots.begin(), header.slots.end(),
                                    [kind](const KeySlot& slot) { return slot.kind == kind; });
    return found == header.slots.end() ? nullptr : &*found;
}

bool makeFolder(const QString& path) {
    const QString folder = QFileInfo(path).absolutePath();
    if (QFileInfo(folder).isDir())
        return true;
    return QDir().mkpath(folder) &&
           QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}
} // namespace

std::vector<KeySlot::Kind> slotKindsOf(const QString& path) {
    std::vector<KeySlot::Kind> kinds;
    const auto file = readOwnFile(path, mostBytes);
    const auto sealed =
        file ? parseVault(*file) : base::Result<SealedVault, FormatError>(Failure(FormatError::NotAVault));
    if (sealed)
        for (const auto& slot : sealed->header.slots)
            kinds.push_back(slot.kind);
    return kinds;
}

VaultFile::VaultFile(const QString& path, std::unique_ptr<KeyWrap> wrap, base::RandomSource& random)
    : m_path(QFileInfo(path).absoluteFilePath())
    , m_random(random)
    , m_seen(m_path) {
    addWrap(std::move(wrap));
}

VaultFile::~VaultFile() = default;

base::Result<SealedVault, VaultError> VaultFile::readSealed() const {
    const auto file = readOwnFile(m_path, mostBytes);
    if (!file && file.error().problem == FileProblem::Missing && m_header)
        return failure(
            VaultErrorKind::Absent,
            QStringLiteral("The vault file %1 has disappeared; nothing was saved. Put it back.").arg(m_path));
    if (!file)
        return cannot(QLatin1String("read"), m_path, file.error());
    auto sealed = parseVault(*file);
    if (!sealed)
        return broken(m_path, sealed.error());
    return std::move(*sealed);
}

base::Result<std::vector<CredentialStore::Entry>, VaultError> VaultFile::load() {
    if (!m_header && !QFileInfo::exists(m_path) && !QFileInfo(m_path).isSymLink())
        return std::vector<Entry>();
    const auto sealed = readSealed();
    if (!sealed)
        return Failure(sealed.error());
    auto key = keyFor(*sealed);
    if (!key)
        return Failure(key.error());
    const auto contents = openVaultBody(*sealed, *key);
    if (!contents)
        return broken(m_path, contents.error());
    auto entries = decodeEntries(contents->reveal());
    if (!entries)
        return broken(m_path, FormatError::Damaged);
    m_header = sealed->header;
    m_key = std::move(*key);
    noteGeneration();
    return std::move(*entries);
}

void VaultFile::noteGeneration() {
    const auto last = m_seen.last(m_key);
    if (m_header->generation < last)
        m_warning =
            QStringLiteral("The vault file %1 is older than last time (save %2, and %3 was seen): a backup was put "
                           "in its place. Tokens renewed since then are not in it; sign in again where one is "
                           "refused.")
                .arg(m_path)
                .arg(m_header->generation)
                .arg(last);
    if (m_header->generation != last)
        m_seen.remember(m_key, m_header->generation);
}

// The one at hand if it fits, else from the first way that has a slot and answers.
base::Result<base::Secret, VaultError> VaultFile::keyFor(const SealedVault& sealed) const {
    if (!m_key.isEmpty() && isKeyOf(sealed, m_key))
        return m_key.clone();
    base::Result<base::Secret, VaultError> key = noWay(m_path, sealed.header);
    for (const auto& wrap : m_wraps) {
        const auto* slot = slotOf(sealed.header, wrap->kind());
        if (!slot || !wrap->isReady())
            continue;
        key = wrap->unwrap(*slot);
        if (key)
            break;
    }
    if (key && key->size() != vaultKeySize)
        return broken(m_path, FormatError::WrongKey);
    return key;
}

void VaultFile::forgetKey() {
    m_key.wipe();
    for (const auto& wrap : m_wraps)
        wrap->forgetPassphrase();
}

base::Secret VaultFile::sealingKey() const {
    return m_key.isEmpty() ? base::Secret() : sealingSubkey(m_key);
}

void VaultFile::takePassphrase(const base::Secret& passphrase) {
    if (!passphrase.isEmpty())
        for (const auto& wrap : m_wraps)
            wrap->takePassphrase(passphrase);
}

base::Outcome<VaultError> VaultFile::underLock(const std::function<base::Outcome<VaultError>()>& work) const {
    if (!makeFolder(m_path))
        return failure(
            VaultErrorKind::Storage,
            QStringLiteral("The folder of the vault file %1 cannot be made: choose another place.").arg(m_path));
    const FileLock lock(m_path + QStringLiteral(".lock"), lockPatience);
    if (lock.state() == FileLock::State::Busy)
        return failure(
            VaultErrorKind::Storage,
            QStringLiteral("The vault file %1 is held by another Knockback for more than %2 s; nothing was saved.")
                .arg(m_path)
                .arg(lockPatience.count() / 1000));
    if (lock.state() == FileLock::State::Refused)
        return failure(
            VaultErrorKind::Storage,
            QStringLiteral("The vault file %1 cannot be locked: its folder does not let Knockback write.").arg(m_path));
    if (auto unchanged = checkUnchanged(); !unchanged)
        return unchanged;
    sweepLeftovers(m_path);
    return work();
}

// The file is still the one that was read or written last.
base::Outcome<VaultError> VaultFile::checkUnchanged() const {
    if (!m_header && !QFileInfo::exists(m_path) && !QFileInfo(m_path).isSymLink())
        return base::Done{};
    const auto sealed = readSealed();
    if (!sealed)
        return Failure(sealed.error());
    if (!m_header || sealed->header.generation != m_header->generation || sealed->header.nonce != m_header->nonce)
        return stale();
    return base::Done{};
}

base::Outcome<VaultError> VaultFile::makeKey(VaultHeader& header) {
    base::Secret key = base::Secret::zeros(vaultKeySize);
    m_random.fill(key.span());
    auto slot = m_wraps.front()->wrap(key);
    if (!slot)
        return Failure(slot.error());
    header.slots.push_back(std::move(*slot));
    m_key = std::move(key);
    return base::Done{};
}

base::Outcome<VaultError> VaultFile::save(const std::vector<Entry>& entries) {
    return underLock([&]() -> base::Outcome<VaultError> {
        VaultHeader next = m_header.value_or(VaultHeader{});
        if (next.slots.empty())
            if (auto made = makeKey(next); !made)
                return made;
        return replaceWith(std::move(next), encodeEntries(entries));
    });
}

base::Outcome<VaultError> VaultFile::replaceWith(VaultHeader next, const base::Secret& contents) {
    ++next.generation;
    m_random.fill(next.nonce);
    const QByteArray file = sealVault(next, m_key, contents);
    if (file.size() > mostBytes)
        return failure(
            VaultErrorKind::Storage,
            QStringLiteral("The vault would grow over %1 MiB; nothing was saved.").arg(mostBytes / 1024 / 1024));
    if (const auto replaced = replaceFile(m_path, file); !replaced)
        return cannot(QLatin1String("written"), m_path, replaced.error());
    m_header = std::move(next);
    m_seen.remember(m_key, m_header->generation);
    return base::Done{};
}

std::vector<KeySlot::Kind> VaultFile::kinds() const {
    std::vector<KeySlot::Kind> found;
    if (m_header)
        for (const auto& slot : m_header->slots)
            found.push_back(slot.kind);
    return found;
}

base::Outcome<VaultError> VaultFile::put(KeyWrap& wrap) {
    // Made before the lock is taken: it may take seconds.
    if (!m_header)
        if (auto made = save({}); !made)
            return made;
    auto fresh = wrap.wrap(m_key);
    if (!fresh)
        return Failure(fresh.error());
    return changeSlots([&](std::vector<KeySlot>& slots) -> base::Outcome<VaultError> {
        std::erase_if(slots, [&](const KeySlot& slot) { return slot.kind == fresh->kind; });
        slots.push_back(*fresh);
        return base::Done{};
    });
}

base::Outcome<VaultError> VaultFile::remove(KeySlot::Kind kind) {
    return changeSlots([&](std::vector<KeySlot>& slots) -> base::Outcome<VaultError> {
        if (std::erase_if(slots, [&](const KeySlot& slot) { return slot.kind == kind; }) == 0)
            return failure(VaultErrorKind::NotFound,
                           QStringLiteral("The vault is not opened by %1: nothing to remove.").arg(nameOf(kind)));
        if (slots.empty())
            return failure(VaultErrorKind::Invalid,
                           QStringLiteral("The vault is opened by %1 alone: add another way before you remove it.")
                               .arg(nameOf(kind)));
        return base::Done{};
    });
}

// On what is on disk now, whoever saved it: one save with the same contents.
base::Outcome<VaultError>
VaultFile::changeSlots(const std::function<base::Outcome<VaultError>(std::vector<KeySlot>&)>& change) {
    const auto entries = load();
    if (!entries)
        return Failure(entries.error());
    return underLock([&]() -> base::Outcome<VaultError> {
        VaultHeader next = m_header.value_or(VaultHeader{});
        if (auto changed = change(next.slots); !changed)
            return changed;
        return replaceWith(std::move(next), encodeEntries(*entries));
    });
}

} // namespace knockback::vault
