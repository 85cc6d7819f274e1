// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace knockback::http {

enum class PlusSign { Plus, Space };

// The bytes a percent-encoded text stands for (RFC 3986 2.1). A '%' that is not followed by two hex digits stays as it
// is. In queries and forms '+' means a space.
[[nodiscard]] QByteArray percentDecode(QByteArrayView text, PlusSign plus = PlusSign::Plus);

// 0 … 15, or -1 when `c` is no hex digit.
[[nodiscard]] int hexDigit(char c);

} // namespace knockback::http
