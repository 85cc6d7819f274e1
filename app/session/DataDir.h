// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"

#include <QString>

namespace knockback::session {

// The folder that keeps history, vault and settings: `wanted`, or $XDG_DATA_HOME/knockback. Made with mode 0700 when it
// is not there. The error is a sentence.
[[nodiscard]] base::Result<QString, QString> makeDataDir(const QString& wanted);

} // namespace knockback::session
