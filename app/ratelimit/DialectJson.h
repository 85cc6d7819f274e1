// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/providers/Provider.h"
#include "app/ratelimit/ReadingContext.h"

namespace knockback::ratelimit {

// Reads windows out of JSON: of the field that the dialect names, or of the body when it names none. Every object at
// the dialect's path is a window; what the path's first "*" stands for is its partition.
void readJson(const providers::LimitDialect& dialect, ReadingContext& context);

} // namespace knockback::ratelimit
