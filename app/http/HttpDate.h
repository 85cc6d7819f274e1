// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace knockback::http {

// The time that an HTTP-date names, in any of its three forms (RFC 9110 5.6.7): "Sun, 06 Nov 1994 08:49:37 GMT",
// "Sunday, 06-Nov-94 08:49:37 GMT" and "Sun Nov  6 08:49:37 1994". The names of days and months may be in any case; the
// day's name is not checked against the date. `now` settles a two-digit year: the latest such year that is not more
// than 50 years ahead. A leap second (":60") is the second after it.
[[nodiscard]] std::optional<base::WallTime> parseHttpDate(QByteArrayView text, base::WallTime now);

// The first form, rounded down to the second. Years 0 to 9999.
[[nodiscard]] QByteArray formatHttpDate(base::WallTime time);

} // namespace knockback::http
