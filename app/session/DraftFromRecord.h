// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/journal/Event.h"
#include "app/vault/Credential.h"
#include "app/workspace/RequestDraft.h"

#include <vector>

namespace knockback::session {

// A past attempt as a new request. Where the secret of one of these credentials was hidden, its reference stands; what
// was hidden without a name stays hidden and has to be filled in again (Resolver refuses to send it as it is).
[[nodiscard]] workspace::RequestDraft draftFromRecord(const journal::AttemptRecord& record,
                                                      const std::vector<vault::Credential>& credentials);

} // namespace knockback::session
