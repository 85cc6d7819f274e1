// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/oauth/ServerMetadata.h"

#include "app/http/Url.h"
#include "app/oauth/Endpoint.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace knockback::oauth {

namespace {
using base::Failure;

struct Member {
    const char* name;
    QByteArray ServerMetadata::*value;
};
constexpr Member endpoints[] = {{"authorization_endpoint", &ServerMetadata::authorizationUrl},
                                {"token_endpoint", &ServerMetadata::tokenUrl},
                                {"device_authorization_endpoint", &ServerMetadata::deviceUrl},
                                {"pushed_authorization_request_endpoint", &ServerMetadata::parUrl},
                                {"revocation_endpoint", &ServerMetadata::revocationUrl},
                                {"introspection_endpoint", &ServerMetadata::introspectionUrl}};
} // namespace

std::vector<QByteArray> wellKnownUrls(const QByteArray& issuer) {
    const auto parts = http::parseUrl(issuer);
    if (!parts || !problemWithEndpoint(issuer).isEmpty() || issuer.contains('?'))
        return {};
    QByteArray path = parts->path;
    while (path.endsWith('/'))
        path.chop(1);
    const QByteArray origin = parts->origin();
    std::vector<QByteArray> urls{origin + path + "/.well-known/openid-configuration",
                                 origin + "/.well-known/oauth-authorization-server" + path};
    if (!path.isEmpty())
        urls.push_back(origin + "/.well-known/openid-configuration" + path);
    return urls;
}

base::Result<ServerMetadata, QString> parseMetadata(const QByteArray& body, const QByteArray& issuer,
                                                    bool showsCertificate) {
    const QString asked = QString::fromUtf8(issuer);
    const auto document = QJsonDocument::fromJson(body);
    if (!document.isObject())
        return Failure(QStringLiteral("%1 answered with something that is not a description of its endpoints. Check "
                                      "the issuer.")
                           .arg(asked));
    const auto object = document.object();
    ServerMetadata metadata;
    metadata.issuer = object.value(QLatin1String("issuer")).toString().toUtf8();
    if (metadata.issuer != issuer)
        return Failure(
            QStringLiteral("%1 says that it is another issuer, “%2”. Nothing is sent there; write the issuer "
                           "exactly as it calls itself, if you trust it.")
                .arg(asked, QString::fromUtf8(metadata.issuer)));
    const auto aliases =
        showsCertificate ? object.value(QLatin1String("mtls_endpoint_aliases")).toObject() : QJsonObject();
    for (const auto& [name, member] : endpoints) {
        const bool isForBrowser = member == &ServerMetadata::authorizationUrl;
        const auto alias = isForBrowser ? QJsonValue() : aliases.value(QLatin1String(name));
        const QByteArray url = (alias.isString() ? alias : object.value(QLatin1String(name))).toString().toUtf8();
        if (const QString problem = url.isEmpty() ? QString() : problemWithEndpoint(url); !problem.isEmpty())
            return Failure(QStringLiteral("%1 names a %2 that %3. Nothing is sent there.")
                               .arg(asked, QLatin1String(name), problem));
        metadata.*member = url;
    }
    metadata.pushedOnly = object.value(QLatin1String("require_pushed_authorization_requests")).toBool();
    metadata.namesItself = object.value(QLatin1String("authorization_response_iss_parameter_supported")).toBool();
    return metadata;
}

void adoptEndpoints(vault::Credential& credential, const ServerMetadata& metadata) {
    if (credential.tokenUrl.isEmpty())
        credential.tokenUrl = metadata.tokenUrl;
}

} // namespace knockback::oauth
