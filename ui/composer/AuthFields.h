// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workspace/AuthDraft.h"

#include <QString>

#include <vector>

namespace knockback::ui {

// One text of the Auth tab.
struct AuthField {
    enum class Kind { Text, Secret, File, Credential };

    const char* name; // of the field's widget
    QByteArray workspace::AuthDraft::*member;
    QString label;
    QString hint; // in the empty field
    Kind kind = Kind::Text;
};

// The texts that count for a kind, in the order in which they are filled in.
[[nodiscard]] std::vector<AuthField> authFields(workspace::AuthKind kind);

// "Basic", "API key", as a list names it.
[[nodiscard]] QString authName(workspace::AuthKind kind);

// Whether one of the kind's secrets is typed out instead of standing in a {{variable}}.
[[nodiscard]] bool holdsPlainSecret(const workspace::AuthDraft& auth);

} // namespace knockback::ui
