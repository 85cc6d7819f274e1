// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/providers/Provider.h"
#include "app/ratelimit/ReadingContext.h"

namespace knockback::ratelimit {

// How long the answer asks to wait in the provider's own fields and in its body, where it is a block by its status.
// Retry-After holds where it is sent, unless another place says the same more precisely; of several other places the
// longest wait holds. Also takes over what the provider asks to wait when it names no time.
void readWaits(const std::vector<const providers::Provider*>& providers, ReadingContext& context,
               QuotaReading& reading);

} // namespace knockback::ratelimit
