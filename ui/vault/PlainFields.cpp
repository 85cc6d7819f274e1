// SPDX-License-Identifier: GPL-3.0-or-later
// Kinds that are a secret and no more.
#include "ui/vault/FieldChecks.h"
#include "ui/vault/KindFields.h"

namespace knockback::ui {

using Need = SecretEntry::Need;
using vault::SecretRole;

void addBearerFields(FieldForm& form, const FieldHelp&) {
    form.addSecret(QStringLiteral("Secret"), SecretRole::Value, Need::Required, QStringLiteral("stays in the vault"));
    addRecipeFields(form);
}

void addBasicFields(FieldForm& form, const FieldHelp&) {
    form.addSecret(QStringLiteral("User name"), SecretRole::UserName, Need::Required)->setSeen();
    form.addSecret(QStringLiteral("Password"), SecretRole::Value, Need::Required, QStringLiteral("stays in the vault"));
}

} // namespace knockback::ui
