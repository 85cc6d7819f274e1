// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/journal/Event.h"
#include "app/vault/Credential.h"
#include "ui/vault/MarkedLines.h"

namespace knockback::ui {

// What became of a credential's rotations, the newest first: this session's as the journal tells them, `events` newest
// first, and those before `started` as the vault has noted them.
[[nodiscard]] std::vector<MarkedLines::Line> rotationLines(const vault::Credential& credential,
                                                           const std::vector<journal::Event>& events,
                                                           base::WallTime started, base::WallTime now);

} // namespace knockback::ui
