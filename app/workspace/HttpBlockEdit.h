// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"
#include "app/workspace/HttpBlock.h"
#include "app/workspace/RequestDraft.h"

namespace knockback::workspace {

// The block with its request changed to `draft`; lines that say the same as before stay byte for byte. The error is a
// sentence about what a .http file cannot hold. The block must have a request.
[[nodiscard]] base::Result<HttpBlock, QString> editBlock(HttpBlock block, const RequestDraft& draft);

} // namespace knockback::workspace
