// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"

#include <QByteArrayView>

#include <optional>

namespace knockback::http {

// The time of an RFC 3339 text ("2026-11-22T10:00:00.5Z", "2026-11-22T11:00:00+01:00"). Seconds may be missing, as some
// servers leave them out; the zone may not.
[[nodiscard]] std::optional<base::WallTime> parseIsoDate(QByteArrayView text);

} // namespace knockback::http
