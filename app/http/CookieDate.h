// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"

#include <QByteArrayView>

#include <optional>

namespace knockback::http {

// The time in a cookie's Expires, as leniently as RFC 6265bis 5.1.1 asks: a time, a day, a month and a year in any
// order, between whatever else stands there. The zone is not read: it is UTC. Years from 1601.
[[nodiscard]] std::optional<base::WallTime> parseCookieDate(QByteArrayView text);

} // namespace knockback::http
