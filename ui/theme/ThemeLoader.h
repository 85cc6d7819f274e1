// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"
#include "ui/theme/Theme.h"

#include <QByteArray>
#include <QString>

namespace knockback::ui {

struct ThemePair {
    Theme light;
    Theme dark;
};

// Reads a token file. Strict: a missing, unknown or malformed entry is an error that names the entry.
[[nodiscard]] base::Result<ThemePair, QString> loadThemes(const QByteArray& json);

// The pair that is compiled in; it is read once. A broken token file is a bug, which a test catches.
[[nodiscard]] const ThemePair& builtInThemes();

} // namespace knockback::ui
