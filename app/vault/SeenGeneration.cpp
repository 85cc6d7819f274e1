// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/SeenGeneration.h"

#include "app/vault/AtomicFile.h"
#include "app/vault/ByteReader.h"
#include "app/vault/ByteWriter.h"

#include <QFile>
#include <QSaveFile>

#include <sodium.h>

namespace knockback::vault {

namespace {
constexpr qsizetype nameSize = 16;

// Another vault at the same path has another name, and counts from one again.
QByteArray nameOf(const base::Secret& key) {
    QByteArray name(nameSize, '\0');
    constexpr char use[] = "knockback: which vault this is";
    crypto_generichash(reinterpret_cast<unsigned char*>(name.data()), nameSize,
                       reinterpret_cast<const unsigned char*>(use), sizeof use, key.data(),
                       static_cast<std::size_t>(key.size()));
    return name;
}
} // namespace

std::uint64_t SeenGeneration::last(const base::Secret& key) const {
    const auto bytes = readOwnFile(m_path, nameSize + 8);
    if (!bytes || !bytes->startsWith(nameOf(key)))
        return 0;
    ByteReader in(QByteArrayView(*bytes).sliced(nameSize));
    const auto generation = in.u64();
    return in.atEnd() ? generation : 0;
}

void SeenGeneration::remember(const base::Secret& key, std::uint64_t generation) const {
    QByteArray bytes = nameOf(key) + QByteArray(8, '\0');
    ByteWriter(reinterpret_cast<unsigned char*>(bytes.data()) + nameSize).putU64(generation);
    QSaveFile file(m_path);
    // A folder that refuses is told of by the save of the vault itself.
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() &&
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner))
        file.commit();
}

} // namespace knockback::vault
