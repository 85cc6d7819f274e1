// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/PassphraseWrap.h"

#include "app/vault/AtomicFile.h"
#include "app/vault/ByteReader.h"
#include "app/vault/ByteWriter.h"
#include "app/vault/RecoveryKey.h"

#include <algorithm>

#include <sodium.h>

namespace knockback::vault {

namespace {
using base::Failure;

constexpr std::size_t saltSize = crypto_pwhash_argon2id_SALTBYTES;
constexpr std::size_t nonceSize = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t wrappedSize = vaultKeySize + crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t openPartSize = 16 + saltSize; // passes, memory, salt: the seal's associated data
constexpr std::size_t payloadSize = openPartSize + nonceSize + wrappedSize;

// A forged file must not make this machine derive for hours or take all its memory.
constexpr std::uint64_t mostPasses = 16;
constexpr std::uint64_t mostMemory = 1024ULL * 1024 * 1024;

const unsigned char* bytesOf(QByteArrayView view) {
    return reinterpret_cast<const unsigned char*>(view.data());
}

// One text may be written in two ways (é as one letter, or as e with an accent), and which of them a keyboard gives
// depends on the system: one of them is taken (Unicode's NFC). What is no text stays as it is.
base::Secret normalised(base::Secret passphrase) {
    const auto bytes = passphrase.reveal();
    if (std::all_of(bytes.begin(), bytes.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; }))
        return passphrase;
    QString text = QString::fromUtf8(bytes);
    if (!(base::Secret(text.toUtf8()) == passphrase)) // what is left out or replaced was no text
        return passphrase;
    QString composed = text.normalized(QString::NormalizationForm_C);
    base::Secret result(composed.toUtf8());
    text.fill(u'\0');
    composed.fill(u'\0');
    return result;
}

std::optional<base::Secret> derive(const base::Secret& passphrase, QByteArrayView salt, const KdfCost& cost) {
    base::Secret key = base::Secret::zeros(vaultKeySize);
    const auto text = passphrase.reveal();
    if (crypto_pwhash_argon2id(key.data(), key.size(), text.data(), static_cast<unsigned long long>(text.size()),
                               bytesOf(salt), cost.passes, static_cast<std::size_t>(cost.memoryBytes),
                               crypto_pwhash_argon2id_ALG_ARGON2ID13) != 0)
        return std::nullopt;
    return key;
}

Failure<VaultError> noMemory(const KdfCost& cost) {
    return Failure(VaultError{
        VaultErrorKind::Locked,
        QStringLiteral(
            "The vault's key could not be derived from the passphrase: it takes %1 MiB of memory, which this "
            "machine does not give. Free some memory and try again.")
            .arg(cost.memoryBytes / (1024 * 1024))});
}
} // namespace

PassphraseWrap::PassphraseWrap(base::Secret passphrase, QString where, base::RandomSource& random, KdfCost cost,
                               KeySlot::Kind kind)
    : m_passphrase(normalised(std::move(passphrase)))
    , m_where(std::move(where))
    , m_random(random)
    , m_cost(cost)
    , m_kind(kind) {}

void PassphraseWrap::takePassphrase(const base::Secret& passphrase) {
    m_passphrase = m_kind == KeySlot::Kind::Recovery ? plainRecoveryKey(passphrase) : normalised(passphrase.clone());
    m_where = QStringLiteral("What was typed");
}

base::Result<KeySlot, VaultError> PassphraseWrap::wrap(const base::Secret& key) {
    QByteArray payload(payloadSize, '\0');
    auto* bytes = reinterpret_cast<unsigned char*>(payload.data());
    ByteWriter out(bytes);
    out.putU64(m_cost.passes);
    out.putU64(m_cost.memoryBytes);
    m_random.fill({bytes + 16, saltSize + nonceSize});
    const auto wrapping = derive(m_passphrase, QByteArrayView(payload).sliced(16, saltSize), m_cost);
    if (!wrapping)
        return noMemory(m_cost);
    crypto_aead_xchacha20poly1305_ietf_encrypt(bytes + openPartSize + nonceSize, nullptr, key.data(), key.size(), bytes,
                                               openPartSize, nullptr, bytes + openPartSize, wrapping->data());
    return KeySlot{m_kind, payload};
}

base::Result<base::Secret, VaultError> PassphraseWrap::unwrap(const KeySlot& slot) {
    const QByteArrayView payload(slot.payload);
    ByteReader in(payload);
    const KdfCost cost{in.u64(), in.u64()};
    if (payload.size() != static_cast<qsizetype>(payloadSize) || cost.passes < crypto_pwhash_argon2id_OPSLIMIT_MIN ||
        cost.passes > mostPasses || cost.memoryBytes < crypto_pwhash_argon2id_MEMLIMIT_MIN ||
        cost.memoryBytes > mostMemory)
        return Failure(
            VaultError{VaultErrorKind::Damaged, QStringLiteral("The vault's passphrase slot holds impossible "
                                                               "values: put back a backup of the file.")});
    const auto wrapping = derive(m_passphrase, payload.sliced(16, saltSize), cost);
    if (!wrapping)
        return noMemory(cost);
    base::Secret key = base::Secret::zeros(vaultKeySize);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(
            key.data(), nullptr, nullptr, bytesOf(payload) + openPartSize + nonceSize, wrappedSize, bytesOf(payload),
            openPartSize, bytesOf(payload) + openPartSize, wrapping->data()) != 0)
        return Failure(
            VaultError{VaultErrorKind::WrongPassphrase,
                       QStringLiteral("%1 does not open the vault: it is not this vault's, or the vault file was "
                                      "changed. Nothing was written.")
                           .arg(m_where)});
    return key;
}

base::Result<base::Secret, VaultError> readPassphraseFile(const QString& path) {
    constexpr qint64 most = 64 * 1024;
    auto bytes = readAnyFile(path, most);
    const auto problem = [&path](const QString& reason) {
        return Failure(
            VaultError{VaultErrorKind::Locked, QStringLiteral("The passphrase file %1 %2: give a readable file that "
                                                              "holds the passphrase.")
                                                   .arg(path, reason)});
    };
    if (!bytes)
        return problem(bytes.error().problem == FileProblem::Missing
                           ? QStringLiteral("does not exist")
                           : QStringLiteral("cannot be read (%1)").arg(bytes.error().reason));
    QByteArray& text = *bytes;
    qsizetype length = text.size();
    if (length > 0 && text.at(length - 1) == '\n')
        --length;
    if (length > 0 && text.at(length - 1) == '\r')
        --length;
    auto passphrase = base::Secret::copyOf(QByteArrayView(text).first(length));
    base::wipe(text);
    return passphrase.isEmpty() ? problem(QStringLiteral("is empty"))
                                : base::Result<base::Secret, VaultError>(std::move(passphrase));
}

} // namespace knockback::vault
