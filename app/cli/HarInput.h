// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/Console.h"
#include "app/http/Attempt.h"

#include <QString>

#include <functional>

namespace knockback::cli {

using EachEntry = std::function<void(qint64 entry, const http::Attempt& attempt)>;

// Reads a HAR file ("-" = standard input) entry by entry. `each` gets the entry's number, from 0. What cannot be read
// is said; returns Done when everything could be, Unreadable otherwise. Entries before the damage were handed out.
[[nodiscard]] int readHar(const QString& path, Console& console, const EachEntry& each);

// The same, for any text that interop::readExchanges() knows too: raw HTTP, output of curl -v … A HAR is still read
// entry by entry; other text is read at once.
[[nodiscard]] int readCapture(const QString& path, Console& console, const EachEntry& each);

} // namespace knockback::cli
