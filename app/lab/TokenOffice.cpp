// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/TokenOffice.h"

#include "app/http/Url.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <array>

namespace knockback::lab {

namespace {

constexpr std::size_t mostTokens = 10'000;

LabReply jsonReply(int status, const QJsonObject& body) {
    LabReply reply;
    reply.status = status;
    reply.headers.append("Content-Type", "application/json");
    reply.headers.append("Cache-Control", "no-store");
    reply.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    return reply;
}

LabReply oauthError(int status, const char* error, const char* description) {
    return jsonReply(status, {{QStringLiteral("error"), QLatin1String(error)},
                              {QStringLiteral("error_description"), QLatin1String(description)}});
}

QByteArray decoded(const QByteArray& text) {
    return QByteArray::fromPercentEncoding(QByteArray(text).replace('+', ' '));
}

} // namespace

TokenOffice::TokenOffice(TokenEndpoint endpoint, base::RandomSource& random)
    : m_endpoint(std::move(endpoint))
    , m_random(random) {
    if (!m_endpoint.firstRefreshToken.isEmpty())
        m_refresh.insert({m_endpoint.firstRefreshToken, {++m_lastFamily}});
}

LabReply TokenOffice::answer(const LabRequest& request, base::SteadyTime now) {
    if (request.method != "POST") {
        LabReply reply = oauthError(405, "invalid_request", "The token endpoint takes POST only");
        reply.headers.append("Allow", "POST");
        return reply;
    }
    const QByteArray type = request.headers.value("Content-Type").value_or(QByteArray()).toLower();
    if (type.split(';').first().trimmed() != "application/x-www-form-urlencoded")
        return oauthError(400, "invalid_request", "The body must be application/x-www-form-urlencoded");
    Form form;
    for (const http::QueryParam& param : http::parseQuery(request.body))
        if (!form.insert({param.name, param.value}).second)
            return oauthError(400, "invalid_request", "A parameter is there twice");
    if (auto refused = refuseClient(request, form))
        return *std::move(refused);
    const QByteArray grant = form["grant_type"];
    if (grant == "client_credentials")
        return issue(++m_lastFamily, {}, now);
    if (grant == "refresh_token")
        return refresh(form["refresh_token"], now);
    if (grant.isEmpty())
        return oauthError(400, "invalid_request", "grant_type is missing");
    return oauthError(400, "unsupported_grant_type", "The lab knows client_credentials and refresh_token");
}

// The client says who it is in Authorization or in the body, not in both (RFC 6749 2.3.1).
std::optional<LabReply> TokenOffice::refuseClient(const LabRequest& request, const Form& form) const {
    const QByteArray authorization = request.headers.value("Authorization").value_or(QByteArray());
    const auto parameter = [&](const char* name) {
        const auto found = form.find(name);
        return found == form.end() ? QByteArray() : found->second;
    };
    QByteArray id = parameter("client_id");
    QByteArray secret = parameter("client_secret");
    if (authorization.isEmpty()) {
        if (id == m_endpoint.clientId && secret == m_endpoint.clientSecret)
            return {};
        return oauthError(401, "invalid_client", "Unknown client or wrong secret");
    }
    if (!secret.isEmpty())
        return oauthError(400, "invalid_request", "The client may use only one way to say who it is");
    if (authorization.first(std::min<qsizetype>(6, authorization.size())).toLower() == "basic ") {
        const QByteArray pair = QByteArray::fromBase64(authorization.mid(6).trimmed());
        const qsizetype colon = pair.indexOf(':');
        if (colon >= 0 && decoded(pair.left(colon)) == m_endpoint.clientId &&
            decoded(pair.mid(colon + 1)) == m_endpoint.clientSecret)
            return {};
    }
    LabReply reply = oauthError(401, "invalid_client", "Unknown client or wrong secret");
    reply.headers.append("WWW-Authenticate", "Basic realm=\"lab\"");
    return reply;
}

LabReply TokenOffice::refresh(const QByteArray& token, base::SteadyTime now) {
    if (token.isEmpty())
        return oauthError(400, "invalid_request", "refresh_token is missing");
    const auto found = m_refresh.find(token);
    if (found == m_refresh.end())
        return oauthError(400, "invalid_grant", "The refresh token is not known or was revoked");
    const Family family = found->second.family;
    if (found->second.used) {
        endFamily(family);
        return oauthError(400, "invalid_grant",
                          "The refresh token was used before; all tokens of its family are revoked");
    }
    if (!m_endpoint.rotateRefreshTokens)
        return issue(family, token, now);
    found->second.used = true;
    return issue(family, {}, now);
}

LabReply TokenOffice::issue(Family family, std::optional<QByteArray> refreshToken, base::SteadyTime now) {
    forgetOldest(now);
    const QByteArray access = freshToken("lab_at_");
    m_access.insert({access, {now + m_endpoint.lifetime, family}});
    QJsonObject body{{QStringLiteral("access_token"), QString::fromLatin1(access)},
                     {QStringLiteral("token_type"), QStringLiteral("Bearer")},
                     {QStringLiteral("expires_in"),
                      static_cast<qint64>(std::chrono::floor<base::Seconds>(m_endpoint.lifetime).count())}};
    if (m_endpoint.refreshTokens && !refreshToken) {
        refreshToken = freshToken("lab_rt_");
        m_refresh.insert({*refreshToken, {family}});
    }
    if (refreshToken)
        body.insert(QStringLiteral("refresh_token"), QString::fromUtf8(*refreshToken));
    return jsonReply(200, body);
}

std::optional<LabReply> TokenOffice::refuse(const LabRequest& request, const TokenCheck& check,
                                            base::SteadyTime now) const {
    const QByteArray authorization = request.headers.value("Authorization").value_or(QByteArray());
    const bool bearer = authorization.first(std::min<qsizetype>(7, authorization.size())).toLower() == "bearer ";
    const char* description = nullptr;
    if (bearer) {
        const auto found = m_access.find(authorization.mid(7).trimmed());
        if (found == m_access.end())
            description = "The access token is not known or was revoked";
        else if (now >= found->second.expiresAt)
            description = "The access token expired";
        else
            return {};
    }
    // Without a token there is no error code: the client did not try (RFC 6750 3.1).
    LabReply reply = bearer
                         ? oauthError(401, "invalid_token", description)
                         : jsonReply(401, {{QStringLiteral("message"), QStringLiteral("A Bearer token is required")}});
    QByteArray challenge = "Bearer realm=\"" + check.realm + '"';
    if (bearer)
        challenge += ", error=\"invalid_token\", error_description=\"" + QByteArray(description) + '"';
    reply.headers.append("WWW-Authenticate", challenge);
    return reply;
}

QByteArray TokenOffice::freshToken(const char* prefix) {
    std::array<unsigned char, 16> bytes{};
    m_random.fill(bytes);
    return prefix + QByteArray(reinterpret_cast<const char*>(bytes.data()), bytes.size()).toHex();
}

void TokenOffice::endFamily(Family family) {
    std::erase_if(m_access, [family](const auto& entry) { return entry.second.family == family; });
    std::erase_if(m_refresh, [family](const auto& entry) { return entry.second.family == family; });
}

// A lab that runs for days must not grow: what is spent goes first, and is then unknown instead of expired or used.
void TokenOffice::forgetOldest(base::SteadyTime now) {
    if (m_access.size() >= mostTokens)
        std::erase_if(m_access, [now](const auto& entry) { return entry.second.expiresAt <= now; });
    if (m_refresh.size() >= mostTokens)
        std::erase_if(m_refresh, [](const auto& entry) { return entry.second.used; });
}

} // namespace knockback::lab
