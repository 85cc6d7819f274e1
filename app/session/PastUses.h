// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/history/HistoryReader.h"
#include "app/vault/Hygiene.h"

#include <map>

namespace knockback::session {

// What the history tells of each credential's use, by name.
[[nodiscard]] std::map<QByteArray, vault::CredentialUse> pastUses(history::HistoryReader& reader);

} // namespace knockback::session
