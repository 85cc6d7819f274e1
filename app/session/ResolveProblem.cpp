// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/ResolveProblem.h"

namespace knockback::session {

ResolveProblem problemOf(const vault::VaultError& error, const QByteArray& credential, const vault::Vault& vault) {
    ResolveProblem problem{error.sentence, true, false, {}};
    problem.vaultLocked = error.kind == vault::VaultErrorKind::Locked || error.kind == vault::VaultErrorKind::Absent;
    if (error.kind == vault::VaultErrorKind::NotFound) {
        const auto known = vault.find(credential);
        if (known && vault::canRotate(known->kind))
            problem.renew = credential;
    }
    return problem;
}

} // namespace knockback::session
