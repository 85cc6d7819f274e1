// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/Url.h"
#include "app/oauth/SignIn.h"
#include "tests/app/oauth/RefreshFixture.h"

namespace knockback::test {

// A credential to sign in to, with a server that answers from a list.
class FlowFixture : public RefreshFixture {
protected:
    vault::Credential addUserGrant(vault::CredentialKind kind, std::map<QByteArray, QByteArray> settings) {
        vault::Credential credential;
        credential.name = "me";
        credential.kind = kind;
        credential.hosts = {"api.test"};
        credential.tokenUrl = "https://auth.test/token";
        credential.clientId = "client 1";
        credential.scopes = {"read", "write"};
        credential.settings = std::move(settings);
        EXPECT_TRUE(m_vault.add(credential, {}));
        return *m_vault.find("me");
    }
    oauth::SignInEars ears() {
        return {[this](const oauth::SignInProgress& progress) { m_progress.push_back(progress); },
                [this](const oauth::RenewalOutcome& outcome, bool unsaved) {
                    m_done = true;
                    m_unsaved = unsaved;
                    m_sentence = outcome ? outcome->note : outcome.error().sentence;
                    m_kind = outcome ? std::nullopt : std::optional(outcome.error().kind);
                }};
    }
    [[nodiscard]] const oauth::SignInProgress* last(oauth::SignInProgress::Step step) const {
        for (auto it = m_progress.rbegin(); it != m_progress.rend(); ++it)
            if (it->step == step)
                return &*it;
        return nullptr;
    }
    [[nodiscard]] static QByteArray field(const http::Request& request, QByteArrayView name) {
        for (const auto& param : http::parseQuery(request.body.bytes()))
            if (param.name == name)
                return param.value;
        return {};
    }

    oauth::DiscoveryDesk m_discovery{m_parts};
    std::vector<oauth::SignInProgress> m_progress;
    bool m_done = false;
    bool m_unsaved = false;
    QString m_sentence;
    std::optional<oauth::RefreshErrorKind> m_kind;
};

} // namespace knockback::test
