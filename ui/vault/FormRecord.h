// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/vault/CredentialStore.h"

#include <set>

namespace knockback::ui {

// A credential while it is in a form. Secrets only come out of a form: those that are stored already are known by their
// role alone.
struct FormRecord {
    vault::Credential credential;
    vault::Secrets secrets = {};             // typed; an empty one is to be removed
    std::set<vault::SecretRole> stored = {}; // in the vault already
};

} // namespace knockback::ui
