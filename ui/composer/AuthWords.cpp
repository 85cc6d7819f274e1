// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/AuthWords.h"

#include "ui/composer/AuthFields.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace knockback::ui {

using workspace::AuthDraft;
using workspace::AuthKind;

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("AuthWords", text);
}

QString credentialSentence(const QByteArray& name, const std::vector<vault::Credential>& credentials) {
    if (name.isEmpty())
        return tr("No credential is chosen yet, so nothing is added.");
    const auto found = std::find_if(credentials.begin(), credentials.end(),
                                    [&name](const auto& credential) { return credential.name == name; });
    if (found == credentials.end())
        return tr("The vault holds no credential of this name; sending will be refused.");
    if (found->hosts.empty())
        return tr("This credential has no allowed host yet, so it is sent nowhere. Add one in the vault.");
    QStringList hosts;
    for (const auto& host : found->hosts)
        hosts << QString::fromUtf8(host);
    const QString where = !found->header.isEmpty()  ? tr("the header %1").arg(QString::fromUtf8(found->header))
                          : !found->query.isEmpty() ? tr("the query parameter %1").arg(QString::fromUtf8(found->query))
                                                    : tr("the header Authorization");
    return tr("Goes into %1, and only to %2. A redirect elsewhere drops it.")
        .arg(where, hosts.join(QStringLiteral(", ")));
}

QString keySentence(const AuthDraft& auth) {
    if (auth.keyName.isEmpty())
        return tr("The key has no name yet, so nothing is added.");
    const QString name = QString::fromUtf8(auth.keyName);
    return auth.keyPlace == workspace::KeyPlace::Header
               ? tr("Sends the header %1, to this request's host only. A redirect to another host drops it.").arg(name)
               : tr("Adds %1=… to the URL's query. Servers and proxies often write URLs into their logs; prefer a "
                    "header "
                    "if the API takes one.")
                     .arg(name);
}

} // namespace

QString authSentence(const AuthDraft& auth, const AuthDraft& inherited,
                     const std::vector<vault::Credential>& credentials) {
    switch (auth.kind) {
    case AuthKind::Inherited:
        if (inherited.kind == AuthKind::Inherited || inherited.kind == AuthKind::None)
            return tr(
                "The file sets no default, so nothing is added. {{vault:name}} works in the URL, headers and body, "
                "too.");
        return tr("From the file's default: %1. %2")
            .arg(authName(inherited.kind), authSentence(inherited, {}, credentials));
    case AuthKind::None:
        return tr(
            "Nothing is added, whatever the file's default says. {{vault:name}} works in the URL, headers and body, "
            "too.");
    case AuthKind::Basic:
        return tr("Sends the header Authorization: Basic with user and password, readable by whoever sees the request: "
                  "use https. A redirect to another host drops it.");
    case AuthKind::Bearer:
        return tr("Sends the header Authorization: Bearer with the token. A redirect to another host drops it.");
    case AuthKind::ApiKey:
        return keySentence(auth);
    case AuthKind::Digest:
        return tr(
            "Answers the server's challenge (401) with a hash in the header Authorization; the password itself is "
            "never sent. Takes one more exchange.");
    case AuthKind::Credential:
        return credentialSentence(auth.credential, credentials);
    case AuthKind::ClientCertificate:
        return tr(
            "Shown in the TLS handshake when the server asks for it; https only. PEM files, paths relative to the "
            ".http file.");
    }
    return {};
}

QString authMark(const AuthDraft& auth, const AuthDraft& inherited) {
    switch (auth.kind) {
    case AuthKind::Inherited:
        return inherited.kind == AuthKind::Inherited ? QString() : authMark(inherited, {});
    case AuthKind::None:
        return {};
    case AuthKind::Credential:
        return QString::fromUtf8(auth.credential);
    default:
        return authName(auth.kind);
    }
}

} // namespace knockback::ui
