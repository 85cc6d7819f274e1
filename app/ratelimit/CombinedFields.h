// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ratelimit/ReadingContext.h"

namespace knockback::ratelimit {

// Reads the field `RateLimit` with `RateLimit-Policy` (draft-ietf-httpapi-ratelimit-headers), or fields of other names
// that are written in the same way: one dictionary in draft 07 (`limit=100, remaining=50, reset=5`), a list of named
// policies since draft 08 (`"day";r=100;t=36000` beside
// `"day";q=1000;w=86400`), joined by name and partition key.
void readCombinedFields(ReadingContext& context, const QByteArray& stateField = "RateLimit",
                        const QByteArray& policyField = "RateLimit-Policy");

} // namespace knockback::ratelimit
