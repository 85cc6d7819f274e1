// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runs/RunRoute.h"

#include "app/http/Url.h"
#include "app/http/Variables.h"

namespace knockback::runs {

namespace {

// The Auth tab's, else the first that a header names.
QByteArray credentialOf(const workspace::RequestDraft& draft, const workspace::AuthDraft& inherited) {
    const auto& auth = draft.auth.kind == workspace::AuthKind::Inherited ? inherited : draft.auth;
    if (auth.kind == workspace::AuthKind::Credential)
        return auth.credential;
    std::vector<QByteArray> texts{auth.token, auth.password, auth.keyValue};
    for (const auto& header : draft.headers) {
        if (header.enabled)
            texts.push_back(header.value);
    }
    for (const QByteArray& text : texts) {
        for (const auto& span : http::findVariables(text)) {
            if (span.isVault())
                return span.vaultName();
        }
    }
    return {};
}

} // namespace

ratelimit::RouteKey routeOf(const workspace::RequestDraft& draft, const workspace::AuthDraft& inherited,
                            const workspace::Environment& environment) {
    const auto lookup = [&environment](const QByteArray& name) {
        const auto found = environment.find(name);
        return found == environment.end() ? std::nullopt : std::optional(found->second);
    };
    const auto url = http::parseUrl(http::substitute(draft.url, lookup).text);
    if (!url)
        return {};
    return {{}, url->authority(), credentialOf(draft, inherited), ratelimit::endpointOf(draft.method, url->path)};
}

} // namespace knockback::runs
