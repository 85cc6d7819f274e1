// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ratelimit/ReadingContext.h"

namespace knockback::ratelimit {

// Reads the families that give every number a field of its own: `RateLimit-Limit/-Remaining/-Reset` of drafts 00 to 06
// and `X-RateLimit-…`, `X-Rate-Limit-…` with their variants: one set of fields per bucket
// (x-ratelimit-remaining-tokens), policies behind the limit (`10, 10;w=1, 50;w=60`), and parallel lists of several
// windows (`1, 15000`).
void readSeparateFields(ReadingContext& context);

} // namespace knockback::ratelimit
