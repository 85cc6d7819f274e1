// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/SealedFile.h"

#include "app/vault/AtomicFile.h"
#include "app/vault/ByteReader.h"
#include "app/vault/ByteWriter.h"
#include "app/vault/FileLock.h"
#include "app/vault/VaultKey.h"

#include <QDir>
#include <QFileInfo>

#include <array>

#include <sodium.h>

namespace knockback::vault {

namespace {
using base::Failure;

constexpr QByteArrayView magic("KBSEALED");
constexpr std::uint16_t version = 1;
constexpr qsizetype nonceSize = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr qsizetype tagSize = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr qsizetype headerSize = 8 + 2 + 6 + 8 + nonceSize;
constexpr qsizetype checksumSize = 32;
constexpr qint64 mostBytes = 64LL * 1024 * 1024;
constexpr base::Milliseconds lockPatience(20'000);

static_assert(vaultKeySize == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);

unsigned char* bytesOf(QByteArray& array) {
    return reinterpret_cast<unsigned char*>(array.data());
}
const unsigned char* bytesOf(QByteArrayView view) {
    return reinterpret_cast<const unsigned char*>(view.data());
}
unsigned long long lengthOf(QByteArrayView view) {
    return static_cast<unsigned long long>(view.size());
}

Failure<SealedError> failure(SealedProblem problem, const QString& reason = {}, const QByteArray& digest = {}) {
    return Failure(SealedError{problem, reason, digest});
}

QByteArray checksum(QByteArrayView bytes) {
    QByteArray digest(checksumSize, '\0');
    crypto_generichash(bytesOf(digest), checksumSize, bytesOf(bytes), lengthOf(bytes), nullptr, 0);
    return digest;
}

struct Parts {
    std::uint64_t generation = 0;
    QByteArrayView header;
    QByteArrayView nonce;
    QByteArrayView body;
};

base::Result<Parts, SealedError> parse(QByteArrayView file) {
    if (!file.startsWith(magic) || file.size() < headerSize + tagSize + checksumSize ||
        checksum(file.chopped(checksumSize)) != file.last(checksumSize))
        return failure(SealedProblem::Damaged);
    ByteReader in(file.sliced(magic.size(), headerSize - magic.size()));
    const auto writtenBy = in.u16();
    if (writtenBy > version)
        return failure(SealedProblem::TooNew);
    const bool zeros = in.u16() == 0 && in.u32() == 0;
    Parts parts;
    parts.generation = in.u64();
    parts.header = file.first(headerSize);
    parts.nonce = in.rest();
    parts.body = file.chopped(checksumSize).sliced(headerSize);
    if (writtenBy != version || !zeros || parts.generation == 0)
        return failure(SealedProblem::Damaged);
    return parts;
}

base::Result<QByteArray, SealedError> readBytes(const QString& path) {
    auto file = readOwnFile(path, mostBytes);
    if (file)
        return std::move(*file);
    const bool missing = file.error().problem == FileProblem::Missing;
    return failure(missing ? SealedProblem::Missing : SealedProblem::Refused, file.error().reason);
}

QString lockPathOf(const QString& path) {
    return path + QStringLiteral(".lock");
}

base::Outcome<SealedError> held(const FileLock& lock) {
    if (lock.state() == FileLock::State::Held)
        return base::Done{};
    return failure(SealedProblem::Refused, lock.state() == FileLock::State::Busy
                                               ? QStringLiteral("another Knockback holds it")
                                               : QStringLiteral("its folder does not let Knockback write"));
}

// Never over another file.
base::Outcome<SealedError> renameFile(const QString& from, const QString& to) {
    QFile file(from);
    if (!file.rename(to))
        return failure(SealedProblem::Refused, file.errorString());
    return base::Done{};
}

QString freeNameBeside(const QString& path) {
    constexpr int most = 100;
    for (int number = 1; number <= most; ++number) {
        QString name = path + QStringLiteral(".damaged-%1").arg(number);
        if (!QFileInfo::exists(name))
            return name;
    }
    return {};
}
} // namespace

QByteArray fingerprintOf(const base::Secret& key) {
    constexpr QByteArrayView text("name of a sealing key");
    constexpr qsizetype shown = 8;
    QByteArray digest(crypto_generichash_BYTES_MIN, '\0');
    crypto_generichash(bytesOf(digest), crypto_generichash_BYTES_MIN, bytesOf(text), lengthOf(text), key.data(),
                       static_cast<std::size_t>(key.size()));
    return digest.first(shown).toHex();
}

SealedFile::SealedFile(QString path, QByteArray purpose, base::RandomSource& random)
    : m_path(std::move(path))
    , m_purpose(std::move(purpose))
    , m_random(random) {}

QByteArray SealedFile::associated(QByteArrayView header) const {
    return header.toByteArray() + m_purpose;
}

base::Result<SealedContents, SealedError> SealedFile::load(const base::Secret& key) const {
    const auto file = readBytes(m_path);
    if (!file)
        return Failure(file.error());
    const QByteArray digest = checksum(*file);
    const auto parts = parse(*file);
    if (!parts)
        return failure(parts.error().problem, parts.error().reason, digest);
    SealedContents contents{parts->generation, base::Secret::zeros(parts->body.size() - tagSize), digest};
    const QByteArray with = associated(parts->header);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(contents.bytes.data(), nullptr, nullptr, bytesOf(parts->body),
                                                   lengthOf(parts->body), bytesOf(QByteArrayView(with)), lengthOf(with),
                                                   bytesOf(parts->nonce), key.data()) != 0)
        return failure(SealedProblem::Damaged, {}, digest);
    return contents;
}

base::Result<std::uint64_t, SealedError> SealedFile::save(const base::Secret& key, const base::Secret& contents,
                                                          std::uint64_t expected) const {
    const FileLock lock(lockPathOf(m_path), lockPatience);
    if (const auto locked = held(lock); !locked)
        return Failure(locked.error());
    const auto present = readBytes(m_path);
    if (!present && present.error().problem != SealedProblem::Missing)
        return Failure(present.error());
    const auto parts = present ? parse(*present) : base::Result<Parts, SealedError>(Parts{});
    if (!parts)
        return Failure(parts.error());
    if (parts->generation != expected)
        return failure(SealedProblem::Stale);
    sweepLeftovers(m_path);

    std::array<unsigned char, nonceSize> nonce{};
    m_random.fill(nonce);
    QByteArray file(headerSize + contents.size() + tagSize, '\0');
    ByteWriter out(bytesOf(file));
    out.put(magic);
    out.putU16(version);
    out.putU16(0);
    out.putU32(0);
    out.putU64(expected + 1);
    out.put(QByteArrayView(nonce.data(), nonceSize));
    const QByteArray with = associated(QByteArrayView(file).first(headerSize));
    crypto_aead_xchacha20poly1305_ietf_encrypt(
        bytesOf(file) + headerSize, nullptr, contents.data(), static_cast<unsigned long long>(contents.size()),
        bytesOf(QByteArrayView(with)), lengthOf(with), nullptr, nonce.data(), key.data());
    file += checksum(file);
    if (const auto replaced = replaceFile(m_path, file); !replaced)
        return failure(SealedProblem::Refused, replaced.error().reason);
    return expected + 1;
}

base::Result<QString, SealedError> SealedFile::putAside(const QByteArray& digest) const {
    const FileLock lock(lockPathOf(m_path), lockPatience);
    if (const auto locked = held(lock); !locked)
        return Failure(locked.error());
    const auto present = readBytes(m_path);
    if (!present && present.error().problem != SealedProblem::Missing)
        return Failure(present.error());
    if (!present || checksum(*present) != digest) // what others saved meanwhile must stay
        return failure(SealedProblem::Stale);
    const QString name = freeNameBeside(m_path);
    if (name.isEmpty())
        return failure(SealedProblem::Refused, QStringLiteral("too many were put aside before"));
    if (const auto renamed = renameFile(m_path, name); !renamed)
        return Failure(renamed.error());
    return name;
}

base::Outcome<SealedError> SealedFile::takeOver(const QString& formerPath, const base::Secret& key) const {
    const SealedFile former(formerPath, m_purpose, m_random);
    const auto isDue = [&] { return !QFileInfo::exists(m_path) && former.load(key).ok(); };
    if (!isDue())
        return base::Done{};
    // Nobody may save under either name while it is renamed. Always in this order; nothing else takes both.
    const FileLock formerLock(lockPathOf(formerPath), lockPatience);
    if (auto locked = held(formerLock); !locked)
        return locked;
    const FileLock lock(lockPathOf(m_path), lockPatience);
    if (auto locked = held(lock); !locked)
        return locked;
    if (!isDue())
        return base::Done{};
    return renameFile(formerPath, m_path);
}

} // namespace knockback::vault
