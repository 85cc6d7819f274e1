// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/Attempt.h"

#include <QByteArrayView>

#include <vector>

namespace knockback::interop {

// "--2026-11-22 12:57:01--  https://example.com/", which begins each of wget's exchanges.
[[nodiscard]] bool isWgetStart(QByteArrayView line);

// What wget told of every exchange and retry: with `-S` the answers' heads, with `-d` the requests' too, without both
// the status.
[[nodiscard]] std::vector<http::Attempt> readWgetTrace(QByteArrayView text);

} // namespace knockback::interop
