// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "ui/vault/FieldForm.h"
#include "ui/vault/VaultActions.h"

namespace knockback::ui {

// What fields may need beside the record.
struct FieldHelp {
    const base::Clock* clock = nullptr;
    std::vector<QByteArray> credentials = {}; // names of all the others
    VaultActions::Discover discover = {};
};

// One sort of credential as the form offers it: a kind of the vault, in some cases with a setting that tells it from
// others of that kind.
struct FormKind {
    QString title;
    vault::CredentialKind kind = vault::CredentialKind::Bearer;
    QByteArray grant = {}; // the setting "grant" of client-credentials
    void (*build)(FieldForm& form, const FieldHelp& help) = nullptr;
};

[[nodiscard]] const std::vector<FormKind>& formKinds();
// The place of the one that fits.
[[nodiscard]] int formKindOf(const vault::Credential& credential);
void setKind(vault::Credential& credential, const FormKind& kind);

void addBearerFields(FieldForm& form, const FieldHelp& help);
void addBasicFields(FieldForm& form, const FieldHelp& help);
void addApiKeyFields(FieldForm& form, const FieldHelp& help);
void addAwsFields(FieldForm& form, const FieldHelp& help);
void addHmacFields(FieldForm& form, const FieldHelp& help);
void addCertificateFields(FieldForm& form, const FieldHelp& help);
void addServiceFields(FieldForm& form, const FieldHelp& help);
void addJwtBearerFields(FieldForm& form, const FieldHelp& help);
void addTokenExchangeFields(FieldForm& form, const FieldHelp& help);
void addAuthorizationCodeFields(FieldForm& form, const FieldHelp& help);
void addDeviceCodeFields(FieldForm& form, const FieldHelp& help);
void addRefreshTokenFields(FieldForm& form, const FieldHelp& help);

// Part of others: how the secret is replaced, and how long it may serve.
void addRecipeFields(FieldForm& form);

} // namespace knockback::ui
