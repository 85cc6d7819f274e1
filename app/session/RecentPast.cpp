// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/RecentPast.h"

#include "app/http/SensitiveNames.h"
#include "app/http/Url.h"

#include <QCryptographicHash>

#include <algorithm>

namespace knockback::session {

namespace {

constexpr std::chrono::hours otherStillCounts{1};

QByteArray digest(const QByteArray& text) {
    return QCryptographicHash::hash(text, QCryptographicHash::Sha256).first(16);
}

// The entry of that key, now used; makes room for a new one by dropping the one used longest ago.
template <typename Value>
Value& touch(std::map<QByteArray, Value>& entries, const QByteArray& key, std::size_t most, base::SteadyTime now) {
    if (entries.size() >= most && !entries.contains(key))
        entries.erase(std::min_element(entries.begin(), entries.end(),
                                       [](const auto& a, const auto& b) { return a.second.used < b.second.used; }));
    Value& entry = entries[key];
    entry.used = now;
    return entry;
}

std::int64_t secondOf(base::SteadyTime time) {
    return std::chrono::floor<std::chrono::seconds>(time.time_since_epoch()).count();
}

bool isKeyOrToken(const QByteArray& name) {
    const QByteArray lower = name.toLower();
    return (lower.contains("key") || lower.contains("token")) && !lower.contains("csrf") && !lower.contains("xsrf");
}

// What stays the same from request to request: a Digest answer or a signature is another every time, so of those only
// the scheme counts.
QByteArray lastingPart(const QByteArray& authorization) {
    const auto space = authorization.indexOf(' ');
    QByteArray scheme = authorization.first(std::max<qsizetype>(space, 0)).toLower();
    for (const char* whole : {"", "basic", "bearer", "token", "apikey"})
        if (scheme == whole)
            return authorization;
    return scheme;
}

// Cookies are left out: they change from answer to answer, and whose they are is not to be seen.
QByteArray typedSecrets(const http::Request& request, const http::UrlParts& url) {
    QByteArray typed = url.userInfo;
    for (const auto& field : request.headers) {
        if (http::sameFieldName(field.name, "Authorization"))
            typed += "\nauthorization:" + lastingPart(field.value);
        else if (http::isSensitiveHeader(field.name) && isKeyOrToken(field.name))
            typed += '\n' + field.name.toLower() + ':' + field.value;
    }
    for (const auto& parameter : http::parseQuery(url.query))
        if (http::isSensitiveParam(parameter.name) && isKeyOrToken(parameter.name))
            typed += "\n?" + parameter.raw;
    return typed;
}

} // namespace

RequestTrace traceOf(const http::Request& request, const std::vector<QByteArray>& credentials) {
    const auto url = http::parseUrl(request.url);
    if (!url)
        return {};
    RequestTrace trace;
    trace.host = url->authority();
    trace.route = digest(request.method + ' ' + url->origin() + url->path);
    const QByteArray whose = credentials.empty() ? typedSecrets(request, *url) : credentials.back();
    if (!whose.isEmpty())
        trace.credential = digest((credentials.empty() ? QByteArray("typed ") : QByteArray("vault ")) + whose);
    return trace;
}

int RecentPast::Minute::count(std::int64_t now) const {
    int all = 0;
    for (std::size_t i = 0; i < seconds.size(); ++i)
        if (seconds[i] > now - 60)
            all += sends[i];
    return all;
}

void RecentPast::Minute::add(std::int64_t now) {
    const auto slot = static_cast<std::size_t>(((now % 60) + 60) % 60);
    if (std::exchange(seconds[slot], now) != now)
        sends[slot] = 0;
    ++sends[slot];
}

diagnosis::History RecentPast::leaving(const RequestTrace& trace, base::SteadyTime now) {
    diagnosis::History known;
    if (trace.host.isEmpty())
        return known;
    for (const auto& [name, host] : m_hosts)
        if (name != trace.host && host.answered &&
            (!known.otherHostsWorkedAgo || now - *host.answered < *known.otherHostsWorkedAgo))
            known.otherHostsWorkedAgo = now - *host.answered;
    auto& minute = touch(m_hosts, trace.host, mostHosts, now).minute;
    known.requestsInLastMinute = minute.count(secondOf(now));
    minute.add(secondOf(now));

    const auto route = m_routes.find(trace.route);
    if (route == m_routes.end())
        return known;
    const auto& uses = route->second.uses;
    const auto mine = uses.find(trace.credential);
    if (mine != uses.end() && mine->second.worked)
        known.sameWorkedAgo = now - *mine->second.worked;
    const auto refused = mine == uses.end() ? std::nullopt : mine->second.refused;
    for (const auto& [credential, use] : uses)
        if (!credential.isEmpty() && credential != trace.credential && use.worked)
            known.otherCredentialWorked = known.otherCredentialWorked || now - *use.worked <= otherStillCounts ||
                                          (refused && *use.worked >= *refused);
    return known;
}

void RecentPast::ended(const RequestTrace& trace, Ending ending, base::SteadyTime now) {
    if (trace.host.isEmpty() || ending == Ending::Silence)
        return;
    touch(m_hosts, trace.host, mostHosts, now).answered = now;
    if (ending == Ending::Other)
        return;
    auto& use = touch(touch(m_routes, trace.route, mostRoutes, now).uses, trace.credential, mostCredentials, now);
    if (ending == Ending::Worked) {
        use.worked = now;
        use.refused.reset(); // it is no longer refused
    } else if (!use.refused) {
        use.refused = now;
    }
}

} // namespace knockback::session
