// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/CallRunner.h"
#include "app/vault/Vault.h"

namespace knockback::cli {

// The exit codes of the command line: a contract.
enum ExitCode {
    Done = 0, // also when the server's answer was an error that is no block: the answer is the result
    Usage = 2,
    Unreadable = 3,
    Blocked = 4,
    NetworkFailure = 5,
    CredentialProblem = 6,
    VaultClosed = 7,
    Interrupted = 130 // by Ctrl+C, as shells have it
};

[[nodiscard]] int exitCodeFor(const session::CallResult& result);
[[nodiscard]] int exitCodeFor(vault::VaultErrorKind kind);

} // namespace knockback::cli
