// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/AuthApplier.h"
#include "ui/vault/FieldChecks.h"
#include "ui/vault/KindFields.h"

#include <QComboBox>

namespace knockback::ui {

namespace {

enum Where { Header, Query, Cookie };

Where whereOf(const vault::Credential& credential) {
    if (!credential.query.isEmpty())
        return Query;
    return settingOf(credential, vault::cookieSetting).isEmpty() ? Header : Cookie;
}

QByteArray nameOf(const vault::Credential& credential) {
    switch (whereOf(credential)) {
    case Header:
        return credential.header;
    case Query:
        return credential.query;
    case Cookie:
        return settingOf(credential, vault::cookieSetting);
    }
    return {};
}

void put(vault::Credential& credential, Where where, const QByteArray& name) {
    credential.header = where == Header ? name : QByteArray();
    credential.query = where == Query ? name : QByteArray();
    setSetting(credential, vault::cookieSetting, where == Cookie ? name : QByteArray());
}

} // namespace

void addApiKeyFields(FieldForm& form, const FieldHelp&) {
    form.addSecret(QStringLiteral("Secret"), vault::SecretRole::Value, SecretEntry::Need::Required,
                   QStringLiteral("stays in the vault"));
    const FieldPlace place{[](const vault::Credential& credential) { return QString::number(whereOf(credential)); },
                           [](vault::Credential& credential, const QString& where) {
                               put(credential, static_cast<Where>(where.toInt()), nameOf(credential));
                           }};
    auto* where = form.addChoice(
        QStringLiteral("Sent in"), place,
        {{"0", QStringLiteral("a header")}, {"1", QStringLiteral("the query")}, {"2", QStringLiteral("a cookie")}});
    form.addText(QStringLiteral("Called"),
                 {[](const vault::Credential& credential) {
                      const QByteArray name = nameOf(credential);
                      return name.isEmpty() && credential.generation > 0 ? QStringLiteral("X-API-Key")
                                                                         : QString::fromUtf8(name);
                  },
                  [where](vault::Credential& credential, const QString& name) {
                      put(credential, static_cast<Where>(where->currentData().toInt()), name.trimmed().toUtf8());
                  }},
                 QStringLiteral("X-API-Key, api_key"), &problemWithToken);
    addRecipeFields(form);
}

} // namespace knockback::ui
