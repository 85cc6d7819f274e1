// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/VaultFormat.h"

#include "app/vault/ByteReader.h"
#include "app/vault/ByteWriter.h"

#include <algorithm>

#include <sodium.h>

namespace knockback::vault {

namespace {
using base::Failure;

constexpr QByteArrayView magic("KBVAULT\n");
constexpr std::uint16_t version = 1;
constexpr qsizetype macSize = 32;
constexpr qsizetype checksumSize = 32;
constexpr std::size_t mostSlots = 16;
constexpr qsizetype tagSize = crypto_aead_xchacha20poly1305_ietf_ABYTES;

static_assert(VaultHeader::nonceSize == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
static_assert(vaultKeySize == crypto_kdf_KEYBYTES);

unsigned char* bytesOf(QByteArray& array) {
    return reinterpret_cast<unsigned char*>(array.data());
}
const unsigned char* bytesOf(QByteArrayView view) {
    return reinterpret_cast<const unsigned char*>(view.data());
}
unsigned long long lengthOf(QByteArrayView view) {
    return static_cast<unsigned long long>(view.size());
}

// Separate keys for separate uses, both from the file's one key.
enum class KeyUse : std::uint64_t { HeaderMac = 1, Body = 2, OtherFiles = 3 };
base::Secret subkey(const base::Secret& key, KeyUse use) {
    base::Secret derived = base::Secret::zeros(vaultKeySize);
    crypto_kdf_derive_from_key(derived.data(), derived.size(), static_cast<std::uint64_t>(use), "KBVAULT1", key.data());
    return derived;
}

QByteArray hash(QByteArrayView bytes, const base::Secret* key = nullptr) {
    QByteArray digest(macSize, '\0');
    crypto_generichash(bytesOf(digest), macSize, bytesOf(bytes), lengthOf(bytes), key ? key->data() : nullptr,
                       key ? key->size() : 0);
    return digest;
}

bool sameBytes(QByteArrayView a, QByteArrayView b) {
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), static_cast<std::size_t>(a.size())) == 0;
}

void putHeader(ByteWriter& out, const VaultHeader& header, std::size_t headerLength, std::size_t bodyLength) {
    out.put(magic);
    out.putU16(version);
    out.putU16(static_cast<std::uint16_t>(headerLength));
    out.putU16(static_cast<std::uint16_t>(header.slots.size()));
    out.putU16(0);
    out.putU64(header.generation);
    out.putU64(bodyLength);
    out.put(QByteArrayView(header.nonce.data(), static_cast<qsizetype>(header.nonce.size())));
    for (const auto& slot : header.slots) {
        out.putByte(static_cast<std::uint8_t>(slot.kind));
        out.putByte(0);
        out.putU16(static_cast<std::uint16_t>(slot.payload.size()));
        out.put(slot.payload);
    }
}

QByteArray headerBytes(const VaultHeader& header, std::size_t bodyLength) {
    ByteWriter counting(nullptr);
    putHeader(counting, header, 0, bodyLength);
    QByteArray bytes(static_cast<qsizetype>(counting.written()), '\0');
    ByteWriter writing(bytesOf(bytes));
    putHeader(writing, header, counting.written() + macSize, bodyLength);
    return bytes;
}

bool readSlots(ByteReader& in, std::size_t count, std::vector<KeySlot>& slots) {
    for (std::size_t i = 0; i < count; ++i) {
        const auto kind = in.byte();
        const bool reservedIsZero = in.byte() == 0;
        const auto payload = in.take(in.u16());
        if (!in.ok() || !reservedIsZero || kind < 1 || kind > 3)
            return false;
        slots.push_back({static_cast<KeySlot::Kind>(kind), payload.toByteArray()});
    }
    return true;
}

// `file` without the magic's and the checksum's check, which are done.
std::optional<SealedVault> readLayout(QByteArrayView file) {
    SealedVault sealed;
    ByteReader in(file);
    in.take(magic.size() + 2);
    const auto headerLength = static_cast<qsizetype>(in.u16());
    const std::size_t slotCount = in.u16();
    const auto reserved = in.u16();
    sealed.header.generation = in.u64();
    const auto bodyLength = in.u64();
    const auto nonce = in.take(VaultHeader::nonceSize);
    if (!in.ok() || reserved != 0 || slotCount == 0 || slotCount > mostSlots ||
        !readSlots(in, slotCount, sealed.header.slots))
        return std::nullopt;
    in.take(macSize);
    const auto body = in.rest();
    if (!in.ok() || headerLength != file.size() - body.size() ||
        bodyLength != static_cast<std::uint64_t>(body.size()) || body.size() < tagSize)
        return std::nullopt;
    std::copy_n(bytesOf(nonce), nonce.size(), sealed.header.nonce.begin());
    sealed.headerBytes = file.first(headerLength).toByteArray();
    sealed.body = body.toByteArray();
    return sealed;
}
} // namespace

QByteArray sealVault(const VaultHeader& header, const base::Secret& key, const base::Secret& contents) {
    QByteArray body(static_cast<qsizetype>(contents.size()) + tagSize, '\0');
    QByteArray file = headerBytes(header, static_cast<std::size_t>(body.size()));
    const auto macKey = subkey(key, KeyUse::HeaderMac);
    file += hash(file, &macKey);
    crypto_aead_xchacha20poly1305_ietf_encrypt(bytesOf(body), nullptr, contents.data(), contents.size(), bytesOf(file),
                                               lengthOf(file), nullptr, header.nonce.data(),
                                               subkey(key, KeyUse::Body).data());
    file += body;
    file += hash(file);
    return file;
}

base::Result<SealedVault, FormatError> parseVault(QByteArrayView file) {
    if (!file.startsWith(magic))
        return Failure(FormatError::NotAVault);
    if (file.size() < magic.size() + 2 + checksumSize)
        return Failure(FormatError::Damaged);
    const auto content = file.chopped(checksumSize);
    if (!sameBytes(hash(content), file.last(checksumSize)))
        return Failure(FormatError::Damaged);
    const auto writtenBy = ByteReader(content.sliced(magic.size())).u16();
    if (writtenBy > version)
        return Failure(FormatError::TooNew);
    auto sealed = writtenBy == version ? readLayout(content) : std::nullopt;
    if (!sealed)
        return Failure(FormatError::Damaged);
    return std::move(*sealed);
}

base::Secret sealingSubkey(const base::Secret& key) {
    return subkey(key, KeyUse::OtherFiles);
}

bool isKeyOf(const SealedVault& sealed, const base::Secret& key) {
    const QByteArrayView header(sealed.headerBytes);
    const auto macKey = subkey(key, KeyUse::HeaderMac);
    return sameBytes(hash(header.chopped(macSize), &macKey), header.last(macSize));
}

base::Result<base::Secret, FormatError> openVaultBody(const SealedVault& sealed, const base::Secret& key) {
    if (!isKeyOf(sealed, key))
        return Failure(FormatError::WrongKey);
    const QByteArrayView header(sealed.headerBytes);
    base::Secret contents = base::Secret::zeros(sealed.body.size() - tagSize);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(
            contents.data(), nullptr, nullptr, bytesOf(QByteArrayView(sealed.body)), lengthOf(sealed.body),
            bytesOf(header), lengthOf(header), sealed.header.nonce.data(), subkey(key, KeyUse::Body).data()) != 0)
        return Failure(FormatError::Tampered);
    return contents;
}

} // namespace knockback::vault
