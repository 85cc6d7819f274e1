// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/oauth/Introspection.h"

#include "app/oauth/ClientAuthentication.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace knockback::oauth {

namespace {
using base::Failure;

QByteArray joined(const QJsonValue& value) {
    if (!value.isArray())
        return value.toString().toUtf8();
    QByteArray text;
    for (const auto& one : value.toArray())
        text += (text.isEmpty() ? QByteArray() : QByteArray(" ")) + one.toString().toUtf8();
    return text;
}
} // namespace

std::optional<TokenFacts> parseTokenFacts(const QByteArray& body) {
    const auto object = QJsonDocument::fromJson(body).object();
    if (!object.value(QLatin1String("active")).isBool())
        return std::nullopt;
    TokenFacts facts;
    facts.active = object.value(QLatin1String("active")).toBool();
    if (!facts.active)
        return facts;
    for (const auto& scope : object.value(QLatin1String("scope")).toString().toUtf8().split(' '))
        if (!scope.isEmpty())
            facts.scopes.push_back(scope);
    const double expires = object.value(QLatin1String("exp")).toDouble();
    constexpr double year2200 = 7258118400.0;
    if (expires > 0 && expires < year2200)
        facts.expiresAt = base::WallTime(base::Seconds(static_cast<std::int64_t>(expires)));
    facts.subject = object.value(QLatin1String("sub")).toString().toUtf8();
    facts.clientId = object.value(QLatin1String("client_id")).toString().toUtf8();
    facts.audience = joined(object.value(QLatin1String("aud")));
    return facts;
}

Introspection::Introspection(Parts& parts, DiscoveryDesk& discovery, vault::Credential record, Finished finished)
    : m_parts(parts)
    , m_discovery(discovery)
    , m_record(std::move(record))
    , m_finished(std::move(finished)) {}

void Introspection::start() {
    const QByteArray written = settingsOf(m_record).introspectionUrl;
    if (!written.isEmpty() || m_record.issuer.isEmpty()) {
        m_timer = m_parts.scheduler.after({}, [this, written] { begin(written); });
        return;
    }
    m_asking = m_discovery.ask(m_record, [this](const DiscoveryDesk::Answer& answer) {
        if (answer)
            begin(answer->introspectionUrl);
        else
            finish(Failure(answer.error()));
    });
}

void Introspection::begin(const QByteArray& endpoint) {
    if (endpoint.isEmpty())
        return finish(Failure(QStringLiteral("The server of “%1” names no address to ask about a token. Try it with a "
                                             "request instead.")
                                  .arg(QString::fromUtf8(m_record.name))));
    m_call = std::make_unique<TokenCall>(
        m_parts, m_record.name, std::nullopt, [this, endpoint] { return build(endpoint); },
        [this](const http::Attempt& attempt) { answered(attempt); });
    if (const auto sent = m_call->start(); !sent)
        finish(Failure(sent.error()));
}

base::Result<http::Request, QString> Introspection::build(const QByteArray& endpoint) const {
    const auto token = tokenForIssuer(m_parts, m_record, endpoint);
    if (!token)
        return Failure(token.error());
    if (token->isEmpty())
        return Failure(
            QStringLiteral("“%1” has no access token yet: fetch one first.").arg(QString::fromUtf8(m_record.name)));
    FormBody form;
    form.add("token", token->reveal());
    form.add("token_type_hint", "access_token");
    return clientRequest(m_parts, m_record, endpoint, std::move(form));
}

void Introspection::answered(const http::Attempt& attempt) {
    const QString name = QString::fromUtf8(m_record.name);
    if (attempt.failure || !attempt.response)
        return finish(Failure(QStringLiteral("The server of “%1” could not be asked about the token: %2. Try again.")
                                  .arg(name, attempt.failure ? http::describe(*attempt.failure).chopped(1)
                                                             : QStringLiteral("no answer came"))));
    const auto facts = attempt.status() == 200 ? parseTokenFacts(attempt.response->body.bytes()) : std::nullopt;
    if (!facts)
        return finish(Failure(QStringLiteral("The server of “%1” does not tell this client about tokens (%2). Clients "
                                             "without a secret or key often may not ask.")
                                  .arg(name)
                                  .arg(attempt.status())));
    finish(*facts);
}

void Introspection::finish(const base::Result<TokenFacts, QString>& outcome) {
    const auto finished = std::move(m_finished);
    finished(outcome);
}

} // namespace knockback::oauth
