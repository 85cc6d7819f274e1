// SPDX-License-Identifier: GPL-3.0-or-later
// Two variables that only together name a third were filled in after the hosts of the secrets had been checked: the URL
// then led to another host than the one that had been looked at.
#include "tests/app/session/SessionFixture.h"

namespace knockback::session {

class HostOfTwoVariablesTest : public SessionFixture {
protected:
    HostOfTwoVariablesTest() {
        vault::Credential credential;
        credential.name = "ledger";
        credential.kind = vault::CredentialKind::Bearer;
        credential.hosts = {"api.example"};
        vault::Secrets secrets;
        secrets[vault::SecretRole::Value] = base::Secret("ledger-secret-value");
        EXPECT_TRUE(vault.add(credential, std::move(secrets)).ok());
        spec.draft.headers = {{"X-Key", "{{vault:ledger}}", true}};
    }
};

TEST_F(HostOfTwoVariablesTest, IsRefused) {
    spec.environment = {{"o", "{"}, {"b", "x@evil.example/"}};
    spec.draft.url = "https://{{o}}{b}}@api.example/";
    EXPECT_TRUE(run().refused.contains(u"another host")) << results.back().refused.toStdString();
    EXPECT_TRUE(transport.requests.empty());
}

TEST_F(HostOfTwoVariablesTest, WhatStaysAtItsHostIsSent) {
    spec.environment = {{"host", "api.example"}, {"user", "me"}, {"path", "a?b={{c}}"}, {"c", "d"}};
    spec.draft.url = "https://{{user}}:{{vault:ledger}}@{{host}}:443/{{path}}";
    transport.answer(200);
    EXPECT_EQ(run().outcome, journal::CallOutcome::Ok) << results.back().sentence.toStdString();
}

} // namespace knockback::session
