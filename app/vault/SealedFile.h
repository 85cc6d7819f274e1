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
    QString reason; // of Refused: "Permission denied" …
};

struct SealedContents {
    std::uint64_t generation = 0; // grows with every save
    base::Secret bytes;
};

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
    // Gives a file that does not open another name, beside it; empty when the disk refuses.
    [[nodiscard]] QString putAside() const;

    [[nodiscard]] const QString& path() const { return m_path; }

private:
    [[nodiscard]] QByteArray associated(QByteArrayView header) const;

    QString m_path;
    QByteArray m_purpose;
    base::RandomSource& m_random;
};

} // namespace knockback::vault
