// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"
#include "app/workspace/FileError.h"

#include <QByteArray>
#include <QString>

namespace knockback::workspace {

// The body to send: lines of the form `< ./path` or `<@ ./path` are replaced by that file's bytes. Relative paths start
// at `folder`, the one of the .http file. Variables in an included file are substituted like those of the body itself.
[[nodiscard]] base::Result<QByteArray, FileError> includeFiles(const QByteArray& body, const QString& folder);

} // namespace knockback::workspace
