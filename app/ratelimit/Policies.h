// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ratelimit/Counts.h"
#include "app/ratelimit/QuotaWindow.h"
#include "app/ratelimit/ReadingContext.h"

namespace knockback::ratelimit {

// Drafts 00 to 07 announce one window's state and, beside it, policies without names ("10;w=1, 1000;w=3600"). Gives the
// window the length of the one policy that has its limit, and adds the others as windows of their own that are called
// by their text; their remaining quota is not known. `source` is the field the policies came in.
void addWithPolicies(QuotaWindow window, std::vector<Count> policies, const QString& source, ReadingContext& context);

} // namespace knockback::ratelimit
