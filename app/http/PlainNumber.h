// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

#include <optional>

namespace knockback::http {

// A number as servers write counts and seconds: digits, and a point with digits if they must ("2.0", "299."). No sign,
// no exponent, no blanks. However many digits there are, the result is finite: at most 1e15.
[[nodiscard]] std::optional<double> parsePlainNumber(QByteArrayView text);

} // namespace knockback::http
