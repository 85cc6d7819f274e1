// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/oauth/AuthorizationRequest.h"

#include "app/oauth/ClientSettings.h"
#include "app/oauth/TokenRequest.h"

namespace knockback::oauth {

FormBody authorizationForm(const vault::Credential& credential, const AuthorizationTerms& terms) {
    const auto settings = settingsOf(credential);
    FormBody form;
    form.add("response_type", "code");
    form.add("client_id", credential.clientId);
    form.add("redirect_uri", terms.redirectUri);
    form.addUnlessEmpty("scope", joinedScopes(credential.scopes));
    form.add("state", terms.state);
    form.add("code_challenge", terms.challenge);
    form.add("code_challenge_method", "S256");
    form.addUnlessEmpty("dpop_jkt", terms.proofKeyThumbprint);
    addLoginTerms(form, terms.demand);
    form.addUnlessEmpty("audience", settings.audience);
    form.addUnlessEmpty("resource", settings.resource);
    // OpenID Connect Core 11: without it there is no refresh token.
    if (std::find(credential.scopes.begin(), credential.scopes.end(), "offline_access") != credential.scopes.end())
        form.add("prompt", "consent");
    return form;
}

void addLoginTerms(FormBody& form, const http::SignInDemand& demand) {
    form.addUnlessEmpty("acr_values", joinedScopes(demand.acrValues));
    if (demand.maxAge)
        form.add("max_age", QByteArray::number(static_cast<qlonglong>(demand.maxAge->count())));
}

QByteArray authorizationUrl(const QByteArray& endpoint, const FormBody& form) {
    const char* joint = !endpoint.contains('?') ? "?" : endpoint.endsWith('?') || endpoint.endsWith('&') ? "" : "&";
    return endpoint + joint + form.text();
}

FormBody pushedForm(const vault::Credential& credential, const QByteArray& requestUri) {
    FormBody form;
    form.add("client_id", credential.clientId);
    form.add("request_uri", requestUri);
    return form;
}

} // namespace knockback::oauth
