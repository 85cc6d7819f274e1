// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Secret.h"

namespace knockback::test {

// A throw-away key of that many bits, in PEM.
[[nodiscard]] base::Secret rsaPem(unsigned bits);

} // namespace knockback::test
