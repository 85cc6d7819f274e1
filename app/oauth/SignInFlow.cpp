// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/oauth/SignInFlow.h"

#include "app/oauth/ClientAuthentication.h"
#include "app/oauth/SignInRules.h"

namespace knockback::oauth {

SignInFlow::SignInFlow(Parts& parts, DiscoveryDesk& discovery, vault::Credential record, SignInEars ears,
                       http::SignInDemand demand)
    : m_parts(parts)
    , m_record(std::move(record))
    , m_demand(std::move(demand))
    , m_discovery(discovery)
    , m_ears(std::move(ears)) {
    addScopes(m_record, m_demand.scopes);
}

SignInFlow::~SignInFlow() = default;

void SignInFlow::start() {
    if (m_record.issuer.isEmpty()) {
        m_start = m_parts.scheduler.after({}, [this] { adopt({}); });
        return;
    }
    m_start = m_parts.scheduler.after({}, [this] {
        say({SignInProgress::Step::Discovering,
             QStringLiteral("Asking %1 for its endpoints.").arg(QString::fromUtf8(m_record.issuer))});
    });
    m_asking = m_discovery.ask(m_record, [this](const DiscoveryDesk::Answer& answer) {
        if (answer)
            return adopt(*answer);
        // Whoever wrote the endpoints down can do without the issuer.
        if (m_record.tokenUrl.isEmpty())
            return fail(RefreshErrorKind::TemporaryFailure, answer.error());
        adopt({});
    });
}

// What the record says holds; the issuer fills the gaps.
void SignInFlow::adopt(const ServerMetadata& metadata) {
    m_server = metadata;
    const auto settings = settingsOf(m_record);
    const auto prefer = [](QByteArray& endpoint, const QByteArray& written) {
        if (!written.isEmpty())
            endpoint = written;
    };
    prefer(m_server.issuer, m_record.issuer);
    prefer(m_server.tokenUrl, m_record.tokenUrl);
    prefer(m_server.authorizationUrl, settings.authorizationUrl);
    prefer(m_server.deviceUrl, settings.deviceUrl);
    prefer(m_server.parUrl, settings.parUrl);
    if (settings.dpop)
        m_proofKey = SigningKey::generateP256();
    if (m_record.tokenUrl.isEmpty() && !m_server.tokenUrl.isEmpty()) {
        m_record.tokenUrl = m_server.tokenUrl;
        auto known = m_parts.vault.find(m_record.name).value_or(m_record);
        known.tokenUrl = m_record.tokenUrl;
        if (const auto stored = m_parts.vault.update(known); !stored)
            return fail(RefreshErrorKind::VaultFailed, stored.error().sentence);
    }
    if (m_record.tokenUrl.isEmpty())
        return fail(RefreshErrorKind::NotRotatable,
                    QStringLiteral("“%1” cannot be signed in to: it has no token URL and no issuer that names one.")
                        .arg(name()));
    begin();
}

void SignInFlow::ask(const QByteArray& url, Form form, TokenCall::Finished answered) {
    m_sentAt = m_parts.wallNow();
    const bool proven = url == m_record.tokenUrl || url == m_server.parUrl;
    m_call = std::make_unique<TokenCall>(
        m_parts, m_record.name, proven ? m_proofKey : std::nullopt,
        [this, url, form = std::move(form)] { return clientRequest(m_parts, m_record, url, form()); },
        std::move(answered));
    if (const auto sent = m_call->start(); !sent)
        fail(RefreshErrorKind::NotRotatable, sent.error());
}

void SignInFlow::keep(const http::Attempt& attempt) {
    const auto tokens = judgeSignIn(attempt, m_record);
    if (!tokens)
        return finish(base::Failure(tokens.error()));
    const auto kept = keepSignIn(m_parts, m_record.name, *tokens, m_sentAt, m_proofKey, m_demand.scopes);
    finish(kept.outcome, kept.unsaved);
}

void SignInFlow::say(const SignInProgress& progress) const {
    if (m_ears.progress)
        m_ears.progress(progress);
}

void SignInFlow::finish(const RenewalOutcome& outcome, bool unsaved) {
    const auto finished = std::move(m_ears.finished);
    finished(outcome, unsaved);
}

void SignInFlow::fail(RefreshErrorKind kind, const QString& sentence) {
    finish(base::Failure(RefreshError{kind, sentence}));
}

} // namespace knockback::oauth
