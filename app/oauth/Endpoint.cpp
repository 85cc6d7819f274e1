// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/oauth/Endpoint.h"

#include "app/http/Url.h"
#include "app/vault/HostPattern.h"

namespace knockback::oauth {

namespace {
constexpr base::Milliseconds answerPatience(15'000);
}

QString problemWithEndpoint(QByteArrayView url) {
    const auto parts = http::parseUrl(url);
    if (!parts)
        return QStringLiteral("is not an absolute http or https address");
    if (!parts->userInfo.isEmpty() || url.contains('#'))
        return QStringLiteral("has a user name or a fragment in it");
    const auto authority = vault::parseAuthority(parts->authority());
    if (parts->scheme != "https" && !(authority && vault::isLoopback(*authority)))
        return QStringLiteral("is not https");
    return {};
}

http::Request formPost(const QByteArray& url, const FormBody& form) {
    http::Request request = documentGet(url);
    request.method = "POST";
    request.headers.append("Content-Type", "application/x-www-form-urlencoded");
    request.body = form.text();
    return request;
}

http::Request documentGet(const QByteArray& url) {
    http::Request request;
    request.url = url;
    request.headers.append("Accept", "application/json");
    request.options.timeout = answerPatience;
    return request;
}

} // namespace knockback::oauth
