// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/Console.h"
#include "app/session/Services.h"

namespace knockback::cli {

// Whether only the user can get a new token: the kind wants a sign-in, and there is no refresh token that still serves.
[[nodiscard]] bool needsSignIn(const vault::Vault& vault, const vault::Credential& credential);

// Signs in from a terminal: says on standard error what to open or enter, and waits. Ctrl+C cancels it. Empty when the
// new token is stored, else what went wrong.
[[nodiscard]] QString signIn(Console& console, session::Services& services, const QByteArray& credential,
                             const http::SignInDemand& demand);

} // namespace knockback::cli
