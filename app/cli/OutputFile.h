// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/journal/Event.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace knockback::cli {

// Why nothing could be written to `path`, as a sentence, or empty. Asked before anything is sent, so that no result is
// lost.
[[nodiscard]] QString outputProblem(const QString& path);

// Both write the file whole or not at all and return what went wrong, or an empty text.
[[nodiscard]] QString writeFile(const QString& path, const QByteArray& bytes);
[[nodiscard]] QString writeHar(const QString& path, const std::vector<journal::AttemptPtr>& attempts);

} // namespace knockback::cli
