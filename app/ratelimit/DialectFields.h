// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/providers/Catalogue.h"
#include "app/ratelimit/ReadingContext.h"

namespace knockback::ratelimit {

// Reads the fields that a provider's data describes, each LimitDialect one window, and takes them.
void readDialectFields(const providers::Provider& provider, ReadingContext& context);

} // namespace knockback::ratelimit
