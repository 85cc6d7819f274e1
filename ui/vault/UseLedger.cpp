// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/vault/UseLedger.h"

#include "app/http/Placeholder.h"
#include "app/http/Url.h"
#include "app/vault/HostPattern.h"

#include <algorithm>

namespace knockback::ui {

namespace {

bool carries(const http::Request& request, const QByteArray& mark) {
    return request.url.contains(mark) ||
           std::any_of(request.headers.begin(), request.headers.end(),
                       [&mark](const http::HeaderField& field) { return field.value.contains(mark); });
}

// Where a secret could be read on the way; empty = nowhere.
QByteArray plainHost(const QByteArray& url) {
    const auto parts = http::parseUrl(url);
    const auto authority = parts ? vault::parseAuthority(parts->authority()) : std::nullopt;
    return authority && parts->scheme == "http" && !vault::isLoopback(*authority) ? parts->host : QByteArray();
}

std::optional<std::vector<QByteArray>> acceptedScopes(const http::Attempt& attempt) {
    const auto told = attempt.response ? attempt.response->headers().combined("X-Accepted-OAuth-Scopes") : std::nullopt;
    if (!told)
        return std::nullopt;
    std::vector<QByteArray> scopes;
    for (const QByteArray& scope : told->split(','))
        if (!scope.trimmed().isEmpty())
            scopes.push_back(scope.trimmed());
    return scopes;
}

} // namespace

void UseLedger::setNames(const std::vector<vault::Credential>& credentials) {
    m_names.clear();
    for (const auto& credential : credentials)
        m_names.push_back(credential.name);
}

void UseLedger::add(const journal::Event& event) {
    if (const auto* finished = std::get_if<journal::AttemptFinished>(&event.body))
        if (!finished->record->tokenRequest)
            addAttempt(*finished->record, event.wall);
}

void UseLedger::renamed(const QByteArray& from, const QByteArray& to) {
    if (auto use = m_uses.extract(from)) {
        use.key() = to;
        m_uses.insert(std::move(use));
    }
}

void UseLedger::addAttempt(const journal::AttemptRecord& record, base::WallTime at) {
    const auto& attempt = record.exchange.attempt();
    for (const auto& name : m_names) {
        const auto& known = record.credentials;
        if (std::find(known.begin(), known.end(), name) == known.end() &&
            !carries(attempt.request, http::placeholderFor(name)))
            continue;
        auto& use = m_uses[name];
        use.requests.insert(record.requestName);
        use.lastAt = at;
        if (const QByteArray host = plainHost(attempt.request.url); !host.isEmpty())
            use.plainHosts.insert(host);
        if (auto scopes = acceptedScopes(attempt))
            use.accepted.push_back(std::move(*scopes));
    }
}

const vault::CredentialUse& UseLedger::of(const QByteArray& credential) const {
    static const vault::CredentialUse unused;
    const auto found = m_uses.find(credential);
    return found == m_uses.end() ? unused : found->second;
}

} // namespace knockback::ui
