// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/HeaderList.h"
#include "app/http/Response.h"

#include <QByteArrayView>

namespace knockback::http {

// The field lines of a raw HTTP/1 head without its first line, in order. Forgiving: white space around a value and
// before the colon is dropped, a folded line continues its field (RFC 9112 5.2), a line without a colon is a name.
[[nodiscard]] HeaderList parseFieldLines(QByteArrayView lines);

// A raw request head: its fields.
[[nodiscard]] HeaderList requestFields(QByteArrayView rawHead);

// A raw response head, status line and all. `raw` keeps the bytes.
[[nodiscard]] ResponseHead parseResponseHead(QByteArray raw);

} // namespace knockback::http
