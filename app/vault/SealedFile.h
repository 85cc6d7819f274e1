// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/RandomSource.h"
#include "app/base/Result.h"
#include "app/base/Secret.h"

#include <QByteArray>
#include <QString>

#include <cstdint>

namespace knockback::vault {

enum class SealedProblem {
    Missing,
    Refused, // by the disk
    Damaged, // changed or cut, or sealed under another key or for something else
    TooNew,  // written by a later version
    Stale    // somebody else saved meanwhile; nothing was changed
};
struct SealedError {
    SealedProblem problem = SealedProblem::Refused;
    QString reason;    // of Refused: "Permission denied" …
    QByteArray digest; // of Damaged, by load(): of the bytes that do not open
};

struct SealedContents {
    std::uint64_t generation = 0; // grows with every save
    base::Secret bytes;
    QByteArray digest; // of the whole file
};

// Tells files of different keys apart by their names, and says nothing of the key: a keyed hash of a constant, in hex.
[[nodiscard]] QByteArray fingerprintOf(const base::Secret& key);

// A file of Knockback's own beside the vault's, sealed in the same way under a key that the vault derives
// (Vault::sealingKey): XChaCha20-Poly1305 with the header, its generation and what it is for as associated data, so
// that one file cannot be put in another's place. Replaced whole, for this user only. Safe between processes. Layout in
// README.md.
class SealedFile {
public:
    // `purpose`: what it is for ("cookies of /srv/api"). Not written, but no file of another purpose opens.
    SealedFile(QString path, QByteArray purpose, base::RandomSource& random);

    [[nodiscard]] base::Result<SealedContents, SealedError> load(const base::Secret& key) const;
    // Durable when it returns the new generation. `expected` is that of the load() before; 0 = there was no file.
    [[nodiscard]] base::Result<std::uint64_t, SealedError> save(const base::Secret& key, const base::Secret& contents,
                                                                std::uint64_t expected) const;
    // Gives the file whose load() yielded this digest another name, beside it, and returns that; Stale when somebody
    // else has put it aside or saved meanwhile.
    [[nodiscard]] base::Result<QString, SealedError> putAside(const QByteArray& digest) const;
    // Gives the file of a former naming this one's name, if it opens with the key and there is none of this name yet.
    // Fails when that is due but the disk refuses.
    [[nodiscard]] base::Outcome<SealedError> takeOver(const QString& formerPath, const base::Secret& key) const;

    [[nodiscard]] const QString& path() const { return m_path; }

private:
    [[nodiscard]] QByteArray associated(QByteArrayView header) const;

    QString m_path;
    QByteArray m_purpose;
    base::RandomSource& m_random;
};

} // namespace knockback::vault
