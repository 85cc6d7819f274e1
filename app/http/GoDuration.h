// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

#include <optional>

namespace knockback::http {

// The seconds of a duration as Go writes it: "6m0s", "1.5s", "12ms", "2h45m". Units: h, m, s, ms, us, ns. No sign; a
// number without a unit is not a duration.
[[nodiscard]] std::optional<double> parseGoDuration(QByteArrayView text);

} // namespace knockback::http
