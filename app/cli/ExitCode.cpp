// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/ExitCode.h"

namespace knockback::cli {

int exitCodeFor(const session::CallResult& result) {
    using journal::CallOutcome;
    if (result.vaultLocked)
        return VaultClosed;
    if (result.credentialProblem)
        return CredentialProblem;
    if (!result.refused.isEmpty())
        return Usage;
    const auto cause = result.attempts.empty() ? diagnosis::Cause::None : result.attempts.back()->diagnosis.cause;
    switch (result.outcome) {
    case CallOutcome::Ok:
    case CallOutcome::Fallback:
        return Done;
    case CallOutcome::Cancelled:
        return Interrupted;
    case CallOutcome::Blocked:
        return cause == diagnosis::Cause::Credential ? CredentialProblem : Blocked;
    case CallOutcome::Failed:
        break;
    }
    return cause == diagnosis::Cause::Network ? NetworkFailure : Done;
}

int exitCodeFor(vault::VaultErrorKind kind) {
    using vault::VaultErrorKind;
    switch (kind) {
    case VaultErrorKind::Locked:
    case VaultErrorKind::Absent:
    case VaultErrorKind::WrongPassphrase:
    case VaultErrorKind::Keychain:
        return VaultClosed;
    case VaultErrorKind::Invalid:
        return Usage;
    case VaultErrorKind::Damaged:
    case VaultErrorKind::Storage:
        return Unreadable;
    default:
        return CredentialProblem;
    }
}

} // namespace knockback::cli
