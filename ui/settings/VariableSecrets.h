// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/vault/CredentialStore.h"
#include "app/workspace/EnvironmentEdit.h"

#include <optional>

namespace knockback::ui {

// The credential that a variable's value would be in the vault, when it looks like a secret or its name says so;
// nothing for references, short values and everything else. `taken` are the names that are there.
[[nodiscard]] std::optional<vault::Credential> secretIn(const workspace::EnvironmentRow& row,
                                                        const std::vector<vault::Credential>& taken);

} // namespace knockback::ui
