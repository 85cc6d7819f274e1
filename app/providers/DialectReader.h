// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/providers/MemberReader.h"
#include "app/providers/Provider.h"

namespace knockback::providers {

// One entry of a provider's "limits" and "waits", held to what its form needs.
[[nodiscard]] LimitDialect readLimit(MemberReader& in);
[[nodiscard]] WaitDialect readWait(MemberReader& in);

} // namespace knockback::providers
