// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/oauth/Revocation.h"

#include "app/oauth/ClientAuthentication.h"

namespace knockback::oauth {

namespace {
using base::Failure;
using vault::SecretRole;

base::Result<base::Secret, QString> tokenOf(Parts& parts, const vault::Credential& record, SecretRole role,
                                            const QByteArray& endpoint) {
    return role == SecretRole::Value ? tokenForIssuer(parts, record, endpoint)
                                     : secretFor(parts, record, role, endpoint);
}
} // namespace

Revocation::Revocation(Parts& parts, DiscoveryDesk& discovery, vault::Credential record, Finished finished)
    : m_parts(parts)
    , m_discovery(discovery)
    , m_record(std::move(record))
    , m_finished(std::move(finished))
    , m_left{SecretRole::Value, SecretRole::RefreshToken} {} // from the back

void Revocation::start() {
    const QByteArray written = settingsOf(m_record).revocationUrl;
    if (!written.isEmpty() || m_record.issuer.isEmpty()) {
        m_timer = m_parts.scheduler.after({}, [this, written] { begin(written); });
        return;
    }
    m_asking = m_discovery.ask(m_record, [this](const DiscoveryDesk::Answer& answer) {
        if (answer)
            begin(answer->revocationUrl);
        else
            finish(Failure(answer.error()));
    });
}

void Revocation::begin(const QByteArray& endpoint) {
    m_endpoint = endpoint;
    if (endpoint.isEmpty())
        return finish(Failure(QStringLiteral("“%1” was not revoked: its server names no address for that. Revoke it on "
                                             "the server's own pages; deleting it here does not.")
                                  .arg(QString::fromUtf8(m_record.name))));
    next();
}

void Revocation::next() {
    while (!m_left.empty()) {
        const auto token = tokenOf(m_parts, m_record, m_left.back(), m_endpoint);
        if (!token)
            return finish(Failure(token.error()));
        if (!token->isEmpty())
            break;
        m_left.pop_back();
    }
    if (m_left.empty())
        return finish(base::Done{});
    m_call = std::make_unique<TokenCall>(
        m_parts, m_record.name, std::nullopt, [this] { return build(); },
        [this](const http::Attempt& attempt) { answered(attempt); });
    if (const auto sent = m_call->start(); !sent)
        finish(Failure(sent.error()));
}

base::Result<http::Request, QString> Revocation::build() const {
    const auto token = tokenOf(m_parts, m_record, m_left.back(), m_endpoint);
    if (!token)
        return Failure(token.error());
    FormBody form;
    form.add("token", token->reveal());
    form.add("token_type_hint", m_left.back() == SecretRole::RefreshToken ? "refresh_token" : "access_token");
    return clientRequest(m_parts, m_record, m_endpoint, std::move(form));
}

// 200 also for a token that the server does not know (2.2): what should not be there is not there.
void Revocation::answered(const http::Attempt& attempt) {
    if (attempt.failure || attempt.status() < 200 || attempt.status() >= 300) {
        const QString what = attempt.failure ? http::describe(*attempt.failure).chopped(1)
                                             : QStringLiteral("the server answered %1").arg(attempt.status());
        return finish(Failure(QStringLiteral("“%1” may not be revoked: %2. The server may still take it; try again, or "
                                             "revoke it on the server's own pages.")
                                  .arg(QString::fromUtf8(m_record.name), what)));
    }
    m_left.pop_back();
    m_timer = m_parts.scheduler.after({}, [this] { next(); });
}

void Revocation::finish(const base::Outcome<QString>& outcome) {
    const auto finished = std::move(m_finished);
    finished(outcome);
}

} // namespace knockback::oauth
