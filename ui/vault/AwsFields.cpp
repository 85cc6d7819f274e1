// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/AwsSettings.h"
#include "ui/vault/FieldChecks.h"
#include "ui/vault/KindFields.h"

namespace knockback::ui {

using Need = SecretEntry::Need;
using vault::SecretRole;

void addAwsFields(FieldForm& form, const FieldHelp&) {
    form.addSecret(QStringLiteral("Access key ID"), SecretRole::UserName, Need::Required, QStringLiteral("AKIA…"))
        ->setSeen();
    form.addSecret(QStringLiteral("Secret access key"), SecretRole::Value, Need::Required,
                   QStringLiteral("stays in the vault"));
    form.addSecret(QStringLiteral("Session token"), SecretRole::SessionToken, Need::Optional,
                   QStringLiteral("of temporary keys only"));
    form.addText(QStringLiteral("Region"), settingPlace(vault::awsRegionSetting),
                 QStringLiteral("read off the host: eu-west-1"), orNothing(&problemWithToken));
    form.addText(QStringLiteral("Service"), settingPlace(vault::awsServiceSetting),
                 QStringLiteral("read off the host: execute-api"), orNothing(&problemWithToken));
}

} // namespace knockback::ui
