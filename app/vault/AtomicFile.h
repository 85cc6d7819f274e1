// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"

#include <QByteArray>
#include <QString>

namespace knockback::vault {

enum class FileProblem { Missing, NotAFile, NotOurs, TooBig, Refused };
struct FileError {
    FileProblem problem = FileProblem::Refused;
    QString reason; // "it is a link", "Permission denied" …
};

// The whole of a regular file that belongs to this user. A link, FIFO or folder in its place is an error, not followed.
[[nodiscard]] base::Result<QByteArray, FileError> readOwnFile(const QString& path, qint64 most);

// The same for a file that only has to be readable (a passphrase mounted by someone else): links are followed.
[[nodiscard]] base::Result<QByteArray, FileError> readAnyFile(const QString& path, qint64 most);

// Puts `bytes` in place of `path` so that a crash at any moment leaves the old file or the new one, whole: written
// beside it for this user only (0600), synced, renamed over it, folder synced. On an error the old file is as it was,
// except that a failed sync of the folder may come after the rename.
[[nodiscard]] base::Outcome<FileError> replaceFile(const QString& path, const QByteArray& bytes);

// Removes what a killed replaceFile() left beside `path`. Nobody else may be writing it.
void sweepLeftovers(const QString& path);

} // namespace knockback::vault
