// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workspace/HttpBlock.h"
#include "app/workspace/RequestDraft.h"

#include <vector>

namespace knockback::workspace {

// The header section with `rows` as its headers. Lines whose row is unchanged (a longest common subsequence) and
// comments keep their bytes and their order; a changed row takes the place of the one that it replaces.
[[nodiscard]] std::vector<HttpLine> mergeHeaders(const std::vector<HttpLine>& old, const std::vector<HeaderRow>& rows,
                                                 const QByteArray& lineEnd);

} // namespace knockback::workspace
