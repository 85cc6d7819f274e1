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

VaultFile::VaultFile(QString path, std::unique_ptr<KeyWrap> wrap, base::RandomSource& random)
    : m_path(QFileInfo(path).absoluteFilePath())
    , m_wrap(std::move(wrap))
    , m_random(random) {}

VaultFile::~VaultFile() = default;

base::Result<std::vector<CredentialStore::Entry>, VaultError> VaultFile::load() {
    const auto file = readOwnFile(m_path, mostBytes);
    if (!file && file.error().problem == FileProblem::Missing && !m_header)
        return std::vector<Entry>();
    if (!file)
        return cannot(QLatin1String("read"), m_path, file.error());
    const auto sealed = parseVault(*file);
    if (!sealed)
        return broken(m_path, sealed.error());
    auto key = keyFor(sealed->header);
    if (!key)
        return Failure(key.error());
    const auto contents = openVaultBody(*sealed, *key);
    if (!contents)
        return broken(m_path, contents.error());
    auto entries = decodeEntries(contents->view());
    if (!entries)
        return broken(m_path, FormatError::Damaged);
    m_header = sealed->header;
    m_key = std::move(*key);
    return std::move(*entries);
}

// Out of our slot; or the one at hand, when the slot is the one that came from.
base::Result<SecureBytes, VaultError> VaultFile::keyFor(const VaultHeader& header) const {
    const auto* slot = slotOf(header, m_wrap->kind());
    if (!slot)
        return failure(
            VaultErrorKind::Locked,
            m_wrap->kind() == KeySlot::Kind::Passphrase
                ? QStringLiteral("The vault file %1 is opened by the system keychain, not by a passphrase: leave out "
                                 "--passphrase-file.")
                      .arg(m_path)
                : QStringLiteral("The vault file %1 is opened by a passphrase: use --passphrase-file.").arg(m_path));
    const auto* known = m_header ? slotOf(*m_header, m_wrap->kind()) : nullptr;
    if (known && *known == *slot)
        return m_key.clone();
    auto key = m_wrap->unwrap(*slot);
    if (key && key->size() != SecureBytes::keySize)
        return broken(m_path, FormatError::WrongKey);
    return key;
}

base::Outcome<VaultError> VaultFile::save(const std::vector<Entry>& entries) {
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
    return write(entries);
}

// Inside the lock: the file is still the one that was read or written last.
base::Outcome<VaultError> VaultFile::checkUnchanged() const {
    const auto file = readOwnFile(m_path, mostBytes);
    if (!file && file.error().problem == FileProblem::Missing) {
        if (!m_header)
            return base::Done{};
        return failure(
            VaultErrorKind::Absent,
            QStringLiteral("The vault file %1 has disappeared; nothing was saved. Put it back.").arg(m_path));
    }
    if (!file)
        return cannot(QLatin1String("read"), m_path, file.error());
    const auto sealed = parseVault(*file);
    if (!sealed)
        return broken(m_path, sealed.error());
    if (!m_header || sealed->header.generation != m_header->generation || sealed->header.nonce != m_header->nonce)
        return stale();
    return base::Done{};
}

base::Outcome<VaultError> VaultFile::makeKey(VaultHeader& header) {
    SecureBytes key(SecureBytes::keySize);
    m_random.fill(key.span());
    auto slot = m_wrap->wrap(key);
    if (!slot)
        return Failure(slot.error());
    header.slots.push_back(std::move(*slot));
    m_key = std::move(key);
    return base::Done{};
}

base::Outcome<VaultError> VaultFile::write(const std::vector<Entry>& entries) {
    VaultHeader next = m_header.value_or(VaultHeader{});
    if (next.slots.empty())
        if (auto made = makeKey(next); !made)
            return made;
    ++next.generation;
    m_random.fill(next.nonce);
    const QByteArray file = sealVault(next, m_key, encodeEntries(entries));
    if (file.size() > mostBytes)
        return failure(
            VaultErrorKind::Storage,
            QStringLiteral("The vault would grow over %1 MiB; nothing was saved.").arg(mostBytes / 1024 / 1024));
    if (const auto replaced = replaceFile(m_path, file); !replaced)
        return cannot(QLatin1String("written"), m_path, replaced.error());
    m_header = std::move(next);
    return base::Done{};
}

} // namespace knockback::vault
