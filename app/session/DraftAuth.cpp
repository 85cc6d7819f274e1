// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/DraftAuth.h"

#include "app/http/Url.h"
#include "app/session/RequestOptions.h"
#include "app/vault/AuthApplier.h"
#include "app/vault/AuthForms.h"
#include "app/vault/PlainWords.h"

namespace knockback::session {

namespace {

using workspace::AuthKind;

void setUnlessThere(http::Request& request, const QByteArray& name, const QByteArray& value) {
    if (!request.headers.contains(name))
        request.headers.append(name, value);
}

void appendQuery(QByteArray& url, const QByteArray& name, const QByteArray& value) {
    const QByteArray pair = name.toPercentEncoding() + '=' + value.toPercentEncoding();
    const qsizetype hash = url.indexOf('#');
    const qsizetype end = hash < 0 ? url.size() : hash;
    const QByteArray before = url.first(end);
    const QByteArray joint = !before.contains('?') ? "?" : before.endsWith('?') || before.endsWith('&') ? "" : "&";
    url.insert(end, joint + pair);
}

std::optional<DigestLogin> applyCredential(http::Request& request, const QByteArray& name, TextFiller& filler,
                                           vault::Vault& vault) {
    const auto credential = vault.find(name);
    if (!credential) {
        filler.report(
            {vault::missingCredential(name) + QStringLiteral(": add it, or choose another one in the Auth tab."), true,
             false});
        return std::nullopt;
    }
    std::optional<DigestLogin> login;
    auto applied = vault::applyCredential(request, *credential, vault);
    if (applied && credential->kind == vault::CredentialKind::Digest) {
        const auto secrets = vault::digestSecrets(request, *credential, vault);
        if (secrets)
            login = DigestLogin{vault::exposed(secrets->user), vault::exposed(secrets->password)};
        else
            applied = base::Failure(secrets.error());
    }
    if (applied)
        filler.used(name, credential->generation);
    else
        filler.report(problemOf(applied.error(), name, vault));
    return login;
}

} // namespace

std::optional<DigestLogin> applyAuth(http::Request& request, const workspace::AuthDraft& auth, const QString& folder,
                                     TextFiller& filler, vault::Vault& vault) {
    const auto parts = http::parseUrl(request.url);
    const QByteArray authority = parts ? parts->authority() : QByteArray();
    const auto filled = [&](const QByteArray& text, const QString& place) {
        return filler.fill(text, place, authority);
    };
    const QString password = QStringLiteral("password of the Auth tab");
    switch (auth.kind) {
    case AuthKind::Inherited:
    case AuthKind::None:
        return std::nullopt;
    case AuthKind::Basic:
        setUnlessThere(request, "Authorization",
                       basicValue(filled(auth.user, QStringLiteral("user name of the Auth tab")),
                                  filled(auth.password, password)));
        return std::nullopt;
    case AuthKind::Digest:
        return DigestLogin{filled(auth.user, QStringLiteral("user name of the Auth tab")),
                           filled(auth.password, password)};
    case AuthKind::Bearer:
        setUnlessThere(request, "Authorization",
                       "Bearer " + filled(auth.token, QStringLiteral("token of the Auth tab")).trimmed());
        return std::nullopt;
    case AuthKind::ApiKey: {
        const QByteArray name = filled(auth.keyName, QStringLiteral("name of the API key")).trimmed();
        const QByteArray value = filled(auth.keyValue, QStringLiteral("API key"));
        if (name.isEmpty())
            filler.report({QStringLiteral("The API key of the Auth tab has no name: write the header or query "
                                          "parameter that carries it.")});
        else if (auth.keyPlace == workspace::KeyPlace::Query)
            appendQuery(request.url, name, value);
        else
            setUnlessThere(request, name, value);
        return std::nullopt;
    }
    case AuthKind::Credential:
        if (!auth.credential.isEmpty())
            return applyCredential(request, auth.credential, filler, vault);
        return std::nullopt;
    case AuthKind::ClientCertificate:
        request.options.clientCertificate = {
            pathBelow(folder, filled(auth.certificateFile, QStringLiteral("certificate's file name"))),
            pathBelow(folder, filled(auth.keyFile, QStringLiteral("key's file name"))),
            filled(auth.keyPassphrase, QStringLiteral("passphrase of the key"))};
        return std::nullopt;
    }
    return std::nullopt;
}

QByteArray basicValue(const QByteArray& user, const QByteArray& password) {
    return "Basic " + (user + ':' + password).toBase64();
}

void moveUserInfo(http::Request& request) {
    const auto parts = http::parseUrl(request.url);
    if (!parts || parts->userInfo.isEmpty())
        return;
    request.url.remove(request.url.indexOf("//") + 2, parts->userInfo.size() + 1);
    const qsizetype colon = parts->userInfo.indexOf(':');
    const QByteArray user = parts->userInfo.first(colon < 0 ? parts->userInfo.size() : colon);
    const QByteArray password = colon < 0 ? QByteArray() : parts->userInfo.sliced(colon + 1);
    setUnlessThere(request, "Authorization",
                   basicValue(QByteArray::fromPercentEncoding(user), QByteArray::fromPercentEncoding(password)));
}

} // namespace knockback::session
