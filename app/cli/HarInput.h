// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/Console.h"
#include "app/http/Attempt.h"

#include <QString>

#include <functional>

namespace knockback::cli {

// Reads a HAR file ("-" = standard input) entry by entry. `each` gets the entry's number, from 0. What cannot be read
// is said; returns Done when everything could be, Unreadable otherwise. Entries before the damage were handed out.
[[nodiscard]] int readHar(const QString& path, Console& console,
                          const std::function<void(qint64 entry, const http::Attempt& attempt)>& each);

} // namespace knockback::cli
