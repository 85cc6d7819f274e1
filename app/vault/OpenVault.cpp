// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/OpenVault.h"

#include "app/vault/Keychain.h"
#include "app/vault/KeychainWrap.h"
#include "app/vault/MemoryStore.h"
#include "app/vault/RecoveryKey.h"
#include "app/vault/SystemKeychain.h"
#include "app/vault/VaultFile.h"

#include <QFileInfo>

#include <algorithm>

namespace knockback::vault {

namespace {
using base::Failure;
using Opened = base::Result<OpenedVault, VaultError>;

// Over the probe's own deadlines, for the case that even starting to ask hangs.
constexpr base::Milliseconds probePatience(15'000);

// The file is sound, but its key is not at hand.
bool needsUnlocking(VaultErrorKind kind) {
    return kind == VaultErrorKind::Locked || kind == VaultErrorKind::Absent || kind == VaultErrorKind::Keychain ||
           kind == VaultErrorKind::WrongPassphrase;
}

// `typed` may be a recovery key as well.
Opened openFile(const VaultOptions& options, std::unique_ptr<KeyWrap> wrap, VaultMode mode,
                const base::Secret& typed = {}, const QString& where = {}) {
    const auto first = wrap->kind();
    auto store = std::make_unique<VaultFile>(options.path, std::move(wrap), *options.random);
    // What is typed later may be either.
    for (const auto kind : {KeySlot::Kind::Passphrase, KeySlot::Kind::Recovery})
        if (kind != first)
            store->addWrap(std::make_unique<PassphraseWrap>(kind == KeySlot::Kind::Recovery ? plainRecoveryKey(typed)
                                                                                            : base::Secret(),
                                                            where, *options.random, options.cost, kind));
    auto vault = std::make_unique<Vault>(std::move(store), mode, *options.clock);
    auto opened = vault->open();
    if (opened) {
        const QString warning = vault->warning();
        return OpenedVault{std::move(vault), warning};
    }
    if (!options.mayStartLocked || !needsUnlocking(opened.error().kind))
        return Failure(opened.error());
    vault->startLocked();
    return OpenedVault{std::move(vault), opened.error().sentence};
}

Opened memoryOnly(const VaultOptions& options, const QString& reason) {
    auto vault = std::make_unique<Vault>(std::make_unique<MemoryStore>(), VaultMode::MemoryOnly, *options.clock);
    if (auto opened = vault->open(); !opened)
        return Failure(opened.error());
    return OpenedVault{
        std::move(vault),
        QStringLiteral("%1: credentials are kept in memory only and are gone when Knockback closes. %2")
            .arg(reason, QStringLiteral("Start or unlock a keyring, or use --vault FILE --passphrase-file FILE."))};
}

// Stands for a keychain that cannot be asked: a vault file that needs it says so, and any other says what is wrong with
// it.
class UnreachableWrap final : public KeyWrap {
public:
    explicit UnreachableWrap(VaultError error) : m_error(std::move(error)) {}
    [[nodiscard]] KeySlot::Kind kind() const override { return KeySlot::Kind::Keychain; }
    [[nodiscard]] base::Result<KeySlot, VaultError> wrap(const base::Secret&) override { return Failure(m_error); }
    [[nodiscard]] base::Result<base::Secret, VaultError> unwrap(const KeySlot&) override { return Failure(m_error); }

private:
    VaultError m_error;
};

Opened openUnreachable(const VaultOptions& options, VaultErrorKind kind, const QString& reason) {
    const QString sentence =
        QStringLiteral("The vault %1 cannot be opened: its key is in the system keychain, and %2. Start or "
                       "unlock the keyring and try again.")
            .arg(options.path, reason);
    return openFile(options, std::make_unique<UnreachableWrap>(VaultError{kind, sentence}), VaultMode::Keychain);
}

// How the file that is there is opened; one that is made gets its key from the keychain.
VaultMode modeOf(const QString& path) {
    const auto kinds = slotKindsOf(path);
    const bool byKeychain =
        kinds.empty() || std::find(kinds.begin(), kinds.end(), KeySlot::Kind::Keychain) != kinds.end();
    return byKeychain ? VaultMode::Keychain : VaultMode::Passphrase;
}

Opened openByKeychain(const VaultOptions& options) {
    Keychain& keychain = options.system ? *options.system : systemKeychain();
    const auto state = awaitAnswer<KeychainState>([&](auto done) { keychain.probe(std::move(done)); }, probePatience)
                           .value_or(KeychainState::NotAnswering);
    if (state == KeychainState::Unlocked)
        return openFile(options, std::make_unique<KeychainWrap>(keychain, *options.random), modeOf(options.path));
    if (QFileInfo::exists(options.path) && options.mayStartLocked) // asks again when it is unlocked
        return openFile(options, std::make_unique<KeychainWrap>(keychain, *options.random), modeOf(options.path));
    if (QFileInfo::exists(options.path)) {
        const bool there = state == KeychainState::Locked || state == KeychainState::NotAnswering;
        return openUnreachable(options, there ? VaultErrorKind::Locked : VaultErrorKind::Absent,
                               QStringLiteral("that cannot be used (%1)").arg(describe(state)));
    }
    return memoryOnly(options, QStringLiteral("No system keychain answers on this machine (%1)").arg(describe(state)));
}

Opened openByPassphrase(const VaultOptions& options) {
    auto passphrase = readPassphraseFile(*options.passphraseFile);
    if (!passphrase)
        return Failure(passphrase.error());
    const QString where = QStringLiteral("The passphrase in %1").arg(*options.passphraseFile);
    return openFile(options,
                    std::make_unique<PassphraseWrap>(passphrase->clone(), where, *options.random, options.cost),
                    VaultMode::Passphrase, *passphrase, where);
}
} // namespace

Opened openVault(const VaultOptions& options) {
    if (options.passphraseFile)
        return openByPassphrase(options);
    if (options.keychain)
        return openByKeychain(options);
    if (QFileInfo::exists(options.path))
        return openUnreachable(options, VaultErrorKind::Locked, QStringLiteral("that is switched off for this run"));
    return memoryOnly(options, QStringLiteral("The system keychain is switched off for this run"));
}

} // namespace knockback::vault
