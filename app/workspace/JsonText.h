// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace knockback::workspace {

// The inside of a JSON string (RFC 8259 7), without its quotes; and with them.
[[nodiscard]] QByteArray jsonEscaped(QByteArrayView utf8);
[[nodiscard]] QByteArray jsonString(QByteArrayView utf8);

} // namespace knockback::workspace
