// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/Views.h"

#include <QStringList>

namespace knockback::ui {

// Who names a credential in the open workspace, as {{vault:name}} or in the Auth tab.
struct CredentialUses {
    std::vector<QString> requests; // their ids
    QStringList names;             // of those requests
    QStringList elsewhere;         // "the environment staging", "the default of billing.http": changed by hand only
};

[[nodiscard]] CredentialUses usesOf(const WorkspaceView& workspace, const QByteArray& credential);
// "Named by Get user, List repos and 2 more. Change it by hand in the environment staging."
[[nodiscard]] QString usesText(const CredentialUses& uses);

// Names it by its other name; false when the draft does not name it.
bool renameIn(workspace::RequestDraft& draft, const QByteArray& from, const QByteArray& to);

} // namespace knockback::ui
