// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/KeychainWrap.h"

namespace knockback::vault {

namespace {
using base::Failure;

constexpr qsizetype idSize = 16;
// Over the keychain's own deadlines, so that it is the one to say what went wrong.
constexpr base::Milliseconds patience(60'000);

// The service's name is part of it because some systems look at nothing else.
QByteArray itemName(QByteArrayView id) {
    return "knockback/dek/" + id.toByteArray().toHex();
}

Failure<VaultError> refused(VaultErrorKind kind, const QString& reason) {
    return Failure(VaultError{kind, QStringLiteral("The system keychain %1. Mend that, or use --vault FILE "
                                                   "--passphrase-file FILE.")
                                        .arg(reason)});
}
} // namespace

base::Result<KeySlot, VaultError> KeychainWrap::wrap(const base::Secret& key) {
    QByteArray id(idSize, '\0');
    m_random.fill({reinterpret_cast<unsigned char*>(id.data()), static_cast<std::size_t>(id.size())});
    const auto written = awaitAnswer<Keychain::Written>(
        [&](auto done) { m_keychain.write(itemName(id), key, std::move(done)); }, patience);
    if (!written)
        return refused(VaultErrorKind::Keychain, QStringLiteral("does not answer"));
    if (!*written)
        return refused(VaultErrorKind::Keychain, (*written).error().reason);
    return KeySlot{KeySlot::Kind::Keychain, id};
}

base::Result<base::Secret, VaultError> KeychainWrap::unwrap(const KeySlot& slot) {
    auto read = awaitAnswer<Keychain::Read>(
        [&](auto done) { m_keychain.read(itemName(slot.payload), std::move(done)); }, patience);
    if (!read)
        return refused(VaultErrorKind::Locked, QStringLiteral("does not answer"));
    if (*read)
        return std::move(**read);
    if (!read->error().missing)
        return refused(VaultErrorKind::Locked, read->error().reason);
    return Failure(
        VaultError{VaultErrorKind::Absent,
                   QStringLiteral("The system keychain does not have the key of this vault: it was made on another "
                                  "machine or by another user, or the key was deleted. Put the key back, or move the "
                                  "vault file away to start with an empty one.")});
}

} // namespace knockback::vault
