// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/oauth/TokenRefresher.h"
#include "tests/app/oauth/FaultyStore.h"
#include "tests/support/ScriptedTransport.h"
#include "tests/support/SeededRandom.h"
#include "tests/support/VirtualScheduler.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace knockback::test {

// A vault in memory with one credential of each grant, a token endpoint that answers from a list, and virtual time.
class RefreshFixture : public testing::Test {
protected:
    void SetUp() override {
        ASSERT_TRUE(m_vault.open());
        addGrant("app", vault::CredentialKind::RefreshToken);
        addGrant("svc", vault::CredentialKind::ClientCredentials);
    }

    void addGrant(const QByteArray& name, vault::CredentialKind kind,
                  const QByteArray& url = "https://auth.test/token") {
        vault::Credential credential;
        credential.name = name;
        credential.kind = kind;
        credential.hosts = {"api.test"};
        credential.tokenUrl = url;
        credential.clientId = "client 1";
        credential.scopes = {"read", "write"};
        vault::Secrets secrets;
        if (kind == vault::CredentialKind::ClientCredentials) {
            secrets.emplace(vault::SecretRole::ClientSecret, base::Secret("s:cret"));
        } else {
            secrets.emplace(vault::SecretRole::Value, base::Secret("access-1"));
            secrets.emplace(vault::SecretRole::RefreshToken, base::Secret("refresh/1"));
        }
        ASSERT_TRUE(m_vault.add(std::move(credential), std::move(secrets)));
    }

    void answer(const QJsonObject& json, int status = 200, http::HeaderList headers = {}) {
        m_transport.answer(status, std::move(headers), QJsonDocument(json).toJson(), std::chrono::milliseconds(80));
    }
    static QJsonObject token(const QString& access, const QString& refresh = {}) {
        QJsonObject json{{QStringLiteral("access_token"), access},
                         {QStringLiteral("token_type"), QStringLiteral("Bearer")},
                         {QStringLiteral("expires_in"), 3600}};
        if (!refresh.isEmpty())
            json.insert(QStringLiteral("refresh_token"), refresh);
        return json;
    }

    // Starts a refresh; what came of it is in `told`, in the order of telling.
    void refresh(const QByteArray& name, std::uint64_t seen,
                 oauth::RenewalReason reason = oauth::RenewalReason::Asked) {
        m_refresher->refresh(name, seen, reason, [this, name](const oauth::RenewalOutcome& outcome) {
            m_told.push_back({name, outcome ? std::nullopt : std::optional(outcome.error()),
                              outcome ? *outcome : oauth::Renewal{false, {}}});
        });
    }
    // The same from start to end.
    std::optional<oauth::RefreshError> refreshNow(const QByteArray& name,
                                                  oauth::RenewalReason reason = oauth::RenewalReason::Asked) {
        refresh(name, m_vault.find(name) ? m_vault.find(name)->generation : 0, reason);
        m_scheduler.runAll();
        EXPECT_FALSE(m_told.empty());
        return m_told.empty() ? std::nullopt : m_told.back().error;
    }
    std::optional<oauth::RefreshErrorKind> kindOf(const std::optional<oauth::RefreshError>& error) {
        return error ? std::optional(error->kind) : std::nullopt;
    }
    QByteArray stored(const QByteArray& name, vault::SecretRole role = vault::SecretRole::Value) {
        const auto secret = m_vault.reveal(name, role);
        return secret ? secret->reveal().toByteArray() : QByteArray("none");
    }

    struct Told {
        QByteArray name;
        std::optional<oauth::RefreshError> error;
        oauth::Renewal renewal;
    };
    VirtualScheduler m_scheduler;
    ScriptedTransport m_transport{m_scheduler};
    std::shared_ptr<SharedDisk> m_disk = std::make_shared<SharedDisk>();
    vault::Vault m_vault{std::make_unique<FaultyStore>(m_disk), vault::VaultMode::Passphrase, m_scheduler.clock()};
    std::vector<Told> m_told;
    int m_observed = 0;
    SeededRandom m_random;
    oauth::Parts m_parts{m_transport,
                         m_vault,
                         m_scheduler,
                         m_random,
                         [this](const QByteArray&, const http::Attempt&) { ++m_observed; },
                         {},
                         [this] { return m_scheduler.clock().steadyNow(); }};
    std::unique_ptr<oauth::TokenRefresher> m_refresher = std::make_unique<oauth::TokenRefresher>(m_parts);
};

} // namespace knockback::test
