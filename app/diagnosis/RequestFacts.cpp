// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/diagnosis/RequestFacts.h"

#include "app/http/PercentCoding.h"

#include <algorithm>
#include <array>

namespace knockback::diagnosis {
namespace {

constexpr qint64 bodyLookedAt = 8 * 1024;

bool carriesCredential(QByteArrayView name) {
    constexpr std::array<QByteArrayView, 12> parts{
        "api-key",       "apikey", "api_key", "access-token",     "access_token", "auth",
        "private-token", "secret", "token",   "subscription-key", "signature",    "credential"};
    const QByteArray lower = name.toByteArray().toLower();
    if (lower == "proxy-authorization" || lower.contains("csrf"))
        return false;
    return lower == "cookie" || lower == "key" || lower == "token" || lower == "appid" ||
           std::any_of(parts.begin(), parts.end(), [&](QByteArrayView part) { return lower.contains(part); });
}

bool sendsCredential(const http::Request& request, const std::optional<http::UrlParts>& url) {
    const auto& headers = request.headers;
    if (std::any_of(headers.begin(), headers.end(), [](const auto& field) { return carriesCredential(field.name); }))
        return true;
    if (!url)
        return false;
    if (!url->userInfo.isEmpty())
        return true;
    const auto query = http::parseQuery(url->query);
    return std::any_of(query.begin(), query.end(), [](const auto& param) { return carriesCredential(param.name); });
}

bool acceptsAnything(const http::HeaderList& headers) {
    const auto accept = headers.combined("Accept");
    // a type beside */* is a wish that a server may fail to meet
    return !accept || accept->trimmed() == "*/*" || accept->trimmed().isEmpty();
}

} // namespace

FactSet requestFacts(const http::Request& request, const std::optional<http::UrlParts>& url,
                     const std::vector<RequestPattern>& patterns) {
    FactSet facts;
    const auto userAgent = request.headers.value("User-Agent").value_or(QByteArray()).trimmed();
    // Of an answer that was pasted without its request nobody knows what the request lacked.
    const bool known = !request.url.isEmpty() || !request.headers.isEmpty();
    facts.set(Fact::UserAgentMissing, known && userAgent.isEmpty());
    facts.set(Fact::CredentialSent, sendsCredential(request, url));
    const auto authorization = request.headers.value("Authorization").value_or(QByteArray());
    facts.set(Fact::BearerSent, authorization.left(7).toLower() == "bearer ");
    facts.set(Fact::AcceptsAnything, acceptsAnything(request.headers));

    const QByteArray body = request.body.prefix(bodyLookedAt);
    facts.set(Fact::TokenRequest, request.method == "POST" && body.contains("grant_type"));
    QByteArray content = url ? url->path + '?' + url->query : request.url;
    content = http::percentDecode(content, http::PlusSign::Space) + '\n' + body + '\n' +
              http::percentDecode(body, http::PlusSign::Space);
    for (const auto& [fact, in, pattern] : patterns) {
        if (pattern.matches(in == RequestPattern::In::UserAgent ? userAgent : content))
            facts.set(fact);
    }
    return facts;
}

} // namespace knockback::diagnosis
